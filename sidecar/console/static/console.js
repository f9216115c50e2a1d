var ge,la,$i,Dn,mi,Hr,aa,zr,ca,_i,hi,Od,or=Symbol.for("pv"),Ur={},Jr=[],qd=/^m(i|n|o|s|text|space)$/,gi=Array.isArray,bi=Jr.slice,Gn=Object.assign;function Jn(e){e&&e.parentNode&&e.remove()}function Gr(e,t,n){var o,r,s,i={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return a>2&&(i.children=a>3?bi.call(arguments,2):n),nr(e,i,o,r,null)}function nr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:or,__v:r||++la,__i:-1,__u:0};return!r&&ge.vnode&&ge.vnode(s),s}function Wn(e){return e.children}function ko(e,t){this.props=e,this.context=t,this.__g=0}function An(e,t){if(t==null)return e.__&&An(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:An(e)}function jd(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Gn({constructor:or},n)).__v=n.__v+1,ge.vnode&&ge.vnode(t),vi(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||An(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,ha(r,t,s),n.__=n.__e=null,t.__e!=o&&ua(t))}function ua(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),ua(e)}function sa(e){(8&e.__g||(e.__g|=8,Dn.push(e),Hr++))&&mi==ge.debounceRendering||((mi=ge.debounceRendering)||queueMicrotask)(fa)}function fa(){try{for(var e,t=1;Dn.length;)Dn.length>t&&Dn.sort(aa),e=Dn.shift(),t=Dn.length,8&e.__g&&jd(e)}finally{(Hr=Dn.length)&&(mi||queueMicrotask)(fa)}}function da(e,t,n,o,r,s,i,a,f,p,h){var $,b,_,S,k,C,A=o.__k||Jr,y=t.length;for(f=Fd(n,t,A,f,y),$=0;$<y;$++)(_=n.__k[$])!=null&&(b=~_.__i&&A[_.__i]||Ur,_.__i=$,C=vi(e,_,b,r,s,i,a,f,p,h),S=_.__e,(b.ref!=_.ref||8&b.__u)&&(b.ref&&yi(b.ref,null,_,b),_.ref&&h.push(_.ref,_.__c||S,_)),k=k||S,4&_.__u?(f=pa(_,f,e,!b.__v),b.__e&&(b.__e=null)):typeof _.type=="function"&&C!==void 0?f=C:S&&(f=S.nextSibling),_.__u&=-21);return n.__e=k,f}function Fd(e,t,n,o,r){var s,i,a,f,p,h,$,b,_,S=n.length,k=S,C=0,A=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=nr(null,i):gi(i)?i=y[s]=nr(Wn,{children:i}):i.constructor===or&&i.__b?i=y[s]=nr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,f=s+C,i.__=e,i.__b=e.__b+1,a=null,~(p=i.__i=Id(i,n,f,k))&&(k--,(a=n[p])&&(a.__u|=2)),a&&a.__v?(i.__u|=16,p==f-1?C--:p==f+1?C++:p!=f&&(p>f?C--:C++,A=1)):(~p||(r>S?C--:r<S&&C++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(A){for(h=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(C=0,b=h.length;C<b;)h[_=C+b>>1]<i.__i?C=_+1:b=_;h[C]=i.__i,$[s]=C+1}for(C=h.length;s--;)$[s]&&($[s]==C?C--:y[s].__u|=4)}if(k)for(s=0;s<S;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=An(a)),wi(a,a));return o}function pa(e,t,n,o){var r,s,i,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=pa(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=An(e))&&!t.parentNode&&(t=null),i=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(i!=a&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function Id(e,t,n,o){var r,s=e.key,i=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&s==null||f&&s==a.key&&i==a.type)return n;if(o>(f?1:0)){for(r=n-1;r>=0;r--)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r;for(r=n+1;r<t.length;r++)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r}return-1}function ia(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Vr(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||ia(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||ia(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=hi[t]||(hi[t]=Vd(t)),(e.__a||(e.__a={}))[t]=_i,s=t!=(t=t.replace(ca,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Vd(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[zr]==null)t[zr]=_i++;else if(t[zr]<this.__a[e])return;return n(ge.event?ge.event(t):t)}}}function vi(e,t,n,o,r,s,i,a,f,p){var h,$,b,_,S,k,C,A,y,R,x,K,O,Q,F,te,I,D,U=t.type;if(t.constructor!==or)return null;128&n.__u&&(f=32&n.__u,h=n.__c.__z)&&(t.__u|=f,$=s=[],h.nodeType==8?a=Br(h,s):s.push(h),a=s[0]||a),(h=ge.__b)&&h(t);e:if(typeof U=="function"){b=i.length;try{if(A=t.props,y=(h=U.prototype)&&h.render,R=(h=U.contextType)&&o[h.__c],x=h?R?R.props.value:h.__:o,(_=n.__c)?(t.__c=_,2&_.__g&&(_.__g|=1)):(y?t.__c=_=new U(A,x):(t.__c=_=new ko(A,x),_.constructor=U,_.render=Bd),R&&R.sub(_),_.state||(_.state={}),_.__n=o,_.__g|=8,_.__h=[],_.__k=[]),y&&(_.__s||(_.__s=_.state),U.getDerivedStateFromProps&&(_.__s==_.state&&(_.__s=Gn({},_.__s)),Gn(_.__s,U.getDerivedStateFromProps(A,_.__s)))),S=_.props,k=_.state,_.__v=t,n.__c){if(A!==S&&y&&!U.getDerivedStateFromProps&&_.componentWillReceiveProps&&_.componentWillReceiveProps(A,x),t.__v==n.__v&&!(8&_.__g)||!(4&_.__g)&&_.shouldComponentUpdate&&_.shouldComponentUpdate(A,_.__s,x)===!1){t.__v!=n.__v&&(_.props=A,_.state=_.__s,_.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(L){L&&(L.__=t)}),Jr.push.apply(_.__h,_.__k),_.__k=[],_.__h.length&&i.push(_),a=An(n);break e}_.componentWillUpdate&&_.componentWillUpdate(A,_.__s,x),y&&_.componentDidUpdate&&_.__h.push(function(){_.componentDidUpdate(S,k,C)})}else y&&!U.getDerivedStateFromProps&&_.componentWillMount&&_.componentWillMount(),y&&_.componentDidMount&&_.__h.push(_.componentDidMount);_.context=x,_.props=A,_.__P=e,_.__g&=-5,K=ge.__r,O=y?25:0;do _.__g&=-9,K&&K(t),h=_.render(_.props,_.state=_.__s,_.context);while(8&_.__g&&++O<25);y&&(Jr.push.apply(_.__h,_.__k),_.__k=[]),_.state=_.__s,_.getChildContext&&(o=Gn({},o,_.getChildContext())),y&&n.__c&&_.getSnapshotBeforeUpdate&&(C=_.getSnapshotBeforeUpdate(S,k)),Q=h&&h.type===Wn&&h.key==null?h.props.children:h,A.__P&&(h=a,r=(e=A.__P).namespaceURI,f=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(L){L&&wi(L,L)}),n.__k=null),a=n.__k?An(n,0):null),a=da(e,gi(Q)?Q:[Q],t,n,o,r,s,i,a,f,p),A.__P&&(t.__e=null,a=h),t.__u&=-161,$&&$.some(Jn),_.__h.length&&i.push(_),1&_.__g&&(_.__g&=-4)}catch(L){if(i.length=b,t.__v=null,f||s)if(L&&L.then){if(t.__u|=128|f,s){for(~(I=s.indexOf(a||void 0))||(I=s.length);(D=s[I-1])&&D.nodeType==8;)I--;for(;I<s.length;I++)if(D=s[I])if(s[I]=null,F){if(D==te)break}else{if(D.nodeType!=8)break;D.data.startsWith("$s")&&(te=Br(F=D))}}if(!F){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;F=a}(h=Br(F=t.__c.__z||(t.__c.__z=F)))?(t.__e=F,a=h):t.__e=a,a=a&&a.nextSibling}else s&&s.some(Jn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),L&&L.then||ma(t),ge.__e(L,t,n)}}else a=t.__e=zd(n.__e,t,n,o,r,s,i,f,p,e);return(h=ge.diffed)&&h(t),a}function Br(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function ma(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(ma))}function ha(e,t,n){for(var o=0;o<n.length;)yi(n[o++],n[o++],n[o++]);ge.__c&&ge.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){ge.__e(s,r.__v)}})}function zd(e,t,n,o,r,s,i,a,f,p){var h,$,b,_,S,k,C,A,y=n.props||Ur,R=t.props,x=t.type;if(x=="svg"?r="http://www.w3.org/2000/svg":x=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(h=0;h<s.length;h++)if((S=s[h])&&(x?S.localName==x:S.nodeType==3)){e=S,s[h]=null;break}}if(!e){if(A=p.ownerDocument||document,!x)return A.createTextNode(R);e=A.createElementNS(r,x,R.is?R:p),a&&(ge.__m&&ge.__m(t,s),a=!1),s=null}if(x){if(p=x=="template"&&e.content||e,s=x=="textarea"&&R.defaultValue!=null?null:s&&bi.call(p.childNodes),!a&&s)for(y={},h=0;h<e.attributes.length;h++)y[(S=e.attributes[h]).name]=S.value;for(h in y)S=y[h],h=="dangerouslySetInnerHTML"?b=S:h=="children"||h in R||h=="value"&&"defaultValue"in R||h=="checked"&&"defaultChecked"in R||Vr(e,h,null,S,r);for(h in R)S=R[h],h=="children"?_=S:h=="dangerouslySetInnerHTML"?$=S:h=="value"?k=S:h=="checked"?C=S:a&&typeof S!="function"||y[h]===S||Vr(e,h,S,y[h],r);$?(a||b&&($.__html==b.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(b&&(e.textContent=""),(x=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&qd.test(x))&&(r="http://www.w3.org/1999/xhtml"),da(p,gi(_)?_:[_],t,n,o,r,s,i,s?s[0]:n.__k&&An(n,0),a,f),s&&s.some(Jn)),a&&x!="textarea"||(h="value",x=="progress"&&k==null?e.removeAttribute(h):k==null||k===e[h]&&(x!="progress"||k)||Vr(e,h,k,y[h],r),h="checked",C!=null&&C!=e[h]&&Vr(e,h,C,y[h],r))}else y===R||a&&e.data==R||(e.data=R);return e}function yi(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){ge.__e(r,n)}}function wi(e,t,n){var o,r,s,i;if(ge.unmount&&ge.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||yi(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){ge.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&wi(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=Br(o,s=[]))&&(o==e.__e&&s.some(Jn),Jn(r),Jn(o)),n||Jn(e.__e),e.__e=e.__c=e.__=null}function Bd(e,t,n){return this.constructor(e,n)}function $a(e,t){var n,o,r,s;ge.__&&ge.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=nr(Wn,{children:[e]}),r=[],s=[],vi(t,t.__k,o||Ur,Ur,t.namespaceURI,o?null:t.firstChild?bi.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),ha(r,t.__k,s),t.__k.props.children=null}ge={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(a){e=a}}throw Hr=0,e}},la=0,$i=function(e){return e!=null&&e.constructor===or},ko.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Gn({},this.state)),typeof e=="function"&&(e=e(Gn({},n),this.props)),e&&(Gn(n,e),this.__v&&(t&&this.__k.push(t),sa(this)))},ko.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),sa(this))},ko.prototype.render=Wn,Dn=[],Hr=0,aa=function(e,t){return e.__v.__b-t.__v.__b},zr=Symbol(),ca=/(PointerCapture)$|Capture$/i,_i=0,hi={},Od=0;var Yn,ze,Si,_a,xi=Object.is,Wr=0,ka=[],Ti=[],Ve=ge,ga=Ve.__b,ba=Ve.__r,va=Ve.diffed,ya=Ve.__c,wa=Ve.unmount,Sa=Ve.__;function sr(e,t){Ve.__h&&Ve.__h(ze,e,Wr||t),Wr=0;var n=ze.__H||(ze.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function G(e){return Wr=1,Hd(Ea,e)}function Hd(e,t,n){var o=sr(Yn++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Ea(void 0,t),function(s){var i=(o.__N||o.__)[0],a=o.t(i,s);xi(i,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=ze,!ze.__f)){ze.__f=!0;var r=ze.shouldComponentUpdate;ze.shouldComponentUpdate=function(s,i,a){var f=this.__H;if(!f)return!0;var p=!1,h=this.props!=s;if(f.__.some(function(b){b.__N&&(p=!0,xi(b.__[0],b.__N[0])||(h=!0))}),r){var $=r.call(this,s,i,a);return p?$||h:$}return!p||h}}return o.__}function Be(e,t){var n=sr(Yn++,3);!Ve.__s&&Ei(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,ze.__H.__h.push(n))}function Yr(e,t){var n=sr(Yn++,4);!Ve.__s&&Ei(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,ze.__h.push(n))}function Ne(e){return Wr=5,Eo(function(){return{current:e}},[])}function Eo(e,t){var n=sr(Yn++,7);return Ei(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Kr(){var e=sr(Yn++,11);if(!e.__){for(var t=ze.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function Ud(){var e;do{for(;e=Ti.shift();)try{rr(e)}catch(n){Ve.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ka.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(rr),t.__h.some(ki),t.__h=[]}catch(n){t.__h=[],Ve.__e(n,e.__v)}}}while(Ti.length)}Ve.__b=function(e){ze=null,ga&&ga(e)},Ve.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Sa&&Sa(e,t)},Ve.__r=function(e){ba&&ba(e),Yn=0;var t=(ze=e.__c).__H;t&&(Si==ze?ze.__h=[]:(t.__h.some(rr),t.__h.some(ki),Yn=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),Si=ze},Ve.diffed=function(e){va&&va(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ta(ka.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Si=ze=null},Ve.__c=function(e,t){t.some(function(n){try{n.__h.some(rr),n.__h=n.__h.filter(function(o){return!o.__||ki(o)})}catch(o){n.__h=[function(){throw o}]}}),ya&&ya(e,t)},Ve.unmount=function(e){wa&&wa(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,Ta(Ti.push(r))}else rr(r)}catch(s){t=s}}),o.__H=void 0,t&&Ve.__e(t,o.__v))};var xa=typeof requestAnimationFrame=="function";function Jd(e){var t,n=function(){clearTimeout(o),xa&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);xa&&(t=requestAnimationFrame(n))}function Ta(e){e!=1&&_a==Ve.requestAnimationFrame||((_a=Ve.requestAnimationFrame)||Jd)(Ud)}function rr(e){var t=ze,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),ze=t}function ki(e){var t=ze;e.__c=e.__(),ze=t}function Ei(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!xi(n,e[o])})}function Ea(e,t){return typeof t=="function"?t(e):t}var Da=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],a=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=a:i===4?o[1]=Object.assign(o[1]||{},a):i===5?(o[1]=o[1]||{})[t[++s]]=a:i===6?o[1][t[++s]]+=a+"":i?(r=e.apply(a,Da(e,a,n,["",null])),o.push(r),a[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(a)}return o},Ca=new Map;function Aa(e){var t=Ca.get(this);return t||(t=new Map,Ca.set(this,t)),(t=Da(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",a="",f=[0],p=function(b){s===1&&(b||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?f.push(0,b,i):s===3&&(b||i)?(f.push(3,b,i),s=2):s===2&&i==="..."&&b?f.push(4,b,0):s===2&&i&&!b?f.push(5,0,!0,i):s>=5&&((i||!b&&s===5)&&(f.push(s,0,i,r),s=6),b&&(f.push(s,b,0,r),s=6)),i=""},h=0;h<n.length;h++){h&&(s===1&&p(),p(h));for(var $=0;$<n[h].length;$++)o=n[h][$],s===1?o==="<"?(p(),f=[f],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:a?o===a?a="":i+=o:o==='"'||o==="'"?a=o:o===">"?(p(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[h][$+1]===">")?(p(),s===3&&(f=f[0]),s=f,(f=f[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),s=2):i+=o),s===3&&i==="!--"&&(s=4,f=f[0])}return p(),f})(e)),t),arguments,[])).length>1?t:t[0]}var u=Aa.bind(Gr);function je({error:{causes:e,message:t,status:n}}){let o=n>0&&u`
    <ol>${e.map(({type:r,reason:s})=>u`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return u`<${Ci} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Ci({messages:e,details:t=e.length>2&&u`<ol>${e.map(n=>u`<li>${n}</li>`)}</ol>`}){return u`<div class="alert error" role="alert">
    <div>${e[0]}</div>
    ${e.length>1&&u`<div><b>Root cause:</b> ${e.at(-1)}</div>`}
    ${t&&u`<details><summary>Details</summary>${t}</details>`}
  </div>`}var lt=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function Ra(e,t){let n=[];for(let o=Co(t,"error");o;o=Co(o,"caused_by")){if(typeof o=="string")return new lt(e,[{type:"exception",reason:o}]);n.push({type:String(Co(o,"type")??"exception"),reason:String(Co(o,"reason")??"")})}return!n.length&&Co(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Co(t,"_id"))}] does not exist`}),new lt(e,n)}function Co(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var Gd=Symbol.for("preact-signals");function es(){if($n>1)$n--;else{var e,t=!1;for((function(){var r=Zr;for(Zr=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();lr!==void 0;){var n=lr;for(lr=void 0,Qr++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Ma(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(Qr=0,$n--,t)throw e}}function Ai(e){if($n>0)return e();Di=++Wd,$n++;try{return e()}finally{es()}}var ir,Oe=void 0;function ar(e){var t=Oe,n=ir;Oe=void 0,ir=void 0;try{return e()}finally{Oe=t,ir=n}}var lr=void 0,$n=0,Qr=0,Wd=0,Di=0,Zr=void 0,Xr=0;function Pa(e){if(Oe!==void 0){var t=e.n;if(t===void 0||t.t!==Oe)return t={i:0,S:e,p:Oe.s,n:void 0,t:Oe,e:void 0,x:void 0,r:t},Oe.s!==void 0&&(Oe.s.n=t),Oe.s=t,e.n=t,32&Oe.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Oe.s,t.n=void 0,Oe.s.n=t,Oe.s=t),t}}function Ke(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Ke.prototype.brand=Gd;Ke.prototype.h=function(){return!0};Ke.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:ar(function(){var o;(o=t.W)==null||o.call(t)}))};Ke.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&ar(function(){var r;(r=t.Z)==null||r.call(t)}))}};Ke.prototype.subscribe=function(e){var t=this;return gn(function(){var n=t.value;ar(function(){return e(n)})},{name:"sub"})};Ke.prototype.valueOf=function(){return this.value};Ke.prototype.toString=function(){return this.value+""};Ke.prototype.toJSON=function(){return this.value};Ke.prototype.peek=function(){var e=this;return ar(function(){return e.value})};Object.defineProperty(Ke.prototype,"value",{get:function(){var e=Pa(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Qr>100)throw new Error("Cycle detected");(function(n){$n!==0&&Qr===0&&n.l!==Di&&(n.l=Di,Zr={S:n,v:n.v,i:n.i,o:Zr})})(this),this.v=e,this.i++,Xr++,$n++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{es()}}}});function Ct(e,t){return new Ke(e,t)}function Ma(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function La(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Na(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function Kn(e,t){Ke.call(this,void 0,t),this.x=e,this.s=void 0,this.g=Xr-1,this.f=4}Kn.prototype=new Ke;Kn.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===Xr))return!0;if(this.g=Xr,this.f|=1,this.i>0&&!Ma(this))return this.f&=-2,!0;var e=Oe;try{La(this),Oe=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Oe=e,Na(this),this.f&=-2,!0};Kn.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Ke.prototype.S.call(this,e)};Kn.prototype.U=function(e){if(this.t!==void 0&&(Ke.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Kn.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Kn.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Pa(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function _n(e,t){return new Kn(e,t)}function Oa(e){var t=e.j;if(e.j=void 0,typeof t=="function"){$n++;var n=Oe;Oe=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Ri(e),o}finally{Oe=n,es()}}}function Ri(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Oa(e)}function Yd(e){if(Oe!==this)throw new Error("Out-of-order effect");Na(this),Oe=e,this.f&=-2;try{8&this.f&&Ri(this)}finally{es()}}function Do(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,ir&&ir.push(this)}Do.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Do.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Oa(this),La(this),$n++;var e=Oe;return Oe=this,Yd.bind(this,e)};Do.prototype.N=function(){2&this.f||(this.f|=2,this.u=lr,lr=this)};Do.prototype.d=function(){this.f|=8,1&this.f||Ri(this)};Do.prototype.dispose=function(){this.d()};function gn(e,t){var n=new Do(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var qa,ns,ts,Kd=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var ja=[];gn(function(){qa=this.N})();function Ao(e,t){ge[e]=t.bind(null,ge[e]||function(){})}function cr(e){if(ts){var t=ts;ts=void 0,t()}ts=e&&e.S()}function Fa(e){var t=this,n=e.data,o=Zd(n);o.name="ReactiveDom",o.value=n;var r=Eo(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var p=_n(function(){var _=o.value.value;return _===0?0:_===!0?"":_||""}),h=_n(function(){return!Array.isArray(p.value)&&!$i(p.value)}),$=gn(function(){if(this.N=Ia,h.value){var _=p.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=_)}}),b=t.__$u.d;return t.__$u.d=function(){$(),b.call(this)},[h,p]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}Fa.displayName="ReactiveTextNode";Object.defineProperties(Ke.prototype,{constructor:{configurable:!0,value:Gr(Wn,null).constructor},type:{configurable:!0,value:Fa},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Ao("__b",function(e,t){if(cr(),ns=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Ke&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});Ao("__r",function(e,t){if(e(t),t.type!==Wn){cr();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return gn(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;Kd&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),ns=o,cr(n)}});Ao("__e",function(e,t,n,o){cr(),ns=void 0,e(t,n,o)});Ao("diffed",function(e,t){cr(),ns=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var a=s[i];a===void 0||o&&i in o||(a.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var f in o){var p=s[f],h=o[f];p===void 0?(p=Qd(n,f,h,r),s[f]=p):p.o(h,r)}}}e(t)});function Qd(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=Ct(n);return{o:function(i,a){s.value=i,o=a},d:gn(function(){this.N=Ia;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}Ao("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var a=t.props;for(var f in i)a[f]=i[f]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var h=p.__$u;h&&(p.__$u=void 0,h.d())}}e(t)});Ao("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});ko.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function Zd(e,t){return Eo(function(){return Ct(e,t)},[])}var Xd=function(e){queueMicrotask(function(){queueMicrotask(e)})};function ep(){Ai(function(){for(var e;e=ja.shift();)qa.call(e)})}function Ia(){ja.push(this)===1&&(ge.requestAnimationFrame||Xd)(ep)}var Va=1800*1e3,ur="sidecar.authorization",Rn=Ct(tp()),Ro=Ct(!1),Pi=_n(()=>Rn.value?.user),os=_n(()=>Rn.value!==void 0);function rs(){return Rn.value?.authorization}function za(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function Ba(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function Ha(e){Rn.value=e}function Ua(){sessionStorage.setItem(ur,JSON.stringify({credentials:Rn.value,lastInput:Date.now()}))}function fr(){sessionStorage.removeItem(ur),Rn.value=void 0}function Mi(){fr(),Ro.value=!0}function Ja(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Rn.value&&Date.now()-e>Va?Mi():sessionStorage.getItem(ur)&&sessionStorage.setItem(ur,JSON.stringify({credentials:Rn.value,lastInput:e}))},1e4)}function tp(){let e=JSON.parse(sessionStorage.getItem(ur)??"null");return e&&Date.now()-e.lastInput<=Va?e.credentials:void 0}var Li=new URL("../..",document.baseURI).href.replace(/\/$/,"");async function W({method:e,path:t,body:n},o){let r=rs(),s=await fetch(Li+t,{method:e,headers:np(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...o?{signal:o}:{}}).catch(a=>{throw o?.aborted?a:new lt(0,[{type:"connection_error",reason:"the sidecar does not answer"}])}),i=await s.json().catch(()=>{});if(s.ok&&i!==void 0)return i;throw s.ok?new lt(s.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(s.status===401&&r===rs()&&Mi(),Ra(s.status,i))}function np(e){let t=rs();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function fe(e,t,{query:n={},body:o}={}){let r=Object.entries(n).flatMap(([a,f])=>f===void 0||f===""?[]:[[a,String(f)]]),s=new URLSearchParams(r).toString(),i={method:e,path:s?`${t}?${s}`:t};return o===void 0?i:{...i,body:o}}function He(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function Ga({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function Wa({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",dr(r)]:s?["-H",dr("authorization: ApiKey <key>")]:[],a=["curl",...e==="GET"?[]:[`-X${e}`],...i,dr(o+t)];return n!==void 0&&a.push("-H",dr("content-type: application/json"),"-d",dr(JSON.stringify(n,null,2))),a.join(" ")}function dr(e){return`'${e.replaceAll("'","'\\''")}'`}function Ya(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var rn="/_siren/connector",Ka=()=>fe("GET","/_siren"),Qa=()=>fe("GET",`${rn}/_me`),Za=()=>fe("GET",`${rn}/agents`),op=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),Xa=()=>fe("GET",`${rn}/jobs/ingestion`,{query:{detailed:!0,filter_path:op}}),ec=e=>fe("GET",He`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),ss=e=>fe("POST",He`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),jt=e=>fe("POST",`${rn}/jobs/_search`,{query:{detailed:!0},body:e}),tc=e=>fe("GET",`${rn}/ingestion/_search`,{query:{...e,include_status:!0}}),pr=e=>fe("GET",He`/_siren/connector/ingestion/${e}`,{query:{include_status:!0}}),mr=(e,t,n)=>fe("PUT",He`/_siren/connector/ingestion/${e}`,{query:n,body:t}),nc=e=>fe("DELETE",He`/_siren/connector/ingestion/${e}`),oc=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/_validate`,{body:t}),Qn=(e,t={})=>fe("POST",He`/_siren/connector/ingestion/${e}/_run`,{query:t}),rc=e=>fe("GET",He`/_siren/connector/ingestion/${e}/_positions`),sc=e=>fe("DELETE",He`/_siren/connector/ingestion/${e}/_positions`),ic=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),is=e=>fe("GET",`${rn}/datasource/_search`,{query:{...e,include_used_by:!0}}),lc=e=>fe("GET",He`/_siren/connector/datasource/${e}`,{query:{include_used_by:!0}}),ac=(e,t,n)=>fe("PUT",He`/_siren/connector/datasource/${e}`,{query:n,body:t}),cc=e=>fe("DELETE",He`/_siren/connector/datasource/${e}`),ls=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_validate`,{body:t}),Zn=(e,t)=>fe("GET",He`/_siren/connector/datasource/${e}/_metadata`,{query:t}),uc=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_sample`,{body:t}),fc=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_transforms`,{body:t}),Po=e=>fe("GET",`${rn}/schedule`,{query:e}),dc=()=>fe("GET",`${rn}/dead_letters/_search`,{query:{size:0}}),pc=e=>fe("POST",`${rn}/dead_letters/_search`,{query:{detailed:!0},body:e}),mc=e=>fe("POST",`${rn}/dead_letters/_groups`,{body:e}),hc=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),$c=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),as=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_definitions`,{body:t});var cs=".siren-jobs",us=".siren-ingestions",Mo=".siren-datasources",_c=".siren-dead-letters",ee=Object.freeze({readRuns:[[cs,"read"]],readJobs:[[us,"read"],[cs,"read"]],run:[[cs,"write"],[Mo,"read"]],abort:[[cs,"write"]],editJobs:[[us,"write"],[Mo,"read"]],readDatasources:[[Mo,"read"],[us,"read"]],editDatasources:[[Mo,"write"]],createJobsOfTables:[[Mo,"write"],[us,"write"],[Mo,"read"]],readDeadLetters:[[_c,"read"]],retry:[[_c,"write"]]}),bn=Ct(void 0);gn(()=>{Ro.value&&(bn.value=void 0)});async function fs(){bn.value=await W(Qa()),Ro.value=!1}function gc(){fr(),bn.value=void 0}function Ni(e){return e.find(([t,n])=>!bn.value?.index[t]?.[n])}function Ee(e){return Ni(e)===void 0}function bc(){let[e,t]=G(""),[n,o]=G(!1);async function r(i){i.preventDefault();let a=new FormData(i.target),[f,p,h]=["name","password","key"].map($=>String(a.get($)??""));o(!0),Ha(h?Ba(h):za(f??"",p??""));try{await fs(),a.has("remember")&&Ua()}catch($){if(!($ instanceof lt))throw $;fr(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return u`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&u`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&u`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function vc({title:e,onClose:t,isBusy:n,children:o}){let r=Ne(null);Be(()=>{let i=r.current,a=document.activeElement;return i?.showModal(),()=>{i?.close(),a instanceof HTMLElement&&a.focus()}},[]);function s(i){n?i.preventDefault():t()}return u`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function me({request:e}){let t=Ya(e);return u`<details class="request">
    <summary>Show request</summary>
    <${yc} title="Dev Tools" text=${Ga(t)} />
    <${yc} title="curl" text=${Wa(t,Li,{user:Pi.value,hasKey:os.value&&!Pi.value})} />
  </details>`}function yc({title:e,text:t}){let[n,o]=G(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return u`<div>
    <h3>${e} ${navigator.clipboard&&u`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function dt(e){let[t,n]=G(void 0),{label:o,requires:r,kind:s,of:i}=e;return Ee(r)?u`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&u`<${rp} ...${t} onClose=${()=>n(void 0)} />`}`:null}function rp({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:a,error:f}=pt(p=>{s(),o?.(p)});return u`<${vc} title=${e} onClose=${s} isBusy=${a}>
    <p>${t}</p>
    ${f&&u`<${je} error=${f} />`}
    <${me} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${a} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${a} aria-busy=${a} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function pt(e){let[t,n]=G(!1),[o,r]=G(void 0);async function s(i){n(!0),r(void 0);try{let a=await W(i);n(!1),e(a)}catch(a){if(!(a instanceof lt))throw a;r(a),n(!1)}}return{submit:s,isBusy:t,error:o}}function ds({request:e,of:t}){let[n,o]=G(void 0),{submit:r,isBusy:s,error:i}=pt(o);if(!Ee(ee.editDatasources))return null;let a=()=>{o(void 0),r(e)};return u`<span>
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${s} aria-busy=${s} onClick=${a}>${s?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${n&&` ${n.product} ${n.product_version} answers.`}</span>
    ${i&&u`<${je} error=${i} /><${me} request=${e} />`}
  </span>`}function Ue({label:e,value:t,onChange:n,hint:o,suggestions:r,...s}){let i=Kr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <input id=${i} value=${t??""} aria-describedby=${o&&`${i}-hint`} list=${r&&`${i}-list`} spellcheck=${!1} autocomplete="off" ...${s}
      onInput=${a=>n(a.target.value)} />
    ${r&&u`<datalist id=${`${i}-list`}>${r.map(a=>u`<option value=${a} />`)}</datalist>`}
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function sn({label:e,value:t,onChange:n,hint:o,options:r,required:s}){let i=Kr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <select id=${i} value=${t??""} required=${s} aria-describedby=${o&&`${i}-hint`}
      onChange=${a=>n(a.target.value)}>
      ${Object.entries(r).map(([a,f])=>u`<option key=${a} value=${a} selected=${a===(t??"")}>${f}</option>`)}
    </select>
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function Sc({label:e,value:t,onChange:n}){return u`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function Lo({label:e,value:t,onChange:n,hint:o}){let r=Kr(),[s,i]=G(()=>wc(t)),[a,f]=G(""),p=Ne(t),h=Ne(null);Yr(()=>{JSON.stringify(t)!==JSON.stringify(p.current)&&(p.current=t,i(wc(t)),f(""))},[t]),Be(()=>h.current?.setCustomValidity(a),[a]);function $(b){i(b);try{p.current=b.trim()?JSON.parse(b):void 0,n(p.current),f("")}catch(_){f(String(_ instanceof Error?_.message:_))}}return u`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${h} id=${r} rows="6" spellcheck=${!1} onInvalid=${sp} aria-invalid=${a?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${b=>$(b.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${a?u`<span class="bad">${a}</span>`:o}</div>
  </div>`}function sp(e){let t=e.target.closest("details");t&&(t.open=!0)}function wc(e){return e===void 0?"":JSON.stringify(e,null,2)}var Oi=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],xc=["B","kB","MB","GB","TB"],Tc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),ip=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),lp=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),ap=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function Y(e){return e===void 0?"\u2013":Tc.format(e)}function ln(e){return e===void 0?"\u2013":ip.format(e)}function kc(e){if(e===void 0)return"\u2013";let t=Math.min(xc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${xc[t]}`}function Ec(e){return e===void 0?"\u2013":`${Tc.format(e)}/s`}function ct(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=Oi.findIndex(([,o])=>e>=o),n=e;return Oi.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function he(e){return e===void 0?"\u2013":lp.format(e).replace(",","")}function Cc(e){return ap.format(e)}function an(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=Oi.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function Dc(e){return e===void 0?"":`${Math.floor(e)} %`}function ie({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?u`<${je} error=${o} />`:u`<p class="empty" aria-busy="true">Loading …</p>`:u`${o&&u`<${je} error=${o} />
    <p class="muted">Shown is what was known at ${he(r)}.</p>`}
  ${t(n)}`}var qi=Ct(location.hash),ps=history.state?.position??0;Ac();var hr;addEventListener("popstate",()=>{let e=ps,t=location.hash===qi.value;ps=history.state?.position??(t?e:e+1),Ac(),t||!hr||hr()?qi.value=location.hash:history.go(e-ps)});function Ac(){history.replaceState({position:ps},"")}function Rc(e){return hr=e,()=>hr=void 0}function $r(e){hr=void 0,location.hash=e}var ji=_n(()=>cp(qi.value));function cp(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?up(r.join("/")):void 0,query:new URLSearchParams(n)}}function P(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function up(e){try{return decodeURIComponent(e)}catch{return e}}function ms(e){Be(()=>{if(!e)return;addEventListener("beforeunload",Pc);let t=Rc(()=>confirm("Leave this form without saving it?"));return()=>{removeEventListener("beforeunload",Pc),t()}},[e])}function Pc(e){e.preventDefault()}var gr={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${_r(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${_r(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${_r(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${_r(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${_r(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function _r({host:e,port:t}){return t?`${e}:${t}`:e}var Mc=Object.freeze({strategy:"REPLACE"}),hs=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function $s(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function _s(e){return[e??[]].flat().join(", ")}function Lc(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function Nc(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...a}=e??{};return Object.keys(s).length?{...a,properties:s}:Object.keys(a).length?a:void 0}function Fi(e,t,n){return!e||e===t?n:e}function Oc(e,t,n){return{...e,pk_field:void 0,...n,target:Fi(e.target,t?.target,n.target)}}function qc(e){return{...e,enable_scheduler:!1}}var jc=5e3;function oe(e,t,n){let o=Eo(()=>fp(e,t),n);return Be(()=>o.start(),[o]),o}function fp(e,t){let n=Ct({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1,i=Date.now();async function a(){clearTimeout(r),o.abort();let $=o=new AbortController,b=Date.now();try{let _=await e($.signal);if($.signal.aborted)return;n.value={data:_,error:void 0,loaded:Date.now()}}catch(_){if($.signal.aborted)return;if(!(_ instanceof lt))throw _;n.value={...n.value,error:_}}finally{let _=f();s&&_&&!$.signal.aborted&&!document.hidden&&(r=setTimeout(a,Math.max(_-(Date.now()-b),_/4)))}}function f(){let{data:$,error:b}=n.value,_=typeof t=="function"?t($,Date.now()-i):t;return b?.isTemporary?Math.min(_||jc,jc):_}function p(){document.hidden?clearTimeout(r):(f()||!n.value.loaded)&&a()}function h(){return s=!0,i=Date.now(),document.addEventListener("visibilitychange",p),document.hidden||a(),()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",p)}}return{state:n,start:h,reload:()=>{a()}}}function Ii({id:e}){let t=oe(async n=>e===void 0?null:W(lc(e),n),0,[e]);return u`<${ie} polling=${t}>${n=>u`<${dp} hit=${n} />`}<//>`}function dp({hit:e}){let[t,n]=G(e?._id??""),[o]=G(e?._source.jdbc??{}),[r,s]=G(o),i=b=>_=>s(S=>({...S,[b]:_}));ms(r!==o);let a={jdbc:$s(r)},f=ac(t,a,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:p,isBusy:h,error:$}=pt(()=>$r(P("tables",t)));return u`<form onSubmit=${b=>{b.preventDefault(),p(f)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&u`<${Ue} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&u`<${pp} onChange=${i("url")} />`}
      <${Ue} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${Ue} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${Ue} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${Ue} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Properties of the driver</summary>
        <${Lo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${$&&u`<${je} error=${$} />`}
    <div class="submit">
      <button class="primary" disabled=${h} aria-busy=${h}>Save</button>
      <${ds} request=${ls(t||"new",a)} />
      <a class="button" href=${P("datasources")}>Cancel</a>
    </div>
    <${me} request=${f} />
  </form>`}function pp({onChange:e}){let[t,n]=G(""),[o,r]=G({host:"",port:"",database:""}),s=gr[t];function i(p){n(p),a(p,{...o,port:String(gr[p]?.port??"")})}function a(p,h){r(h);let $=gr[p];$&&e($.url(h))}let f=p=>h=>a(t,{...o,[p]:h});return u`
    <${sn} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(gr).map(([p,{name:h}])=>[p,h]))}} />
    ${s?.port&&u`<div class="row">
      <${Ue} label="Host" value=${o.host} onChange=${f("host")} placeholder="db.example.org" />
      <${Ue} label="Port" value=${o.port} onChange=${f("port")} />
    </div>`}
    ${s&&u`<${Ue} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${f("database")} />`}
  `}function cn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return u`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Gt({name:e,label:t,value:n,placeholder:o}){let[r,s]=G(n);return Be(()=>s(n),[n]),u`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function br({name:e,label:t,value:n,options:o}){return u`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>u`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var mp=1e4;function Pn({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=mp,a=Math.min(e+t,n);return u`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${Y(e+1)} to ${Y(a)} of ${Y(n)} ${o}`:`No ${o}`}</span>
    ${e>0&&u`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&u`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&u`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function we({label:e,children:t}){return u`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function gs(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var Fc=50,Vi=3;function Ic({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=is({from:t,size:Fc,...gs(n)}),r=oe(s=>W(o,s),0,[t,n]);return u`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${Ee(ee.editDatasources)&&u`<a class="button primary" href=${P("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${cn} address=${s=>P("datasources",void 0,s)}>
      <${Gt} name="q" label="Search datasources" value=${n} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${ie} polling=${r}>
      ${({hits:s})=>u`
        <section class="panel"><${we} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${s.hits.map(i=>u`<${hp} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&u`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${Fc} total=${s.total} of="datasources" address=${i=>P("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${me} request=${o} />
  `}function hp({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return u`<tr>
    <td>${Ee(ee.editDatasources)?u`<a href=${P("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td>
      ${o.slice(0,Vi).map(r=>u`<a key=${r} href=${P("jobs",r)}>${r}</a> `)}
      ${o.length>Vi&&u`<a href=${P("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-Vi} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${ds} request=${ls(n)} of=${n} />
      ${Ee(ee.createJobsOfTables)&&u`<a class="button" href=${P("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${dt} label="Delete" of=${n} kind="danger" requires=${ee.editDatasources} request=${cc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function bs(){let[e,t]=G(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var zi=["id","execution","type","field","summary","q"],$p=["type","field","summary"];function Vc(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=zi.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function vs(e){let t=zi.filter(n=>e[n]===null).join();return{...Object.fromEntries(zi.map(n=>[n,e[n]??void 0])),without:t}}function zc(e,t){return{...e,...Object.fromEntries($p.map(n=>[n,t[n]]))}}var Bc=50;function Hc({query:e}){let t=Vc(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=G(""),i=oe(h=>W(mc(t),h),0,[o]),a=pc({...t,from:n,size:Bc}),f=oe(h=>W(a,h),0,[o,n]);function p(h){s(_p(h)),i.reload(),f.reload()}return u`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${cn} address=${h=>P("dead-letters",void 0,{...vs(t),...h})}>
      <${Gt} name="id" label="Job" value=${t.id??""} />
      <${Gt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&u`<a class="button" href=${P("dead-letters")}>Show all</a>`}
    <//>
    ${r&&u`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${ie} polling=${i}>${h=>u`<${gp} groups=${h.groups} filter=${t} onDone=${p} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${ie} polling=${f}>
        ${({hits:h})=>u`
          <${bp} key=${`${o} ${n}`} hits=${h.hits} onDone=${p} />
          <${Pn} from=${n} size=${Bc} total=${h.total} of="dead letters" address=${$=>P("dead-letters",void 0,{...vs(t),from:$})} />
        `}
      <//>
    </section>
    <${me} request=${a} />
  `}function _p({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${Y(r)} deleted.`:`${[`${Y(e)} indexed`,t&&`${Y(t)} rejected again`,n&&`${Y(n)} not tried in time`,o&&`${Y(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function gp({groups:e,filter:t,onDone:n}){if(!e.length)return u`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return u`<${we} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=zc(t,r),a=r.summary??r.type;return u`<tr key=${JSON.stringify(i)}>
          <td class="number">${Y(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${a}`}></progress></td>
          <td class="message"><a href=${P("dead-letters",void 0,vs({...i,...s?{id:s}:{}}))}>${a}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(f=>u`<a key=${f} href=${P("jobs",f)}>${f}</a> `)}</td>
          <td class="time">${he(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&u`<${Uc} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function Uc({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${Y(n)} rows`,s=`${Y(n)} ${n===1?"row":"rows"} of ${e}`;return u`
    <${dt} label="Retry" of=${s} requires=${ee.retry} request=${hc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${dt} label="Delete" of=${s} kind="danger" requires=${ee.retry} request=${$c(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function bp({hits:e,onDone:t}){let{selected:n,toggle:o}=bs(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return u`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&u`<${Uc} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
      ${s.size>1&&u`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${we} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${e.map(({_id:i,_source:a})=>u`<tr key=${i}>
          <td><input type="checkbox" aria-label=${`Choose row ${a.id??a.row} of ${a.job}`} checked=${n.has(i)} onChange=${()=>o(i)} /></td>
          <td><a href=${P("jobs",a.job)}>${a.job}</a></td>
          <td>${a.id??"\u2013"}</td>
          <td class="message">${a.error.reason}${!a.retryable&&u` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${P("executions",a.execution)}>${he(a["@timestamp"])}</a></td>
          <td>${a.document&&u`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${a.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var No={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function Bi({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],a=n.at(-1);o===null||s===void 0||i===void 0||(a&&a.part===o&&a.to===s?a.to=i:n.push({part:o,from:s,to:i}))}),n}function Jc(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function Gc({events:e}){return u`<section class="panel">
    <h2>Events</h2>
    <${we} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>u`<tr key=${o}><td class="time">${he(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function Xn({children:e}){return u`<dl class="facts">${e}</dl>`}function Se({name:e,children:t}){return u`<dt>${e}</dt><dd>${t}</dd>`}function Wc({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return u`<section class="panel">
    <h2>Ranges</h2>
    <${we} label="Ranges">
      <table>
        <thead><tr><th>Range</th><th class="number">Rows</th><th class="wide">Share of the largest</th><th>Last id</th></tr></thead>
        <tbody>
          ${e.map(({name:n,count:o,last_id:r})=>u`<tr key=${n}>
              <td>${n}</td>
              <td class="number">${Y(o)}</td>
              <td><progress max=${t} value=${o} aria-label=${`Rows of range ${n}`}></progress></td>
              <td>${r??"\u2013"}</td>
            </tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}var vp="uplot",yp="u-hz",wp="u-vt",Sp="u-title",xp="u-wrap",Tp="u-under",kp="u-over",Ep="u-axis",no="u-off",Cp="u-select",Dp="u-cursor-x",Ap="u-cursor-y",Rp="u-cursor-pt",Pp="u-legend",Mp="u-live",Lp="u-inline",Np="u-series",Op="u-marker",Yc="u-label",qp="u-value",yr="width",wr="height";var Kc="bottom",Oo="left",Hi="right",ll="#000",Qc=ll+"0",Ui="mousemove",Zc="mousedown",Ji="mouseup",Xc="mouseenter",eu="mouseleave",tu="dblclick",jp="resize",Fp="scroll",nu="change",Ts="dppxchange",al="--",Bo=typeof window<"u",Qi=Bo?document:null,jo=Bo?window:null,Ip=Bo?navigator:null,$e,ys;function Zi(){let e=devicePixelRatio;$e!=e&&($e=e,ys&&el(nu,ys,Zi),ys=matchMedia(`(min-resolution: ${$e-.001}dppx) and (max-resolution: ${$e+.001}dppx)`),oo(nu,ys,Zi),jo.dispatchEvent(new CustomEvent(Ts)))}function Dt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Xi(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Re(e,t,n){e.style[t]=n+"px"}function Wt(e,t,n,o){let r=Qi.createElement(e);return t!=null&&Dt(r,t),n?.insertBefore(r,o),r}function Ft(e,t){return Wt("div",e,t)}var ou=new WeakMap;function un(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=ou.get(e);s!=i&&(e.style.transform=s,ou.set(e,s),t<0||n<0||t>o||n>r?Dt(e,no):Xi(e,no))}var ru=new WeakMap;function su(e,t,n){let o=t+n,r=ru.get(e);o!=r&&(ru.set(e,o),e.style.background=t,e.style.borderColor=n)}var iu=new WeakMap;function lu(e,t,n,o){let r=t+""+n,s=iu.get(e);r!=s&&(iu.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var cl={passive:!0},Vp={...cl,capture:!0};function oo(e,t,n,o){t.addEventListener(e,n,o?Vp:cl)}function el(e,t,n,o){t.removeEventListener(e,n,cl)}Bo&&Zi();function Yt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:At((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function Nu(e){return(n,o,r)=>{let s=-1,i=-1;for(let a=o;a<=r;a++)if(e(n[a])){s=a;break}for(let a=r;a>=o;a--)if(e(n[a])){i=a;break}return[s,i]}}var Ou=e=>e!=null,qu=e=>e!=null&&e>0,Cs=Nu(Ou),zp=Nu(qu);function Bp(e,t,n,o=0,r=!1){let s=r?zp:Cs,i=r?qu:Ou;[t,n]=s(e,t,n);let a=e[t],f=e[t];if(t>-1)if(o==1)a=e[t],f=e[n];else if(o==-1)a=e[n],f=e[t];else for(let p=t;p<=n;p++){let h=e[p];i(h)&&(h<a?a=h:h>f&&(f=h))}return[a??xe,f??-xe]}function Ds(e,t,n,o){let r=uu(e),s=uu(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?vn:ju,a=r==1?At:It,f=s==1?It:At,p=a(i(Ze(e))),h=f(i(Ze(t))),$=Fo(n,p),b=Fo(n,h);return n==10&&(p<0&&($=Te($,-p)),h<0&&(b=Te(b,-h))),o||n==2?(e=$*r,t=b*s):(e=zu(e,$),t=As(t,b)),[e,t]}function ul(e,t,n,o){let r=Ds(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var fl=.1,au={mode:3,pad:fl},xr={pad:0,soft:null,mode:0},Hp={min:xr,max:xr};function ks(e,t,n,o){return Rs(n)?cu(e,t,n):(xr.pad=n,xr.soft=o?0:null,xr.mode=o?3:0,cu(e,t,Hp))}function de(e,t){return e??t}function Up(e,t,n){for(t=de(t,0),n=de(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function cu(e,t,n){let o=n.min,r=n.max,s=de(o.pad,0),i=de(r.pad,0),a=de(o.hard,-xe),f=de(r.hard,xe),p=de(o.soft,xe),h=de(r.soft,-xe),$=de(o.mode,0),b=de(r.mode,0),_=t-e,S=vn(_),k=bt(Ze(e),Ze(t)),C=vn(k),A=Ze(C-S);(_<1e-24||A>10)&&(_=0,(e==0||t==0)&&(_=1e-24,$==2&&p!=xe&&(s=0),b==2&&h!=-xe&&(i=0)));let y=_||k||1e3,R=vn(y),x=Fo(10,At(R)),K=y*(_==0?e==0?.1:1:s),O=Te(zu(e-K,x/10),24),Q=e>=p&&($==1||$==3&&O<=p||$==2&&O>=p)?p:xe,F=bt(a,O<Q&&e>=Q?Q:Kt(Q,O)),te=y*(_==0?t==0?.1:1:i),I=Te(As(t+te,x/10),24),D=t<=h&&(b==1||b==3&&I>=h||b==2&&I<=h)?h:-xe,U=Kt(f,I>D&&t<=D?D:bt(D,I));return F==U&&F==0&&(U=100),[F,U]}var Jp=new Intl.NumberFormat(Bo?Ip.language:"en-US"),dl=e=>Jp.format(e),Rt=Math,xs=Rt.PI,Ze=Rt.abs,At=Rt.floor,Qe=Rt.round,It=Rt.ceil,Kt=Rt.min,bt=Rt.max,Fo=Rt.pow,uu=Rt.sign,vn=Rt.log10,ju=Rt.log2,Gp=(e,t=1)=>Rt.sinh(e)*t,Gi=(e,t=1)=>Rt.asinh(e/t),xe=1/0;function fu(e){return(vn((e^e>>31)-(e>>31))|0)+1}function tl(e,t,n){return Kt(bt(e,t),n)}function Fu(e){return typeof e=="function"}function le(e){return Fu(e)?e:()=>e}var Wp=()=>{},Iu=e=>e,Vu=(e,t)=>t,Yp=e=>null,du=e=>!0,pu=(e,t)=>e==t,Kp=/\.\d*?(?=9{6,}|0{6,})/gm,ro=e=>{if(Hu(e)||Ln.has(e))return e;let t=`${e}`,n=t.match(Kp);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${ro(r)}e${s}`}return Te(e,o)};function eo(e,t){return ro(Te(ro(e/t))*t)}function As(e,t){return ro(It(ro(e/t))*t)}function zu(e,t){return ro(At(ro(e/t))*t)}function Te(e,t=0){if(Hu(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Qe(o)/n}var Ln=new Map;function Bu(e){return((""+e).split(".")[1]||"").length}function kr(e,t,n,o){let r=[],s=o.map(Bu);for(let i=t;i<n;i++){let a=Ze(i),f=Te(Fo(e,i),a);for(let p=0;p<o.length;p++){let h=e==10?+`${o[p]}e${i}`:o[p]*f,$=(i>=0?0:a)+(i>=s[p]?0:s[p]),b=e==10?h:Te(h,$);r.push(b),Ln.set(b,$)}}return r}var Tr={},pl=[],Io=[null,null],Mn=Array.isArray,Hu=Number.isInteger,Qp=e=>e===void 0;function mu(e){return typeof e=="string"}function Rs(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Zp(e){return e!=null&&typeof e=="object"}var Xp=Object.getPrototypeOf(Uint8Array),Uu="__proto__";function Vo(e,t=Rs){let n;if(Mn(e)){let o=e.find(r=>r!=null);if(Mn(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=Vo(e[r],t)}else n=e.slice()}else if(e instanceof Xp)n=e.slice();else if(t(e)){n={};for(let o in e)o!=Uu&&(n[o]=Vo(e[o],t))}else n=e;return n}function Ge(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=Uu&&(Rs(e[r])?Ge(e[r],Vo(o[r])):e[r]=Vo(o[r]))}return e}var em=0,tm=1,nm=2;function om(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function rm(e,t){if(lm(e)){let i=e[0].slice();for(let a=1;a<e.length;a++)i.push(...e[a].slice(1));return am(i[0])||(i=im(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let f=e[i][0],p=f.length;for(let h=0;h<p;h++)n.add(f[h])}let o=[Array.from(n).sort((i,a)=>i-a)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let a=e[i],f=a[0];for(let p=1;p<a.length;p++){let h=a[p],$=Array(r).fill(void 0),b=t?t[i][p]:tm,_=[];for(let S=0;S<h.length;S++){let k=h[S],C=s.get(f[S]);k===null?b!=em&&($[C]=k,b==nm&&_.push(C)):$[C]=k}om($,_,r),o.push($)}}return o}var sm=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function im(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],a=Array(n);for(let f=0;f<n;f++)a[f]=i[o[f]];r.push(a)}return r}function lm(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function am(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=bt(1,At((r-o+1)/t));for(let i=e[o],a=o+s;a<=r;a+=s){let f=e[a];if(f!=null){if(f<=i)return!1;i=f}}return!0}var Ju=["January","February","March","April","May","June","July","August","September","October","November","December"],Gu=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Wu(e){return e.slice(0,3)}var cm=Gu.map(Wu),um=Ju.map(Wu),fm={MMMM:Ju,MMM:um,WWWW:Gu,WWW:cm};function vr(e){return(e<10?"0":"")+e}function dm(e){return(e<10?"00":e<100?"0":"")+e}var pm={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>vr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>vr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>vr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>vr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>vr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>dm(e.getMilliseconds())};function ml(e,t){t=t||fm;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?pm[r[1]]:r[0]);return s=>{let i="";for(let a=0;a<n.length;a++)i+=typeof n[a]=="string"?n[a]:n[a](s,t);return i}}var mm=new Intl.DateTimeFormat().resolvedOptions().timeZone;function hm(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==mm?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Yu=e=>e%1==0,Es=[1,2,2.5,5],$m=kr(10,-32,0,Es),Ku=kr(10,0,32,Es),_m=Ku.filter(Yu),to=$m.concat(Ku),hl=`
`,Qu="{YYYY}",hu=hl+Qu,Zu="{M}/{D}",Sr=hl+Zu,ws=Sr+"/{YY}",Xu="{aa}",gm="{h}:{mm}",qo=gm+Xu,$u=hl+qo,_u=":{ss}",be=null;function ef(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,f=(e==1?kr(10,0,3,Es).filter(Yu):kr(10,-3,0,Es)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),p=[[i,Qu,be,be,be,be,be,be,1],[r*28,"{MMM}",hu,be,be,be,be,be,1],[r,Zu,hu,be,be,be,be,be,1],[o,"{h}"+Xu,ws,be,Sr,be,be,be,1],[n,qo,ws,be,Sr,be,be,be,1],[t,_u,ws+" "+qo,be,Sr+" "+qo,be,$u,be,1],[e,_u+".{fff}",ws+" "+qo,be,Sr+" "+qo,be,$u,be,1]];function h($){return(b,_,S,k,C,A)=>{let y=[],R=C>=i,x=C>=s&&C<i,K=$(S),O=Te(K*e,3),Q=Wi(K.getFullYear(),R?0:K.getMonth(),x||R?1:K.getDate()),F=Te(Q*e,3);if(x||R){let te=x?C/s:0,I=R?C/i:0,D=O==F?O:Te(Wi(Q.getFullYear()+I,Q.getMonth()+te,1)*e,3),U=new Date(Qe(D/e)),L=U.getFullYear(),Z=U.getMonth();for(let H=0;D<=k;H++){let ae=Wi(L+I*H,Z+te*H,1),B=ae-$(Te(ae*e,3));D=Te((+ae+B)*e,3),D<=k&&y.push(D)}}else{let te=C>=r?r:C,I=At(S)-At(O),D=F+I+As(O-F,te);y.push(D);let U=$(D),L=U.getHours()+U.getMinutes()/n+U.getSeconds()/o,Z=C/o,H=b.axes[_]._space,ae=A/H;for(;D=Te(D+C,e==1?0:3),!(D>k);)if(Z>1){let B=At(Te(L+Z,6))%24,ce=$(D).getHours()-B;ce>1&&(ce=-1),D-=ce*o,L=(L+Z)%24;let ve=y[y.length-1];Te((D-ve)/C,3)*ae>=.7&&y.push(D)}else y.push(D)}return y}}return[f,p,h]}var[bm,vm,ym]=ef(1),[wm,Sm,xm]=ef(.001);kr(2,-53,53,[1]);function gu(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function bu(e,t){return(n,o,r,s,i)=>{let a=t.find(S=>i>=S[0])||t[t.length-1],f,p,h,$,b,_;return o.map(S=>{let k=e(S),C=k.getFullYear(),A=k.getMonth(),y=k.getDate(),R=k.getHours(),x=k.getMinutes(),K=k.getSeconds(),O=C!=f&&a[2]||A!=p&&a[3]||y!=h&&a[4]||R!=$&&a[5]||x!=b&&a[6]||K!=_&&a[7]||a[1];return f=C,p=A,h=y,$=R,b=x,_=K,O(k)})}}function Tm(e,t){let n=ml(t);return(o,r,s,i,a)=>r.map(f=>n(e(f)))}function Wi(e,t,n){return new Date(e,t,n)}function vu(e,t){return t(e)}var km="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function yu(e,t){return(n,o,r,s)=>s==null?al:t(e(o))}function Em(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Cm(e,t){return e.series[t].fill(e,t)}var Dm={show:!0,live:!0,isolate:!1,mount:Wp,markers:{show:!0,width:2,stroke:Em,fill:Cm,dash:"solid"},idx:null,idxs:null,values:[]};function Am(e,t){let n=e.cursor.points,o=Ft(),r=n.size(e,t);Re(o,yr,r),Re(o,wr,r);let s=r/-2;Re(o,"marginLeft",s),Re(o,"marginTop",s);let i=n.width(e,t,r);return i&&Re(o,"borderWidth",i),o}function Rm(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Pm(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Mm(e,t){return e.series[t].points.size}var Yi=[0,0];function Lm(e,t,n){return Yi[0]=t,Yi[1]=n,Yi}function Ss(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function Ki(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var Nm={show:!0,x:!0,y:!0,lock:!1,move:Lm,points:{one:!1,show:Am,size:Mm,width:0,stroke:Pm,fill:Rm},bind:{mousedown:Ss,mouseup:Ss,click:Ss,dblclick:Ss,mousemove:Ki,mouseleave:Ki,mouseenter:Ki},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},tf={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},$l=Ge({},tf,{filter:Vu}),nf=Ge({},$l,{size:10}),of=Ge({},tf,{show:!1}),_l='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',rf="bold "+_l,sf=1.5,wu={show:!0,scale:"x",stroke:ll,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:rf,side:2,grid:$l,ticks:nf,border:of,font:_l,lineGap:sf,rotate:0},Om="Value",qm="Time",Su={show:!0,scale:"x",auto:!1,sorted:1,min:xe,max:-xe,idxs:[]};function jm(e,t,n,o,r){return t.map(s=>s==null?"":dl(s))}function Fm(e,t,n,o,r,s,i){let a=[],f=Ln.get(r)||0;n=i?n:Te(As(n,r),f);for(let p=n;p<=o;p=Te(p+r,f))a.push(Object.is(p,-0)?0:p);return a}function nl(e,t,n,o,r,s,i){let a=[],f=e.scales[e.axes[t].scale].log,p=f==10?vn:ju,h=At(p(n));r=Fo(f,h),f==10&&(r=to[Yt(r,to)]);let $=n,b=r*f;f==10&&(b=to[Yt(b,to)]);do a.push($),$=$+r,f==10&&!Ln.has($)&&($=Te($,Ln.get(r))),$>=b&&(r=$,b=r*f,f==10&&(b=to[Yt(b,to)]));while($<=o);return a}function Im(e,t,n,o,r,s,i){let f=e.scales[e.axes[t].scale].asinh,p=o>f?nl(e,t,bt(f,n),o,r):[f],h=o>=0&&n<=0?[0]:[];return(n<-f?nl(e,t,bt(f,-o),-n,r):[f]).reverse().map(b=>-b).concat(h,p)}var lf=/./,Vm=/[12357]/,zm=/[125]/,xu=/1/,ol=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function Bm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=e.scales[i],f=e.valToPos,p=s._space,h=f(10,i),$=f(9,i)-h>=p?lf:f(7,i)-h>=p?Vm:f(5,i)-h>=p?zm:xu;if($==xu){let b=Ze(f(1,i)-h);if(b<p)return ol(t.slice().reverse(),a.distr,$,It(p/b)).reverse()}return ol(t,a.distr,$,1)}function Hm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=s._space,f=e.valToPos,p=Ze(f(1,i)-f(2,i));return p<a?ol(t.slice().reverse(),3,lf,It(a/p)).reverse():t}function Um(e,t,n,o){return o==null?al:t==null?"":dl(t)}var Tu={show:!0,scale:"y",stroke:ll,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:rf,side:3,grid:$l,ticks:nf,border:of,font:_l,lineGap:sf,rotate:0};function Jm(e,t){let n=3+(e||1)*2;return Te(n*t,3)}function Gm(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),a=Ze(i-s),f=e.series[t],p=a/(f.points.space*$e);return o[1]-o[0]<=p}var ku={scale:null,auto:!0,sorted:0,min:xe,max:-xe},af=(e,t,n,o,r)=>r,Eu={show:!0,auto:!0,sorted:0,gaps:af,alpha:1,facets:[Ge({},ku,{scale:"x"}),Ge({},ku,{scale:"y"})]},Cu={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:af,alpha:1,points:{show:Gm,filter:null},values:null,min:xe,max:-xe,idxs:[],path:null,clip:null};function Wm(e,t,n,o,r){return n/10}var cf={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Ym=Ge({},cf,{time:!1,ori:1}),Du={};function uf(e,t){let n=Du[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,a,f,p){for(let h=0;h<n.plots.length;h++)n.plots[h]!=r&&n.plots[h].pub(o,r,s,i,a,f,p)}},e!=null&&(Du[e]=n)),n}var zo=1,rl=2;function so(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,a=e.bbox,f=s[0],p=o==2?s[1]:s[t],h=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],b=a.left,_=a.top,S=a.width,k=a.height,C=e.valToPosH,A=e.valToPosV;return h.ori==0?n(r,f,p,h,$,C,A,b,_,S,k,Ms,Ho,Ns,df,mf):n(r,f,p,h,$,A,C,_,b,k,S,Ls,Uo,vl,pf,hf)}function gl(e,t){let n=0,o=0,r=de(e.bands,pl);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function Km(e,t,n,o,r){let s=e.mode,i=e.series[t],a=s==2?i.facets[1].scale:i.scale,f=e.scales[a];return r==-1?f.min:r==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function yn(e,t,n,o,r,s){return so(e,t,(i,a,f,p,h,$,b,_,S,k,C)=>{let A=i.pxRound,y=p.dir*(p.ori==0?1:-1),R=p.ori==0?Ho:Uo,x,K;y==1?(x=n,K=o):(x=o,K=n);let O=A($(a[x],p,k,_)),Q=A(b(f[x],h,C,S)),F=A($(a[K],p,k,_)),te=A(b(s==1?h.max:h.min,h,C,S)),I=new Path2D(r);return R(I,F,te),R(I,O,te),R(I,O,Q),I})}function Ps(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let a=t==0?Ns:vl,f=n;for(let $=0;$<e.length;$++){let b=e[$];if(b[1]>b[0]){let _=b[0]-f;_>0&&a(i,f,o,_,o+s),f=b[1]}}let p=n+r-f,h=10;p>0&&a(i,f,o-h/2,p,o+s+h)}return i}function Qm(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function bl(e,t,n,o,r,s,i){let a=[],f=e.length;for(let p=r==1?n:o;p>=n&&p<=o;p+=r)if(t[p]===null){let $=p,b=p;if(r==1)for(;++p<=o&&t[p]===null;)b=p;else for(;--p>=n&&t[p]===null;)b=p;let _=s(e[$]),S=b==$?_:s(e[b]),k=$-r;_=i<=0&&k>=0&&k<f?s(e[k]):_;let A=b+r;S=i>=0&&A>=0&&A<f?s(e[A]):S,S>=_&&a.push([_,S])}return a}function Au(e){return e==0?Iu:e==1?Qe:t=>eo(t,e)}function ff(e){let t=e==0?Ms:Ls,n=e==0?(r,s,i,a,f,p)=>{r.arcTo(s,i,a,f,p)}:(r,s,i,a,f,p)=>{r.arcTo(i,s,f,a,p)},o=e==0?(r,s,i,a,f)=>{r.rect(s,i,a,f)}:(r,s,i,a,f)=>{r.rect(i,s,f,a)};return(r,s,i,a,f,p=0,h=0)=>{p==0&&h==0?o(r,s,i,a,f):(p=Kt(p,a/2,f/2),h=Kt(h,a/2,f/2),t(r,s+p,i),n(r,s+a,i,s+a,i+f,p),n(r,s+a,i+f,s,i+f,h),n(r,s,i+f,s,i,h),n(r,s,i,s+a,i,p),r.closePath())}}var Ms=(e,t,n)=>{e.moveTo(t,n)},Ls=(e,t,n)=>{e.moveTo(n,t)},Ho=(e,t,n)=>{e.lineTo(t,n)},Uo=(e,t,n)=>{e.lineTo(n,t)},Ns=ff(0),vl=ff(1),df=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},pf=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},mf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},hf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function $f(e){return(t,n,o,r,s)=>so(t,n,(i,a,f,p,h,$,b,_,S,k,C)=>{let{pxRound:A,points:y}=i,R,x;p.ori==0?(R=Ms,x=df):(R=Ls,x=pf);let K=Te(y.width*$e,3),O=(y.size-y.width)/2*$e,Q=Te(O*2,3),F=new Path2D,te=new Path2D,{left:I,top:D,width:U,height:L}=t.bbox;Ns(te,I-Q,D-Q,U+Q*2,L+Q*2);let Z=H=>{if(f[H]!=null){let ae=A($(a[H],p,k,_)),B=A(b(f[H],h,C,S));R(F,ae+O,B),x(F,ae,B,O,0,xs*2)}};if(s)s.forEach(Z);else for(let H=o;H<=r;H++)Z(H);return{stroke:K>0?F:null,fill:F,clip:te,flags:zo|rl}})}function _f(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var Zm=_f(Ho),Xm=_f(Uo);function gf(e){let t=de(e?.alignGaps,0);return(n,o,r,s)=>so(n,o,(i,a,f,p,h,$,b,_,S,k,C)=>{[r,s]=Cs(f,r,s);let A=i.pxRound,y=L=>A($(L,p,k,_)),R=L=>A(b(L,h,C,S)),x,K;p.ori==0?(x=Ho,K=Zm):(x=Uo,K=Xm);let O=p.dir*(p.ori==0?1:-1),Q={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:zo},F=Q.stroke,te=!1;if(s-r>=k*4){let L=V=>n.posToVal(V,p.key,!0),Z=null,H=null,ae,B,vt,Pe=y(a[O==1?r:s]),ce=y(a[r]),ve=y(a[s]),re=L(O==1?ce+1:ve-1);for(let V=O==1?r:s;V>=r&&V<=s;V+=O){let We=a[V],Me=(O==1?We<re:We>re)?Pe:y(We),_e=f[V];Me==Pe?_e!=null?(B=_e,Z==null?(x(F,Me,R(B)),ae=Z=H=B):B<Z?Z=B:B>H&&(H=B)):_e===null&&(te=!0):(Z!=null&&K(F,Pe,R(Z),R(H),R(ae),R(B)),_e!=null?(B=_e,x(F,Me,R(B)),Z=H=ae=B):(Z=H=null,_e===null&&(te=!0)),Pe=Me,re=L(Pe+O))}Z!=null&&Z!=H&&vt!=Pe&&K(F,Pe,R(Z),R(H),R(ae),R(B))}else for(let L=O==1?r:s;L>=r&&L<=s;L+=O){let Z=f[L];Z===null?te=!0:Z!=null&&x(F,y(a[L]),R(Z))}let[D,U]=gl(n,o);if(i.fill!=null||D!=0){let L=Q.fill=new Path2D(F),Z=i.fillTo(n,o,i.min,i.max,D),H=R(Z),ae=y(a[r]),B=y(a[s]);O==-1&&([B,ae]=[ae,B]),x(L,B,H),x(L,ae,H)}if(!i.spanGaps){let L=[];te&&L.push(...bl(a,f,r,s,O,y,t)),Q.gaps=L=i.gaps(n,o,r,s,L),Q.clip=Ps(L,p.ori,_,S,k,C)}return U!=0&&(Q.band=U==2?[yn(n,o,r,s,F,-1),yn(n,o,r,s,F,1)]:yn(n,o,r,s,F,U)),Q})}function eh(e){let t=de(e.align,1),n=de(e.ascDesc,!1),o=de(e.alignGaps,0),r=de(e.extend,!1);return(s,i,a,f)=>so(s,i,(p,h,$,b,_,S,k,C,A,y,R)=>{[a,f]=Cs($,a,f);let x=p.pxRound,{left:K,width:O}=s.bbox,Q=ce=>x(S(ce,b,y,C)),F=ce=>x(k(ce,_,R,A)),te=b.ori==0?Ho:Uo,I={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:zo},D=I.stroke,U=b.dir*(b.ori==0?1:-1),L=F($[U==1?a:f]),Z=Q(h[U==1?a:f]),H=Z,ae=Z;r&&t==-1&&(ae=K,te(D,ae,L)),te(D,Z,L);for(let ce=U==1?a:f;ce>=a&&ce<=f;ce+=U){let ve=$[ce];if(ve==null)continue;let re=Q(h[ce]),V=F(ve);t==1?te(D,re,L):te(D,H,V),te(D,re,V),L=V,H=re}let B=H;r&&t==1&&(B=K+O,te(D,B,L));let[vt,Pe]=gl(s,i);if(p.fill!=null||vt!=0){let ce=I.fill=new Path2D(D),ve=p.fillTo(s,i,p.min,p.max,vt),re=F(ve);te(ce,B,re),te(ce,ae,re)}if(!p.spanGaps){let ce=[];ce.push(...bl(h,$,a,f,U,Q,o));let ve=p.width*$e/2,re=n||t==1?ve:-ve,V=n||t==-1?-ve:ve;ce.forEach(We=>{We[0]+=re,We[1]+=V}),I.gaps=ce=p.gaps(s,i,a,f,ce),I.clip=Ps(ce,b.ori,C,A,y,R)}return Pe!=0&&(I.band=Pe==2?[yn(s,i,a,f,D,-1),yn(s,i,a,f,D,1)]:yn(s,i,a,f,D,Pe)),I})}function Ru(e,t,n,o,r,s,i=xe){if(e.length>1){let a=null;for(let f=0,p=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let h=Ze(e[f]-e[a]);h<p&&(p=h,i=Ze(n(e[f],o,r,s)-n(e[a],o,r,s)))}a=f}}return i}function th(e){e=e||Tr;let t=de(e.size,[.6,xe,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],a=de(t[1],xe),f=de(t[2],1),p=de(e.disp,Tr),h=de(e.each,_=>{}),{fill:$,stroke:b}=p;return(_,S,k,C)=>so(_,S,(A,y,R,x,K,O,Q,F,te,I,D)=>{let U=A.pxRound,L=n,Z=o*$e,H=a*$e,ae=f*$e,B,vt;x.ori==0?[B,vt]=s(_,S):[vt,B]=s(_,S);let Pe=x.dir*(x.ori==0?1:-1),ce=x.ori==0?Ns:vl,ve=x.ori==0?h:(q,ke,Ye,co,jn,Zt,Fn)=>{h(q,ke,Ye,jn,co,Fn,Zt)},re=de(_.bands,pl).find(q=>q.series[0]==S),V=re!=null?re.dir:0,We=A.fillTo(_,S,A.min,A.max,V),mt=U(Q(We,K,D,te)),Me,_e,zt,St=I,qe=U(A.width*$e),Qt=!1,pn=null,Pt=null,Sn=null,io=null;$!=null&&(qe==0||b!=null)&&(Qt=!0,pn=$.values(_,S,k,C),Pt=new Map,new Set(pn).forEach(q=>{q!=null&&Pt.set(q,new Path2D)}),qe>0&&(Sn=b.values(_,S,k,C),io=new Map,new Set(Sn).forEach(q=>{q!=null&&io.set(q,new Path2D)})));let{x0:lo,size:Wo}=p;if(lo!=null&&Wo!=null){L=1,y=lo.values(_,S,k,C),lo.unit==2&&(y=y.map(Ye=>_.posToVal(F+Ye*I,x.key,!0)));let q=Wo.values(_,S,k,C);Wo.unit==2?_e=q[0]*I:_e=O(q[0],x,I,F)-O(0,x,I,F),St=Ru(y,R,O,x,I,F,St),zt=St-_e+Z}else St=Ru(y,R,O,x,I,F,St),zt=St*i+Z,_e=St-zt;zt<1&&(zt=0),qe>=_e/2&&(qe=0),zt<5&&(U=Iu);let Rr=zt>0,On=St-zt-(Rr?qe:0);_e=U(tl(On,ae,H)),Me=(L==0?_e/2:L==Pe?0:_e)-L*Pe*((L==0?Z/2:0)+(Rr?qe/2:0));let ht={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},ao=Qt?null:new Path2D,mn=null;if(re!=null)mn=_.data[re.series[1]];else{let{y0:q,y1:ke}=p;q!=null&&ke!=null&&(R=ke.values(_,S,k,C),mn=q.values(_,S,k,C))}let qn=B*_e,ne=vt*_e;for(let q=Pe==1?k:C;q>=k&&q<=C;q+=Pe){let ke=R[q];if(ke==null)continue;if(mn!=null){let yt=mn[q]??0;if(ke-yt==0)continue;mt=Q(yt,K,D,te)}let Ye=x.distr!=2||p!=null?y[q]:q,co=O(Ye,x,I,F),jn=Q(de(ke,We),K,D,te),Zt=U(co-Me),Fn=U(bt(jn,mt)),xt=U(Kt(jn,mt)),Mt=Fn-xt;if(ke!=null){let yt=ke<0?ne:qn,Bt=ke<0?qn:ne;Qt?(qe>0&&Sn[q]!=null&&ce(io.get(Sn[q]),Zt,xt+At(qe/2),_e,bt(0,Mt-qe),yt,Bt),pn[q]!=null&&ce(Pt.get(pn[q]),Zt,xt+At(qe/2),_e,bt(0,Mt-qe),yt,Bt)):ce(ao,Zt,xt+At(qe/2),_e,bt(0,Mt-qe),yt,Bt),ve(_,S,q,Zt-qe/2,xt,_e+qe,Mt)}}return qe>0?ht.stroke=Qt?io:ao:Qt||(ht._fill=A.width==0?A._fill:A._stroke??A._fill,ht.width=0),ht.fill=Qt?Pt:ao,ht})}function nh(e,t){let n=de(t?.alignGaps,0);return(o,r,s,i)=>so(o,r,(a,f,p,h,$,b,_,S,k,C,A)=>{[s,i]=Cs(p,s,i);let y=a.pxRound,R=B=>y(b(B,h,C,S)),x=B=>y(_(B,$,A,k)),K,O,Q;h.ori==0?(K=Ms,Q=Ho,O=mf):(K=Ls,Q=Uo,O=hf);let F=h.dir*(h.ori==0?1:-1),te=R(f[F==1?s:i]),I=te,D=[],U=[];for(let B=F==1?s:i;B>=s&&B<=i;B+=F)if(p[B]!=null){let Pe=f[B],ce=R(Pe);D.push(I=ce),U.push(x(p[B]))}let L={stroke:e(D,U,K,Q,O,y),fill:null,clip:null,band:null,gaps:null,flags:zo},Z=L.stroke,[H,ae]=gl(o,r);if(a.fill!=null||H!=0){let B=L.fill=new Path2D(Z),vt=a.fillTo(o,r,a.min,a.max,H),Pe=x(vt);Q(B,I,Pe),Q(B,te,Pe)}if(!a.spanGaps){let B=[];B.push(...bl(f,p,s,i,F,R,n)),L.gaps=B=a.gaps(o,r,s,i,B),L.clip=Ps(B,h.ori,S,k,C,A)}return ae!=0&&(L.band=ae==2?[yn(o,r,s,i,Z,-1),yn(o,r,s,i,Z,1)]:yn(o,r,s,i,Z,ae)),L})}function oh(e){return nh(rh,e)}function rh(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),i==2)o(a,e[1],t[1]);else{let f=Array(i),p=Array(i-1),h=Array(i-1),$=Array(i-1);for(let b=0;b<i-1;b++)h[b]=t[b+1]-t[b],$[b]=e[b+1]-e[b],p[b]=h[b]/$[b];f[0]=p[0];for(let b=1;b<i-1;b++)p[b]===0||p[b-1]===0||p[b-1]>0!=p[b]>0?f[b]=0:(f[b]=3*($[b-1]+$[b])/((2*$[b]+$[b-1])/p[b-1]+($[b]+2*$[b-1])/p[b]),isFinite(f[b])||(f[b]=0));f[i-1]=p[i-2];for(let b=0;b<i-1;b++)r(a,e[b]+$[b]/3,t[b]+f[b]*$[b]/3,e[b+1]-$[b]/3,t[b+1]-f[b+1]*$[b]/3,e[b+1],t[b+1])}return a}var sl=new Set;function Pu(){for(let e of sl)e.syncRect(!0)}Bo&&(oo(jp,jo,Pu),oo(Fp,jo,Pu,!0),oo(Ts,jo,()=>{ut.pxRatio=$e}));var sh=gf(),ih=$f();function Mu(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>il(s,i,t,n))}function lh(e,t){return e.map((n,o)=>o==0?{}:Ge({},t,n))}function il(e,t,n,o){return Ge({},t==0?n:o,e)}function bf(e,t,n){return t==null?Io:[t,n]}var ah=bf;function ch(e,t,n){return t==null?Io:ks(t,n,fl,!0)}function vf(e,t,n,o){return t==null?Io:Ds(t,n,e.scales[o].log,!1)}var uh=vf;function yf(e,t,n,o){return t==null?Io:ul(t,n,e.scales[o].log,!1)}var fh=yf;function dh(e,t,n,o,r){let s=bt(fu(e),fu(t)),i=t-e,a=Yt(r/o*i,n);do{let f=n[a],p=o*f/i;if(p>=r&&s+(f<5?Ln.get(f):0)<=17)return[f,p]}while(++a<n.length);return[0,0]}function Lu(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Qe((n=+r)*$e))+"px"),[e,t,n]}function ph(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Te(t[2]*$e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ut(e,t,n){let o={mode:de(e.mode,1)},r=o.mode;function s(l,c,d,m){let g=c.valToPct(l);return m+d*(c.dir==-1?1-g:g)}function i(l,c,d,m){let g=c.valToPct(l);return m+d*(c.dir==-1?g:1-g)}function a(l,c,d,m){return c.ori==0?s(l,c,d,m):i(l,c,d,m)}o.valToPosH=s,o.valToPosV=i;let f=!1;o.status=0;let p=o.root=Ft(vp);if(e.id!=null&&(p.id=e.id),Dt(p,e.class),e.title){let l=Ft(Sp,p);l.textContent=e.title}let h=Wt("canvas"),$=o.ctx=h.getContext("2d"),b=Ft(xp,p);oo("click",b,l=>{l.target===S&&(Ce!=yo||Le!=wo)&&it.click(o,l)},!0);let _=o.under=Ft(Tp,b);b.appendChild(h);let S=o.over=Ft(kp,b);e=Vo(e);let k=+de(e.pxAlign,1),C=Au(k);(e.plugins||[]).forEach(l=>{l.opts&&(e=l.opts(o,e)||e)});let A=e.ms||.001,y=o.series=r==1?Mu(e.series||[],Su,Cu,!1):lh(e.series||[null],Eu),R=o.axes=Mu(e.axes||[],wu,Tu,!0),x=o.scales={},K=o.bands=e.bands||[];K.forEach(l=>{l.fill=le(l.fill||null),l.dir=de(l.dir,-1)});let O=r==2?y[1].facets[0].scale:y[0].scale,Q={axes:yd,series:$d},F=(e.drawOrder||["axes","series"]).map(l=>Q[l]);function te(l){let c=l.distr==3?d=>vn(d>0?d:l.clamp(o,d,l.min,l.max,l.key)):l.distr==4?d=>Gi(d,l.asinh):l.distr==100?d=>l.fwd(d):d=>d;return d=>{let m=c(d),{_min:g,_max:v}=l,w=v-g;return(m-g)/w}}function I(l){let c=x[l];if(c==null){let d=(e.scales||Tr)[l]||Tr;if(d.from!=null){I(d.from);let m=Ge({},x[d.from],d,{key:l});m.valToPct=te(m),x[l]=m}else{c=x[l]=Ge({},l==O?cf:Ym,d),c.key=l;let m=c.time,g=c.range,v=Mn(g);if((l!=O||r==2&&!m)&&(v&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?au:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?au:{mode:1,hard:g[1],soft:g[1]}},v=!1),!v&&Rs(g))){let w=g;g=(T,E,M)=>E==null?Io:ks(E,M,w)}c.range=le(g||(m?ah:l==O?c.distr==3?uh:c.distr==4?fh:bf:c.distr==3?vf:c.distr==4?yf:ch)),c.auto=le(v?!1:c.auto),c.clamp=le(c.clamp||Wm),c._min=c._max=null,c.valToPct=te(c)}}}I("x"),I("y"),r==1&&y.forEach(l=>{I(l.scale)}),R.forEach(l=>{I(l.scale)});for(let l in e.scales)I(l);let D=x[O],U=D.distr,L,Z;D.ori==0?(Dt(p,yp),L=s,Z=i):(Dt(p,wp),L=i,Z=s);let H={};for(let l in x){let c=x[l];(c.min!=null||c.max!=null)&&(H[l]={min:c.min,max:c.max},c.min=c.max=null)}let ae=e.tzDate||(l=>new Date(Qe(l/A))),B=e.fmtDate||ml,vt=A==1?ym(ae):xm(ae),Pe=bu(ae,gu(A==1?vm:Sm,B)),ce=yu(ae,vu(km,B)),ve=[],re=o.legend=Ge({},Dm,e.legend),V=o.cursor=Ge({},Nm,{drag:{y:r==2}},e.cursor),We=re.show,mt=V.show,Me=re.markers;re.idxs=ve,Me.width=le(Me.width),Me.dash=le(Me.dash),Me.stroke=le(Me.stroke),Me.fill=le(Me.fill);let _e,zt,St,qe=[],Qt=[],pn,Pt=!1,Sn={};if(re.live){let l=y[1]?y[1].values:null;Pt=l!=null,pn=Pt?l(o,1,0):{_:0};for(let c in pn)Sn[c]=al}if(We)if(_e=Wt("table",Pp,p),St=Wt("tbody",null,_e),re.mount(o,_e),Pt){zt=Wt("thead",null,_e,St);let l=Wt("tr",null,zt);Wt("th",null,l);for(var io in pn)Wt("th",Yc,l).textContent=io}else Dt(_e,Lp),re.live&&Dt(_e,Mp);let lo={show:!0},Wo={show:!1};function Rr(l,c){if(c==0&&(Pt||!re.live||r==2))return Io;let d=[],m=Wt("tr",Np,St,St.childNodes[c]);Dt(m,l.class),l.show||Dt(m,no);let g=Wt("th",null,m);if(Me.show){let T=Ft(Op,g);if(c>0){let E=Me.width(o,c);E&&(T.style.border=E+"px "+Me.dash(o,c)+" "+Me.stroke(o,c)),T.style.background=Me.fill(o,c)}}let v=Ft(Yc,g);l.label instanceof HTMLElement?v.appendChild(l.label):v.textContent=l.label,c>0&&(Me.show||(v.style.color=l.width>0?Me.stroke(o,c):Me.fill(o,c)),ht("click",g,T=>{if(V._lock)return;Vn(T);let E=y.indexOf(l);if((T.ctrlKey||T.metaKey)!=re.isolate){let M=y.some((N,j)=>j>0&&j!=E&&N.show);y.forEach((N,j)=>{j>0&&en(j,M?j==E?lo:Wo:lo,!0,Je.setSeries)})}else en(E,{show:!l.show},!0,Je.setSeries)},!1),fo&&ht(Xc,g,T=>{V._lock||(Vn(T),en(y.indexOf(l),xo,!0,Je.setSeries))},!1));for(var w in pn){let T=Wt("td",qp,m);T.textContent="--",d.push(T)}return[m,d]}let On=new Map;function ht(l,c,d,m=!0){let g=On.get(c)||{},v=V.bind[l](o,c,d,m);v&&(oo(l,c,g[l]=v),On.set(c,g))}function ao(l,c,d){let m=On.get(c)||{};for(let g in m)(l==null||g==l)&&(el(g,c,m[g]),delete m[g]);l==null&&On.delete(c)}let mn=0,qn=0,ne=0,q=0,ke=0,Ye=0,co=ke,jn=Ye,Zt=ne,Fn=q,xt=0,Mt=0,yt=0,Bt=0;o.bbox={};let Us=!1,Pr=!1,uo=!1,In=!1,Mr=!1,Lt=!1;function Js(l,c,d){(d||l!=o.width||c!=o.height)&&Dl(l,c),_o(!1),uo=!0,Pr=!0,go()}function Dl(l,c){o.width=mn=ne=l,o.height=qn=q=c,ke=Ye=0,cd(),ud();let d=o.bbox;xt=d.left=eo(ke*$e,.5),Mt=d.top=eo(Ye*$e,.5),yt=d.width=eo(ne*$e,.5),Bt=d.height=eo(q*$e,.5)}let id=3;function ld(){let l=!1,c=0;for(;!l;){c++;let d=bd(c),m=vd(c);l=c==id||d&&m,l||(Dl(o.width,o.height),Pr=!0)}}function ad({width:l,height:c}){Js(l,c)}o.setSize=ad;function cd(){let l=!1,c=!1,d=!1,m=!1;R.forEach((g,v)=>{if(g.show&&g._show){let{side:w,_size:T}=g,E=w%2,M=g.label!=null?g.labelSize:0,N=T+M;N>0&&(E?(ne-=N,w==3?(ke+=N,m=!0):d=!0):(q-=N,w==0?(Ye+=N,l=!0):c=!0))}}),zn[0]=l,zn[1]=d,zn[2]=c,zn[3]=m,ne-=xn[1]+xn[3],ke+=xn[3],q-=xn[2]+xn[0],Ye+=xn[0]}function ud(){let l=ke+ne,c=Ye+q,d=ke,m=Ye;function g(v,w){switch(v){case 1:return l+=w,l-w;case 2:return c+=w,c-w;case 3:return d-=w,d+w;case 0:return m-=w,m+w}}R.forEach((v,w)=>{if(v.show&&v._show){let T=v.side;v._pos=g(T,v._size),v.label!=null&&(v._lpos=g(T,v.labelSize))}})}if(V.dataIdx==null){let l=V.hover,c=l.skip=new Set(l.skip??[]);c.add(void 0);let d=l.prox=le(l.prox),m=l.bias??=0;V.dataIdx=(g,v,w,T)=>{if(v==0)return w;let E=w,M=d(g,v,w,T)??xe,N=M>=0&&M<xe,j=D.ori==0?ne:q,X=V.left,pe=t[0],ue=t[v];if(c.has(ue[w])){E=null;let se=null,J=null,z;if(m==0||m==-1)for(z=w;se==null&&z-- >0;)c.has(ue[z])||(se=z);if(m==0||m==1)for(z=w;J==null&&z++<ue.length;)c.has(ue[z])||(J=z);if(se!=null||J!=null)if(N){let Ae=se==null?-1/0:L(pe[se],D,j,0),Fe=J==null?1/0:L(pe[J],D,j,0),rt=X-Ae,ye=Fe-X;rt<=ye?rt<=M&&(E=se):ye<=M&&(E=J)}else E=J==null?se:se==null?J:w-se<=J-w?se:J}else N&&Ze(X-L(pe[w],D,j,0))>M&&(E=null);return E}}let Vn=l=>{V.event=l};V.idxs=ve,V._lock=!1;let ft=V.points;ft.show=le(ft.show),ft.size=le(ft.size),ft.stroke=le(ft.stroke),ft.width=le(ft.width),ft.fill=le(ft.fill);let Xt=o.focus=Ge({},e.focus||{alpha:.3},V.focus),fo=Xt.prox>=0,po=fo&&ft.one,Nt=[],mo=[],ho=[];function Al(l,c){let d=ft.show(o,c);if(d instanceof HTMLElement)return Dt(d,Rp),Dt(d,l.class),un(d,-10,-10,ne,q),S.insertBefore(d,Nt[c]),d}function Rl(l,c){if(r==1||c>0){let d=r==1&&x[l.scale].time,m=l.value;l.value=d?mu(m)?yu(ae,vu(m,B)):m||ce:m||Um,l.label=l.label||(d?qm:Om)}if(po||c>0){l.width=l.width==null?1:l.width,l.paths=l.paths||sh||Yp,l.fillTo=le(l.fillTo||Km),l.pxAlign=+de(l.pxAlign,k),l.pxRound=Au(l.pxAlign),l.stroke=le(l.stroke||null),l.fill=le(l.fill||null),l._stroke=l._fill=l._paths=l._focus=null;let d=Jm(bt(1,l.width),1),m=l.points=Ge({},{size:d,width:bt(1,d*.2),stroke:l.stroke,space:d*2,paths:ih,_stroke:null,_fill:null},l.points);m.show=le(m.show),m.filter=le(m.filter),m.fill=le(m.fill),m.stroke=le(m.stroke),m.paths=le(m.paths),m.pxAlign=l.pxAlign}if(We){let d=Rr(l,c);qe.splice(c,0,d[0]),Qt.splice(c,0,d[1]),re.values.push(null)}if(mt){ve.splice(c,0,null);let d=null;po?c==0&&(d=Al(l,c)):c>0&&(d=Al(l,c)),Nt.splice(c,0,d),mo.splice(c,0,0),ho.splice(c,0,0)}ot("addSeries",c)}function fd(l,c){c=c??y.length,l=r==1?il(l,c,Su,Cu):il(l,c,{},Eu),y.splice(c,0,l),Rl(y[c],c)}o.addSeries=fd;function dd(l){if(y.splice(l,1),We){re.values.splice(l,1),Qt.splice(l,1);let c=qe.splice(l,1)[0];ao(null,c.firstChild),c.remove()}mt&&(ve.splice(l,1),Nt.splice(l,1)[0].remove(),mo.splice(l,1),ho.splice(l,1)),ot("delSeries",l)}o.delSeries=dd;let zn=[!1,!1,!1,!1];function pd(l,c){if(l._show=l.show,l.show){let d=l.side%2,m=x[l.scale];m==null&&(l.scale=d?y[1].scale:O,m=x[l.scale]);let g=m.time;l.size=le(l.size),l.space=le(l.space),l.rotate=le(l.rotate),Mn(l.incrs)&&l.incrs.forEach(w=>{!Ln.has(w)&&Ln.set(w,Bu(w))}),l.incrs=le(l.incrs||(m.distr==2?_m:g?A==1?bm:wm:to)),l.splits=le(l.splits||(g&&m.distr==1?vt:m.distr==3?nl:m.distr==4?Im:Fm)),l.stroke=le(l.stroke),l.grid.stroke=le(l.grid.stroke),l.ticks.stroke=le(l.ticks.stroke),l.border.stroke=le(l.border.stroke);let v=l.values;l.values=Mn(v)&&!Mn(v[0])?le(v):g?Mn(v)?bu(ae,gu(v,B)):mu(v)?Tm(ae,v):v||Pe:v||jm,l.filter=le(l.filter||(m.distr>=3&&m.log==10?Bm:m.distr==3&&m.log==2?Hm:Vu)),l.font=Lu(l.font),l.labelFont=Lu(l.labelFont),l._size=l.size(o,null,c,0),l._space=l._rotate=l._incrs=l._found=l._splits=l._values=null,l._size>0&&(zn[c]=!0,l._el=Ft(Ep,b))}}function Yo(l,c,d,m){let[g,v,w,T]=d,E=c%2,M=0;return E==0&&(T||v)&&(M=c==0&&!g||c==2&&!w?Qe(wu.size/3):0),E==1&&(g||w)&&(M=c==1&&!v||c==3&&!T?Qe(Tu.size/2):0),M}let Pl=o.padding=(e.padding||[Yo,Yo,Yo,Yo]).map(l=>le(de(l,Yo))),xn=o._padding=Pl.map((l,c)=>l(o,c,zn,0)),st,Xe=null,et=null,Lr=r==1?y[0].idxs:null,Ht=null,Ko=!1;function Ml(l,c){if(t=l??[],o.data=o._data=t,r==2){st=0;for(let d=1;d<y.length;d++)st+=t[d][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ht=t[0],st=Ht.length;let d=t;if(U==2){d=t.slice();let m=d[0]=Array(st);for(let g=0;g<st;g++)m[g]=g}o._data=t=d}if(_o(!0),ot("setData"),U==2&&(uo=!0),c!==!1){let d=D;d.auto(o,Ko)?Gs():kn(O,d.min,d.max),In=In||V.left>=0,Lt=!0,go()}}o.setData=Ml;function Gs(){Ko=!0;let l,c;r==1&&(st>0?(Xe=Lr[0]=0,et=Lr[1]=st-1,l=t[0][Xe],c=t[0][et],U==2?(l=Xe,c=et):l==c&&(U==3?[l,c]=Ds(l,l,D.log,!1):U==4?[l,c]=ul(l,l,D.log,!1):D.time?c=l+Qe(86400/A):[l,c]=ks(l,c,fl,!0))):(Xe=Lr[0]=l=null,et=Lr[1]=c=null)),kn(O,l,c)}let Nr,$o,Ws,Ys,Ks,Qs,Zs,Xs,ei,wt;function Ll(l,c,d,m,g,v){l??=Qc,d??=pl,m??="butt",g??=Qc,v??="round",l!=Nr&&($.strokeStyle=Nr=l),g!=$o&&($.fillStyle=$o=g),c!=Ws&&($.lineWidth=Ws=c),v!=Ks&&($.lineJoin=Ks=v),m!=Qs&&($.lineCap=Qs=m),d!=Ys&&$.setLineDash(Ys=d)}function Nl(l,c,d,m){c!=$o&&($.fillStyle=$o=c),l!=Zs&&($.font=Zs=l),d!=Xs&&($.textAlign=Xs=d),m!=ei&&($.textBaseline=ei=m)}function ti(l,c,d,m,g=0){if(m.length>0&&l.auto(o,Ko)&&(c==null||c.min==null)){let v=de(Xe,0),w=de(et,m.length-1),T=d.min==null?Bp(m,v,w,g,l.distr==3):[d.min,d.max];l.min=Kt(l.min,d.min=T[0]),l.max=bt(l.max,d.max=T[1])}}let Ol={min:null,max:null};function md(){for(let m in x){let g=x[m];H[m]==null&&(g.min==null||H[O]!=null&&g.auto(o,Ko))&&(H[m]=Ol)}for(let m in x){let g=x[m];H[m]==null&&g.from!=null&&H[g.from]!=null&&(H[m]=Ol)}H[O]!=null&&_o(!0);let l={};for(let m in H){let g=H[m];if(g!=null){let v=l[m]=Vo(x[m],Zp);if(g.min!=null)Ge(v,g);else if(m!=O||r==2)if(st==0&&v.from==null){let w=v.range(o,null,null,m);v.min=w[0],v.max=w[1]}else v.min=xe,v.max=-xe}}if(st>0){y.forEach((m,g)=>{if(r==1){let v=m.scale,w=H[v];if(w==null)return;let T=l[v];if(g==0){let E=T.range(o,T.min,T.max,v);T.min=E[0],T.max=E[1],Xe=Yt(T.min,t[0]),et=Yt(T.max,t[0]),et-Xe>1&&(t[0][Xe]<T.min&&Xe++,t[0][et]>T.max&&et--),m.min=Ht[Xe],m.max=Ht[et]}else m.show&&m.auto&&ti(T,w,m,t[g],m.sorted);m.idxs[0]=Xe,m.idxs[1]=et}else if(g>0&&m.show&&m.auto){let[v,w]=m.facets,T=v.scale,E=w.scale,[M,N]=t[g],j=l[T],X=l[E];j!=null&&ti(j,H[T],v,M,v.sorted),X!=null&&ti(X,H[E],w,N,w.sorted),m.min=w.min,m.max=w.max}});for(let m in l){let g=l[m],v=H[m];if(g.from==null&&(v==null||v.min==null)){let w=g.range(o,g.min==xe?null:g.min,g.max==-xe?null:g.max,m);g.min=w[0],g.max=w[1]}}}for(let m in l){let g=l[m];if(g.from!=null){let v=l[g.from];if(v.min==null)g.min=g.max=null;else{let w=g.range(o,v.min,v.max,m);g.min=w[0],g.max=w[1]}}}let c={},d=!1;for(let m in l){let g=l[m],v=x[m];if(v.min!=g.min||v.max!=g.max){v.min=g.min,v.max=g.max;let w=v.distr;v._min=w==3?vn(v.min):w==4?Gi(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?vn(v.max):w==4?Gi(v.max,v.asinh):w==100?v.fwd(v.max):v.max,c[m]=d=!0}}if(d){y.forEach((m,g)=>{r==2?g>0&&c.y&&(m._paths=null):c[m.scale]&&(m._paths=null)});for(let m in c)uo=!0,ot("setScale",m);mt&&V.left>=0&&(In=Lt=!0)}for(let m in H)H[m]=null}function hd(l){let c=tl(Xe-1,0,st-1),d=tl(et+1,0,st-1);for(;l[c]==null&&c>0;)c--;for(;l[d]==null&&d<st-1;)d++;return[c,d]}function $d(){if(st>0){let l=y.some(c=>c._focus)&&wt!=Xt.alpha;l&&($.globalAlpha=wt=Xt.alpha),y.forEach((c,d)=>{if(d>0&&c.show&&(ql(d,!1),ql(d,!0),c._paths==null)){let m=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha);let g=r==2?[0,t[d][0].length-1]:hd(t[d]);c._paths=c.paths(o,d,g[0],g[1]),wt!=m&&($.globalAlpha=wt=m)}}),y.forEach((c,d)=>{if(d>0&&c.show){let m=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha),c._paths!=null&&jl(d,!1);{let g=c._paths!=null?c._paths.gaps:null,v=c.points.show(o,d,Xe,et,g),w=c.points.filter(o,d,v,g);(v||w)&&(c.points._paths=c.points.paths(o,d,Xe,et,w),jl(d,!0))}wt!=m&&($.globalAlpha=wt=m),ot("drawSeries",d)}}),l&&($.globalAlpha=wt=1)}}function ql(l,c){let d=c?y[l].points:y[l];d._stroke=d.stroke(o,l),d._fill=d.fill(o,l)}function jl(l,c){let d=c?y[l].points:y[l],{stroke:m,fill:g,clip:v,flags:w,_stroke:T=d._stroke,_fill:E=d._fill,_width:M=d.width}=d._paths;M=Te(M*$e,3);let N=null,j=M%2/2;c&&E==null&&(E=M>0?"#fff":T);let X=d.pxAlign==1&&j>0;if(X&&$.translate(j,j),!c){let pe=xt-M/2,ue=Mt-M/2,se=yt+M,J=Bt+M;N=new Path2D,N.rect(pe,ue,se,J)}c?ni(T,M,d.dash,d.cap,E,m,g,w,v):_d(l,T,M,d.dash,d.cap,E,m,g,w,N,v),X&&$.translate(-j,-j)}function _d(l,c,d,m,g,v,w,T,E,M,N){let j=!1;E!=0&&K.forEach((X,pe)=>{if(X.series[0]==l){let ue=y[X.series[1]],se=t[X.series[1]],J=(ue._paths||Tr).band;Mn(J)&&(J=X.dir==1?J[0]:J[1]);let z,Ae=null;ue.show&&J&&Up(se,Xe,et)?(Ae=X.fill(o,pe)||v,z=ue._paths.clip):J=null,ni(c,d,m,g,Ae,w,T,E,M,N,z,J),j=!0}}),j||ni(c,d,m,g,v,w,T,E,M,N)}let Fl=zo|rl;function ni(l,c,d,m,g,v,w,T,E,M,N,j){Ll(l,c,d,m,g),(E||M||j)&&($.save(),E&&$.clip(E),M&&$.clip(M)),j?(T&Fl)==Fl?($.clip(j),N&&$.clip(N),qr(g,w),Or(l,v,c)):T&rl?(qr(g,w),$.clip(j),Or(l,v,c)):T&zo&&($.save(),$.clip(j),N&&$.clip(N),qr(g,w),$.restore(),Or(l,v,c)):(qr(g,w),Or(l,v,c)),(E||M||j)&&$.restore()}function Or(l,c,d){d>0&&(c instanceof Map?c.forEach((m,g)=>{$.strokeStyle=Nr=g,$.stroke(m)}):c!=null&&l&&$.stroke(c))}function qr(l,c){c instanceof Map?c.forEach((d,m)=>{$.fillStyle=$o=m,$.fill(d)}):c!=null&&l&&$.fill(c)}function gd(l,c,d,m){let g=R[l],v;if(m<=0)v=[0,0];else{let w=g._space=g.space(o,l,c,d,m),T=g._incrs=g.incrs(o,l,c,d,m,w);v=dh(c,d,T,m,w)}return g._found=v}function oi(l,c,d,m,g,v,w,T,E,M){let N=w%2/2;k==1&&$.translate(N,N),Ll(T,w,E,M,T),$.beginPath();let j,X,pe,ue,se=g+(m==0||m==3?-v:v);d==0?(X=g,ue=se):(j=g,pe=se);for(let J=0;J<l.length;J++)c[J]!=null&&(d==0?j=pe=l[J]:X=ue=l[J],$.moveTo(j,X),$.lineTo(pe,ue));$.stroke(),k==1&&$.translate(-N,-N)}function bd(l){let c=!0;return R.forEach((d,m)=>{if(!d.show)return;let g=x[d.scale];if(g.min==null){d._show&&(c=!1,d._show=!1,_o(!1));return}else d._show||(c=!1,d._show=!0,_o(!1));let v=d.side,w=v%2,{min:T,max:E}=g,[M,N]=gd(m,T,E,w==0?ne:q);if(N==0)return;let j=g.distr==2,X=d._splits=d.splits(o,m,T,E,M,N,j),pe=g.distr==2?X.map(z=>Ht[z]):X,ue=g.distr==2?Ht[X[1]]-Ht[X[0]]:M,se=d._values=d.values(o,d.filter(o,pe,m,N,ue),m,N,ue);d._rotate=v==2?d.rotate(o,se,m,N):0;let J=d._size;d._size=It(d.size(o,se,m,l)),J!=null&&d._size!=J&&(c=!1)}),c}function vd(l){let c=!0;return Pl.forEach((d,m)=>{let g=d(o,m,zn,l);g!=xn[m]&&(c=!1),xn[m]=g}),c}function yd(){for(let l=0;l<R.length;l++){let c=R[l];if(!c.show||!c._show)continue;let d=c.side,m=d%2,g,v,w=c.stroke(o,l),T=d==0||d==3?-1:1,[E,M]=c._found;if(c.label!=null){let _t=c.labelGap*T,Et=Qe((c._lpos+_t)*$e);Nl(c.labelFont[0],w,"center",d==2?"top":Kc),$.save(),m==1?(g=v=0,$.translate(Et,Qe(Mt+Bt/2)),$.rotate((d==3?-xs:xs)/2)):(g=Qe(xt+yt/2),v=Et);let Un=Fu(c.label)?c.label(o,l,E,M):c.label;$.fillText(Un,g,v),$.restore()}if(M==0)continue;let N=x[c.scale],j=m==0?yt:Bt,X=m==0?xt:Mt,pe=c._splits,ue=N.distr==2?pe.map(_t=>Ht[_t]):pe,se=N.distr==2?Ht[pe[1]]-Ht[pe[0]]:E,J=c.ticks,z=c.border,Ae=J.show?J.size:0,Fe=Qe(Ae*$e),rt=Qe((c.alignTo==2?c._size-Ae-c.gap:c.gap)*$e),ye=c._rotate*-xs/180,Ie=C(c._pos*$e),Tt=(Fe+rt)*T,$t=Ie+Tt;v=m==0?$t:0,g=m==1?$t:0;let Ot=c.font[0],Ut=c.align==1?Oo:c.align==2?Hi:ye>0?Oo:ye<0?Hi:m==0?"center":d==3?Hi:Oo,nn=ye||m==1?"middle":d==2?"top":Kc;Nl(Ot,w,Ut,nn);let kt=c.font[1]*c.lineGap,qt=pe.map(_t=>C(a(_t,N,j,X))),Jt=c._values;for(let _t=0;_t<Jt.length;_t++){let Et=Jt[_t];if(Et!=null){m==0?g=qt[_t]:v=qt[_t],Et=""+Et;let Un=Et.indexOf(`
`)==-1?[Et]:Et.split(/\n/gm);for(let gt=0;gt<Un.length;gt++){let ra=Un[gt];ye?($.save(),$.translate(g,v+gt*kt),$.rotate(ye),$.fillText(ra,0,0),$.restore()):$.fillText(ra,g,v+gt*kt)}}}J.show&&oi(qt,J.filter(o,ue,l,M,se),m,d,Ie,Fe,Te(J.width*$e,3),J.stroke(o,l),J.dash,J.cap);let on=c.grid;on.show&&oi(qt,on.filter(o,ue,l,M,se),m,m==0?2:1,m==0?Mt:xt,m==0?Bt:yt,Te(on.width*$e,3),on.stroke(o,l),on.dash,on.cap),z.show&&oi([Ie],[1],m==0?1:0,m==0?1:2,m==1?Mt:xt,m==1?Bt:yt,Te(z.width*$e,3),z.stroke(o,l),z.dash,z.cap)}ot("drawAxes")}function _o(l){y.forEach((c,d)=>{d>0&&(c._paths=null,l&&(r==1?(c.min=null,c.max=null):c.facets.forEach(m=>{m.min=null,m.max=null})))})}let jr=!1,ri=!1,Qo=[];function wd(){ri=!1;for(let l=0;l<Qo.length;l++)ot(...Qo[l]);Qo.length=0}function go(){jr||(sm(Il),jr=!0)}function Sd(l,c=!1){jr=!0,ri=c,l(o),Il(),c&&Qo.length>0&&queueMicrotask(wd)}o.batch=Sd;function Il(){if(Us&&(md(),Us=!1),uo&&(ld(),uo=!1),Pr){if(Re(_,Oo,ke),Re(_,"top",Ye),Re(_,yr,ne),Re(_,wr,q),Re(S,Oo,ke),Re(S,"top",Ye),Re(S,yr,ne),Re(S,wr,q),Re(b,yr,mn),Re(b,wr,qn),h.width=Qe(mn*$e),h.height=Qe(qn*$e),R.forEach(({_el:l,_show:c,_size:d,_pos:m,side:g})=>{if(l!=null)if(c){let v=g===3||g===0?d:0,w=g%2==1;Re(l,w?"left":"top",m-v),Re(l,w?"width":"height",d),Re(l,w?"top":"left",w?Ye:ke),Re(l,w?"height":"width",w?q:ne),Xi(l,no)}else Dt(l,no)}),Nr=$o=Ws=Ks=Qs=Zs=Xs=ei=Ys=null,wt=1,er(!0),ke!=co||Ye!=jn||ne!=Zt||q!=Fn){_o(!1);let l=ne/Zt,c=q/Fn;if(mt&&!In&&V.left>=0){V.left*=l,V.top*=c,bo&&un(bo,Qe(V.left),0,ne,q),vo&&un(vo,0,Qe(V.top),ne,q);for(let d=0;d<Nt.length;d++){let m=Nt[d];m!=null&&(mo[d]*=l,ho[d]*=c,un(m,It(mo[d]),It(ho[d]),ne,q))}}if(De.show&&!Mr&&De.left>=0&&De.width>0){De.left*=l,De.width*=l,De.top*=c,De.height*=c;for(let d in ui)Re(So,d,De[d])}co=ke,jn=Ye,Zt=ne,Fn=q}ot("setSize"),Pr=!1}mn>0&&qn>0&&($.clearRect(0,0,h.width,h.height),ot("drawClear"),F.forEach(l=>l()),ot("draw")),De.show&&Mr&&(Fr(De),Mr=!1),mt&&In&&(Hn(null,!0,!1),In=!1),re.show&&re.live&&Lt&&(ai(),Lt=!1),f||(f=!0,o.status=1,ot("ready")),Ko=!1,jr=!1}o.redraw=(l,c)=>{uo=c||!1,l!==!1?kn(O,D.min,D.max):go()};function si(l,c){let d=x[l];if(d.from==null){if(st==0){let m=d.range(o,c.min,c.max,l);c.min=m[0],c.max=m[1]}if(c.min>c.max){let m=c.min;c.min=c.max,c.max=m}if(st>1&&c.min!=null&&c.max!=null&&c.max-c.min<1e-16)return;l==O&&d.distr==2&&st>0&&(c.min=Yt(c.min,t[0]),c.max=Yt(c.max,t[0]),c.min==c.max&&c.max++),H[l]=c,Us=!0,go()}}o.setScale=si;let ii,li,bo,vo,Vl,zl,yo,wo,Bl,Hl,Ce,Le,Tn=!1,it=V.drag,tt=it.x,nt=it.y;mt&&(V.x&&(ii=Ft(Dp,S)),V.y&&(li=Ft(Ap,S)),D.ori==0?(bo=ii,vo=li):(bo=li,vo=ii),Ce=V.left,Le=V.top);let De=o.select=Ge({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),So=De.show?Ft(Cp,De.over?S:_):null;function Fr(l,c){if(De.show){for(let d in l)De[d]=l[d],d in ui&&Re(So,d,l[d]);c!==!1&&ot("setSelect")}}o.setSelect=Fr;function xd(l){if(y[l].show)We&&Xi(qe[l],no);else if(We&&Dt(qe[l],no),mt){let d=po?Nt[0]:Nt[l];d!=null&&un(d,-10,-10,ne,q)}}function kn(l,c,d){si(l,{min:c,max:d})}function en(l,c,d,m){c.focus!=null&&Dd(l),c.show!=null&&y.forEach((g,v)=>{v>0&&(l==v||l==null)&&(g.show=c.show,xd(v),r==2?(kn(g.facets[0].scale,null,null),kn(g.facets[1].scale,null,null)):kn(g.scale,null,null),go())}),d!==!1&&ot("setSeries",l,c),m&&tr("setSeries",o,l,c)}o.setSeries=en;function Td(l,c){Ge(K[l],c)}function kd(l,c){l.fill=le(l.fill||null),l.dir=de(l.dir,-1),c=c??K.length,K.splice(c,0,l)}function Ed(l){l==null?K.length=0:K.splice(l,1)}o.addBand=kd,o.setBand=Td,o.delBand=Ed;function Cd(l,c){y[l].alpha=c,mt&&Nt[l]!=null&&(Nt[l].style.opacity=c),We&&qe[l]&&(qe[l].style.opacity=c)}let hn,En,Bn,xo={focus:!0};function Dd(l){if(l!=Bn){let c=l==null,d=Xt.alpha!=1;y.forEach((m,g)=>{if(r==1||g>0){let v=c||g==0||g==l;m._focus=c?null:v,d&&Cd(g,v?1:Xt.alpha)}}),Bn=l,d&&go()}}We&&fo&&ht(eu,_e,l=>{V._lock||(Vn(l),Bn!=null&&en(null,xo,!0,Je.setSeries))});function tn(l,c,d){let m=x[c];d&&(l=l/$e-(m.ori==1?Ye:ke));let g=ne;m.ori==1&&(g=q,l=g-l),m.dir==-1&&(l=g-l);let v=m._min,w=m._max,T=l/g,E=v+(w-v)*T,M=m.distr;return M==3?Fo(10,E):M==4?Gp(E,m.asinh):M==100?m.bwd(E):E}function Ad(l,c){let d=tn(l,O,c);return Yt(d,t[0],Xe,et)}o.valToIdx=l=>Yt(l,t[0]),o.posToIdx=Ad,o.posToVal=tn,o.valToPos=(l,c,d)=>x[c].ori==0?s(l,x[c],d?yt:ne,d?xt:0):i(l,x[c],d?Bt:q,d?Mt:0),o.setCursor=(l,c,d)=>{Ce=l.left,Le=l.top,Hn(null,c,d)};function Ul(l,c){Re(So,Oo,De.left=l),Re(So,yr,De.width=c)}function Jl(l,c){Re(So,"top",De.top=l),Re(So,wr,De.height=c)}let Zo=D.ori==0?Ul:Jl,Xo=D.ori==1?Ul:Jl;function Rd(){if(We&&re.live)for(let l=r==2?1:0;l<y.length;l++){if(l==0&&Pt)continue;let c=re.values[l],d=0;for(let m in c)Qt[l][d++].firstChild.nodeValue=c[m]}}function ai(l,c){if(l!=null&&(l.idxs?l.idxs.forEach((d,m)=>{ve[m]=d}):Qp(l.idx)||ve.fill(l.idx),re.idx=ve[0]),We&&re.live){for(let d=0;d<y.length;d++)(d>0||r==1&&!Pt)&&Pd(d,ve[d]);Rd()}Lt=!1,c!==!1&&ot("setLegend")}o.setLegend=ai;function Pd(l,c){let d=y[l],m=l==0&&U==2?Ht:t[l],g;Pt?g=d.values(o,l,c)??Sn:(g=d.value(o,c==null?null:m[c],l,c),g=g==null?Sn:{_:g}),re.values[l]=g}function Hn(l,c,d){Bl=Ce,Hl=Le,[Ce,Le]=V.move(o,Ce,Le),V.left=Ce,V.top=Le,mt&&(bo&&un(bo,Qe(Ce),0,ne,q),vo&&un(vo,0,Qe(Le),ne,q));let m,g=Xe>et;hn=xe,En=null;let v=D.ori==0?ne:q,w=D.ori==1?ne:q;if(Ce<0||st==0||g){m=V.idx=null;for(let T=0;T<y.length;T++){let E=Nt[T];E!=null&&un(E,-10,-10,ne,q)}fo&&en(null,xo,!0,l==null&&Je.setSeries),re.live&&(ve.fill(m),Lt=!0)}else{let T,E,M;r==1&&(T=D.ori==0?Ce:Le,E=tn(T,O),m=V.idx=Yt(E,t[0],Xe,et),M=L(t[0][m],D,v,0));let N=-10,j=-10,X=0,pe=0,ue=!0,se="",J="";for(let z=r==2?1:0;z<y.length;z++){let Ae=y[z],Fe=ve[z],rt=Fe==null?null:r==1?t[z][Fe]:t[z][1][Fe],ye=V.dataIdx(o,z,m,E),Ie=ye==null?null:r==1?t[z][ye]:t[z][1][ye];if(Lt=Lt||Ie!=rt||ye!=Fe,ve[z]=ye,z>0&&Ae.show){let Tt=ye==null?-10:ye==m?M:L(r==1?t[0][ye]:t[z][0][ye],D,v,0),$t=Ie==null?-10:Z(Ie,r==1?x[Ae.scale]:x[Ae.facets[1].scale],w,0);if(fo&&Ie!=null){let Ot=D.ori==1?Ce:Le,Ut=Ze(Xt.dist(o,z,ye,$t,Ot));if(Ut<hn){let nn=Xt.bias;if(nn!=0){let kt=tn(Ot,Ae.scale),qt=Ie>=0?1:-1,Jt=kt>=0?1:-1;Jt==qt&&(Jt==1?nn==1?Ie>=kt:Ie<=kt:nn==1?Ie<=kt:Ie>=kt)&&(hn=Ut,En=z)}else hn=Ut,En=z}}if(Lt||po){let Ot,Ut;D.ori==0?(Ot=Tt,Ut=$t):(Ot=$t,Ut=Tt);let nn,kt,qt,Jt,on,_t,Et=!0,Un=ft.bbox;if(Un!=null){Et=!1;let gt=Un(o,z);qt=gt.left,Jt=gt.top,nn=gt.width,kt=gt.height}else qt=Ot,Jt=Ut,nn=kt=ft.size(o,z);if(_t=ft.fill(o,z),on=ft.stroke(o,z),po)z==En&&hn<=Xt.prox&&(N=qt,j=Jt,X=nn,pe=kt,ue=Et,se=_t,J=on);else{let gt=Nt[z];gt!=null&&(mo[z]=qt,ho[z]=Jt,lu(gt,nn,kt,Et),su(gt,_t,on),un(gt,It(qt),It(Jt),ne,q))}}}}if(po){let z=Xt.prox,Ae=Bn==null?hn<=z:hn>z||En!=Bn;if(Lt||Ae){let Fe=Nt[0];Fe!=null&&(mo[0]=N,ho[0]=j,lu(Fe,X,pe,ue),su(Fe,se,J),un(Fe,It(N),It(j),ne,q))}}}if(De.show&&Tn)if(l!=null){let[T,E]=Je.scales,[M,N]=Je.match,[j,X]=l.cursor.sync.scales,pe=l.cursor.drag;if(tt=pe._x,nt=pe._y,tt||nt){let{left:ue,top:se,width:J,height:z}=l.select,Ae=l.scales[j].ori,Fe=l.posToVal,rt,ye,Ie,Tt,$t,Ot=T!=null&&M(T,j),Ut=E!=null&&N(E,X);Ot&&tt?(Ae==0?(rt=ue,ye=J):(rt=se,ye=z),Ie=x[T],Tt=L(Fe(rt,j),Ie,v,0),$t=L(Fe(rt+ye,j),Ie,v,0),Zo(Kt(Tt,$t),Ze($t-Tt))):Zo(0,v),Ut&&nt?(Ae==1?(rt=ue,ye=J):(rt=se,ye=z),Ie=x[E],Tt=Z(Fe(rt,X),Ie,w,0),$t=Z(Fe(rt+ye,X),Ie,w,0),Xo(Kt(Tt,$t),Ze($t-Tt))):Xo(0,w)}else fi()}else{let T=Ze(Bl-Vl),E=Ze(Hl-zl);if(D.ori==1){let X=T;T=E,E=X}tt=it.x&&T>=it.dist,nt=it.y&&E>=it.dist;let M=it.uni;M!=null?tt&&nt&&(tt=T>=M,nt=E>=M,!tt&&!nt&&(E>T?nt=!0:tt=!0)):it.x&&it.y&&(tt||nt)&&(tt=nt=!0);let N,j;tt&&(D.ori==0?(N=yo,j=Ce):(N=wo,j=Le),Zo(Kt(N,j),Ze(j-N)),nt||Xo(0,w)),nt&&(D.ori==1?(N=yo,j=Ce):(N=wo,j=Le),Xo(Kt(N,j),Ze(j-N)),tt||Zo(0,v)),!tt&&!nt&&(Zo(0,0),Xo(0,0))}if(it._x=tt,it._y=nt,l==null){if(d){if(oa!=null){let[T,E]=Je.scales;Je.values[0]=T!=null?tn(D.ori==0?Ce:Le,T):null,Je.values[1]=E!=null?tn(D.ori==1?Ce:Le,E):null}tr(Ui,o,Ce,Le,ne,q,m)}if(fo){let T=d&&Je.setSeries,E=Xt.prox;Bn==null?hn<=E&&en(En,xo,!0,T):hn>E?en(null,xo,!0,T):En!=Bn&&en(En,xo,!0,T)}}Lt&&(re.idx=m,ai()),c!==!1&&ot("setCursor")}let Cn=null;Object.defineProperty(o,"rect",{get(){return Cn==null&&er(!1),Cn}});function er(l=!1){l?Cn=null:(Cn=S.getBoundingClientRect(),ot("syncRect",Cn))}function Gl(l,c,d,m,g,v,w){V._lock||Tn&&l!=null&&l.movementX==0&&l.movementY==0||(ci(l,c,d,m,g,v,w,!1,l!=null),l!=null?Hn(null,!0,!0):Hn(c,!0,!1))}function ci(l,c,d,m,g,v,w,T,E){if(Cn==null&&er(!1),Vn(l),l!=null)d=l.clientX-Cn.left,m=l.clientY-Cn.top;else{if(d<0||m<0){Ce=-10,Le=-10;return}let[M,N]=Je.scales,j=c.cursor.sync,[X,pe]=j.values,[ue,se]=j.scales,[J,z]=Je.match,Ae=c.axes[0].side%2==1,Fe=D.ori==0?ne:q,rt=D.ori==1?ne:q,ye=Ae?v:g,Ie=Ae?g:v,Tt=Ae?m:d,$t=Ae?d:m;if(ue!=null?d=J(M,ue)?a(X,x[M],Fe,0):-10:d=Fe*(Tt/ye),se!=null?m=z(N,se)?a(pe,x[N],rt,0):-10:m=rt*($t/Ie),D.ori==1){let Ot=d;d=m,m=Ot}}E&&(c==null||c.cursor.event.type==Ui)&&((d<=1||d>=ne-1)&&(d=eo(d,ne)),(m<=1||m>=q-1)&&(m=eo(m,q))),T?(Vl=d,zl=m,[yo,wo]=V.move(o,d,m)):(Ce=d,Le=m)}let ui={width:0,height:0,left:0,top:0};function fi(){Fr(ui,!1)}let Wl,Yl,Kl,Ql;function Zl(l,c,d,m,g,v,w){Tn=!0,tt=nt=it._x=it._y=!1,ci(l,c,d,m,g,v,w,!0,!1),l!=null&&(ht(Ji,Qi,Xl,!1),tr(Zc,o,yo,wo,ne,q,null));let{left:T,top:E,width:M,height:N}=De;Wl=T,Yl=E,Kl=M,Ql=N}function Xl(l,c,d,m,g,v,w){Tn=it._x=it._y=!1,ci(l,c,d,m,g,v,w,!1,!0);let{left:T,top:E,width:M,height:N}=De,j=M>0||N>0,X=Wl!=T||Yl!=E||Kl!=M||Ql!=N;if(j&&X&&Fr(De),it.setScale&&j&&X){let pe=T,ue=M,se=E,J=N;if(D.ori==1&&(pe=E,ue=N,se=T,J=M),tt&&kn(O,tn(pe,O),tn(pe+ue,O)),nt)for(let z in x){let Ae=x[z];z!=O&&Ae.from==null&&Ae.min!=xe&&kn(z,tn(se+J,z),tn(se,z))}fi()}else V.lock&&(V._lock=!V._lock,Hn(c,!0,l!=null));l!=null&&(ao(Ji,Qi),tr(Ji,o,Ce,Le,ne,q,null))}function Md(l,c,d,m,g,v,w){if(V._lock)return;Vn(l);let T=Tn;if(Tn){let E=!0,M=!0,N=10,j,X;D.ori==0?(j=tt,X=nt):(j=nt,X=tt),j&&X&&(E=Ce<=N||Ce>=ne-N,M=Le<=N||Le>=q-N),j&&E&&(Ce=Ce<yo?0:ne),X&&M&&(Le=Le<wo?0:q),Hn(null,!0,!0),Tn=!1}Ce=-10,Le=-10,ve.fill(null),Hn(null,!0,!0),T&&(Tn=T)}function ea(l,c,d,m,g,v,w){V._lock||(Vn(l),Gs(),fi(),l!=null&&tr(tu,o,Ce,Le,ne,q,null))}function ta(){R.forEach(ph),Js(o.width,o.height,!0)}oo(Ts,jo,ta);let To={};To.mousedown=Zl,To.mousemove=Gl,To.mouseup=Xl,To.dblclick=ea,To.setSeries=(l,c,d,m)=>{let g=Je.match[2];d=g(o,c,d),d!=-1&&en(d,m,!0,!1)},mt&&(ht(Zc,S,Zl),ht(Ui,S,Gl),ht(Xc,S,l=>{Vn(l),er(!1)}),ht(eu,S,Md),ht(tu,S,ea),sl.add(o),o.syncRect=er);let Ir=o.hooks=e.hooks||{};function ot(l,c,d){ri?Qo.push([l,c,d]):l in Ir&&Ir[l].forEach(m=>{m.call(null,o,c,d)})}(e.plugins||[]).forEach(l=>{for(let c in l.hooks)Ir[c]=(Ir[c]||[]).concat(l.hooks[c])});let na=(l,c,d)=>d,Je=Ge({key:null,setSeries:!1,filters:{pub:du,sub:du},scales:[O,y[1]?y[1].scale:null],match:[pu,pu,na],values:[null,null]},V.sync);Je.match.length==2&&Je.match.push(na),V.sync=Je;let oa=Je.key,di=uf(oa);function tr(l,c,d,m,g,v,w){Je.filters.pub(l,c,d,m,g,v,w)&&di.pub(l,c,d,m,g,v,w)}di.sub(o);function Ld(l,c,d,m,g,v,w){Je.filters.sub(l,c,d,m,g,v,w)&&To[l](null,c,d,m,g,v,w)}o.pub=Ld;function Nd(){di.unsub(o),sl.delete(o),On.clear(),el(Ts,jo,ta),p.remove(),_e?.remove(),ot("destroy")}o.destroy=Nd;function pi(){ot("init",e,t),Ml(t||e.data,!1),H[O]?si(O,H[O]):Gs(),Mr=De.show&&(De.width>0||De.height>0),In=Lt=!0,Js(e.width,e.height)}return y.forEach(Rl),R.forEach(pd),n?n instanceof HTMLElement?(n.appendChild(p),pi()):n(o,pi):pi(),o}ut.assign=Ge;ut.fmtNum=dl;ut.rangeNum=ks;ut.rangeLog=Ds;ut.rangeAsinh=ul;ut.orient=so;ut.pxRatio=$e;ut.join=rm;ut.fmtDate=ml,ut.tzDate=hm;ut.sync=uf;{ut.addGap=Qm,ut.clipGaps=Ps;let e=ut.paths={points:$f};e.linear=gf,e.stepped=eh,e.bars=th,e.spline=oh}var Sf=220,mh=6;function xf({history:e}){let t=Ne(null),n=Ne(null),o=Ne(e);o.current=e,Be(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ut($h(s,()=>o.current),wf(o.current),s)};i();let a=matchMedia("(prefers-color-scheme: dark)"),f=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:Sf}));return f.observe(s),a.addEventListener("change",i),()=>{f.disconnect(),a.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Be(()=>n.current?.setData(wf(e)),[e]);let r=Jc(Bi(e));return u`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&u`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>u`<span class="legend ${s}">${No[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${we} label="Rate as a table"><${hh} history=${e} /><//>
    </details>
  </figure>`}function hh({history:e}){return u`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>u`<tr>
          <td>${he(t)}</td>
          <td class="number">${Y(e.rows[n])}</td>
          <td class="number">${Ec(e.docs_per_second[n])}</td>
          <td>${No[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function wf(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function $h(e,t){let n=r=>gh(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:Sf,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,values:(r,s)=>s.map(i=>Cc(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>ln(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>_h(r,t(),n)]}}}function _h(e,t,n){let{ctx:o}=e,r=mh*devicePixelRatio;for(let{part:s,from:i,to:a}of Bi(t)){if(!(s in No))continue;let f=e.valToPos(i/1e3,"x",!0),p=e.valToPos(a/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(f,e.bbox.top+e.bbox.height-r,Math.max(1,p-f),r)}}function gh(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function Os({children:e}){return u`<div class="tiles">${e}</div>`}function Vt({name:e,value:t,isBad:n=!1,href:o}){let r=u`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?u`<a class=${s} href=${o}>${r}</a>`:u`<div class=${s}>${r}</div>`}function qs({status:e}){let t=e.details??{};return u`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&u`<${Ci} messages=${e.error} />`}
      ${e.is_running&&u`<${Er} details=${t} />`}
      <${Os}>
        <${Vt} name="Rows" value=${Y(e.count)} />
        <${Vt} name="Rows per second" value=${ln(bh(e))} />
        ${e.is_running&&u`<${Vt} name="Time left" value=${ct(t.eta_in_millis)} />`}
        <${Vt} name="Running time" value=${ct((e.end_time??Date.now())-e.start_time)} />
        <${Vt} name="Rejected rows" value=${Y(t.rejected)} isBad=${t.rejected>0} />
      <//>
      ${t.history?.time.length>1&&u`<${xf} history=${t.history} />`}
    </section>
    ${t.partitions&&u`<${Wc} partitions=${t.partitions} />`}
    <div class="columns">
      <${vh} status=${e} />
      ${t.events&&u`<${Gc} events=${t.events} />`}
    </div>
  `}function bh({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function Er({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=Dc(e.percent);return u`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function vh({status:e}){let t=e.details??{};return u`<section class="panel">
    <h2>Run</h2>
    <${Xn}>
      <${Se} name="Started">${he(e.start_time)}, ${t.trigger==="schedule"?"by the schedule":"manually"}<//>
      <${Se} name="Ended">${he(e.end_time)}<//>
      <${Se} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${Se} name="Agent">${t.agent??"\u2013"}<//>
      <${Se} name="Index">${t.index??"\u2013"}<//>
      <${Se} name="Slowest part">${No[t.bottleneck]??"\u2013"}<//>
      <${Se} name="Rows read">${Y(t.rows_read)}<//>
      <${Se} name="Dropped by the pipeline">${Y(t.dropped)}<//>
      <${Se} name="Duplicate ids">${Y(t.duplicates)}<//>
      <${Se} name="Values replaced by null">${Y(t.nulled)}<//>
      <${Se} name="Retries">${Y(t.retries)}<//>
      <${Se} name="Sent">${kc(t.bytes)}<//>
      <${Se} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&u`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function fn({state:e}){return u`<span class="state ${e??"never"}">${e??"never run"}</span>`}var yh=["history","events","partitions","query"].map(e=>`ingestion.details.${e}`),wh=1500,Sh=6e4;function dn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:yh}}}var js=e=>({term:{"ingestion.id":e}}),Nn=e=>({term:{"ingestion.state":e}}),wn=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),Cr=e=>Math.floor((Date.now()-e)/6e4)*6e4,Tf=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),xh=1e3;function kf(e){return{size:0,query:{bool:{filter:[wn({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:xh,order:{failed:"desc"}},aggs:{failed:{filter:Nn("error")},successful:{filter:Nn("successful")}}}}}}function Ef(e,t){return e||t>Sh?0:wh}function Cf(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var Th=1e3;function Df({id:e}){let t=jt({query:{ids:{values:[e]}}}),n=oe(async o=>(await W(t,o)).hits.hits[0]?._source.ingestion??null,o=>o?.is_running?Th:0,[e]);return u`<${ie} polling=${n}>
      ${o=>o?u`<${kh} id=${e} status=${o} />`:u`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${me} request=${t} />`}function kh({id:e,status:t}){return u`
    <div class="heading">
      <h1>Run of <a href=${P("jobs",t.id)}>${t.id}</a></h1>
      <${fn} state=${t.state} />
      <span class="muted">${he(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&u`<p><a href=${P("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${qs} status=${t} />
    ${!t.is_running&&u`<${Eh} status=${t} />`}
  `}function Eh({status:e}){let t=dn([js(e.id),Nn("successful"),wn({lt:e.start_time})],{size:1}),n=oe(async o=>(await W(jt(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return u`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${ie} polling=${n}>
      ${o=>o?u`<${Ch} status=${e} hit=${o} />`:u`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function Ch({status:e,hit:t}){let n=t._source.ingestion,o=s=>s.end_time&&s.end_time-s.start_time,r=[["Running time",o(e),o(n),ct],["Rows",e.count,n.count,Y],["Rows per second",e.details?.docs_per_second,n.details?.docs_per_second,Y],["Rejected rows",e.details?.rejected,n.details?.rejected,Y],["Retries",e.details?.retries,n.details?.retries,Y],["Attempts",e.details?.attempt,n.details?.attempt,Y]];return u`<${we} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${P("executions",t._id)}>${he(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${r.map(([s,i,a,f])=>u`<tr key=${s}>
          <th scope="row">${s}</th><td class="number">${f(i)}</td><td class="number">${f(a)}</td><td class="number">${Dh(i,a)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function Dh(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function Jo({hits:e,hasJob:t=!1}){return u`<${we} label="Runs">
    <table>
      <thead>
        <tr>
          <th>Started</th>
          ${t&&u`<th>Job</th>`}
          <th>State</th>
          <th class="number">Rows</th>
          <th class="number">Rejected</th>
          <th class="number">Rows/s</th>
          <th class="number">Time</th>
          ${t&&u`<th>Error</th>`}
        </tr>
      </thead>
      <tbody>
        ${e.map(({_id:n,_source:{ingestion:o}})=>u`<tr key=${n}>
          <td class="time"><a href=${P("executions",n)}>${he(o.start_time)}</a></td>
          ${t&&u`<td><a href=${P("jobs",o.id)}>${o.id}</a></td>`}
          <td><${fn} state=${o.state} /></td>
          <td class="number">${Y(o.count)}</td>
          <td class="number">${Y(o.details?.rejected)}</td>
          <td class="number">${ln(o.details?.docs_per_second)}</td>
          <td class="number">${ct(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&u`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var Af=50,Ah=1e4,Rh=36e5,Ph={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},Mh={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function Rf({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("hours")??"",r=Number(e.get("from")??0),s=()=>jt(dn(Lh({q:t,state:n,hours:o}),{from:r,size:Af})),i=oe(a=>W(s(),a),Ah,[t,n,o,r]);return u`
    <div class="heading"><h1>Runs</h1></div>
    <${cn} address=${a=>P("executions",void 0,a)}>
      <${Gt} name="q" label="Job or words of the error" value=${t} />
      <${br} name="state" label="State" value=${n} options=${Ph} />
      <${br} name="hours" label="Started" value=${o} options=${Mh} />
    <//>
    <${ie} polling=${i}>
      ${({hits:a})=>u`
        <section class="panel"><${Jo} hits=${a.hits} hasJob /></section>
        <${Pn} from=${r} size=${Af} total=${a.total} of="runs"
          address=${f=>P("executions",void 0,{q:t,state:n,hours:o,from:f})} />
      `}
    <//>
    <${me} request=${s()} />
  `}function Lh({q:e,state:t,hours:n}){return[...e?[Tf(e)]:[],...t?[Nn(t)]:[],...n?[wn({gte:Cr(Number(n)*Rh)})]:[]]}function Fs(e,t){let n=Ne(e);Be(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var Is=90,yl=10,Pf=3;function Mf({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(yl+Pf);return u`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ct(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${Is}`} width=${o} height=${Is} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*Is);return u`<rect key=${r.id} class=${r.state} x=${s*(yl+Pf)} y=${Is-i} width=${yl} height=${i} rx="2">
          <title>${`${he(r.start_time)}: ${r.state}, ${ct(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function Vs({hit:e,onChange:t}){let{schedule:n,enable_scheduler:o=!1,timezone:r}=e._source.ingest,s=e._id;if(!n)return u`<span class="muted">manual</span>`;let i=e.next_fire;return u`<span class="schedule">
    <span title=${`${n} ${r??"UTC"}${i?`, next ${he(i)}`:""}`}>
      ${o?i?an(i,Date.now()):"never":"off"}
    </span>
    <${dt} label=${o?"Disable":"Enable"} of=${`the schedule of ${s}`} requires=${ee.editJobs}
      request=${ic(s,!o)} onDone=${t}
      question=${o?`Disable the schedule of ${s}? A run that is under way goes on.`:`Enable the schedule of ${s} (${n})?`} />
  </span>`}var Nh=1e3,Oh=5e3,qh=6e4,Lf=50;function Nf({id:e}){let t=oe(n=>W(pr(e),n),qh,[e]);return u`<${ie} polling=${t}>
    ${n=>u`<${jh} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function jh({id:e,hit:t,onChange:n}){let o=ec(e),r=Ne(t.status!==void 0),s=oe(async p=>(r.current||=(await W(pr(e),p)).status!==void 0,r.current?(await W(o,p)).status:null),p=>p?.is_running?Nh:Oh,[e]),i=s.state.value.data,a=i?.details?.execution,f=i?.state;return Fs(i===void 0?void 0:`${a} ${f}`,n),u`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&u`<${fn} state=${i.state} />`}
      <div class="actions"><${Fh} id=${e} isRunning=${i?.is_running??!1} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&u`<p>${t._source.ingest.description}</p>`}
    <${ie} polling=${s}>
      ${p=>p?u`<${qs} status=${p} />`:u`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${Ih} id=${e} execution=${a} state=${f} isRunning=${i?.is_running??!1} />
    <div class="columns">
      <${Vh} hit=${t} onChange=${n} />
      <${zh} id=${e} execution=${a} state=${f} />
    </div>
    <${me} request=${o} />
  `}function Fh({id:e,isRunning:t,onChange:n}){return u`
    ${t?u`<${dt} label="Abort" kind="danger" requires=${ee.abort} request=${ss(e)} onDone=${n}
          question=${`Abort the run of ${e}? The statement in the database is cancelled. Rows that a REPLACE has sent are discarded.`} />`:u`<${dt} label="Run" kind="primary" requires=${ee.run} request=${Qn(e)} onDone=${n} question=${`Run ${e} now?`} />
          <${dt} label="Run in full" requires=${ee.run} request=${Qn(e,{full:!0})} onDone=${n}
            question=${`Run ${e} as a first run does? It reads all rows, and sets the positions anew.`} />`}
    ${Ee(ee.editJobs)&&u`<a class="button" href=${P("job-form",e)}>Edit</a>
      <a class="button" href=${P("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!t&&u`<${dt} label="Delete" kind="danger" requires=${ee.editJobs} request=${nc(e)}
      onDone=${()=>{location.hash=P("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function Ih({id:e,execution:t,state:n,isRunning:o}){let r=jt(dn([js(e)],{size:Lf})),s=a=>a?.hits.hits.some(f=>f._id===t&&f._source.ingestion.is_running===o),i=oe(a=>W(r,a),(a,f)=>Ef(!t||s(a),f),[e,t,n,o]);return u`<section class="panel">
    <h2>Last runs</h2>
    <${ie} polling=${i}>
      ${({hits:a})=>{let f=a.hits.map(p=>({...p._source.ingestion,id:p._id})).reverse();return u`<div class="scroll"><${Mf} runs=${f} /></div>
          <div class="list"><${Jo} hits=${a.hits} /></div>
          ${a.total>Lf&&u`<p><a href=${P("executions",void 0,{q:e})}>All ${a.total} runs</a></p>`}`}}
    <//>
  </section>`}function Vh({hit:e,onChange:t}){let n=e._source.ingest;return u`<section class="panel">
    <h2>Definition</h2>
    <${Xn}>
      <${Se} name="Datasource"><a href=${P("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${Se} name="Target">${n.target}<//>
      <${Se} name="Strategy">${n.strategy}<//>
      <${Se} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${Se} name="Schedule">${n.schedule&&u`<code>${n.schedule}</code> `}${n.schedule&&(n.timezone??"UTC")} <${Vs} hit=${e} onChange=${t} /><//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function zh({id:e,execution:t,state:n}){let o=oe(r=>W(rc(e),r),0,[e,t,n]);return u`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">What the next run reads next: the values of the query's variables.</p>
    <${ie} polling=${o}>
      ${({positions:r})=>u`
        <${Xn}>
          ${Object.entries(r??{}).map(([s,i])=>u`<${Se} key=${s} name=${s}><code>${JSON.stringify(i)}</code><//>`)}
        <//>
        ${Object.keys(r??{}).length===0?u`<p>None are stored: the next run reads as a first one.</p>`:u`<p><${dt} label="Reset" kind="danger" requires=${ee.run} of="the positions" request=${sc(e)} onDone=${o.reload}
              question=${`Reset the positions of ${e}? The next run reads as a first one does.`} /></p>`}
      `}
    <//>
  </section>`}function Of({request:e}){let[t,n]=G(void 0),{submit:o,isBusy:r,error:s}=pt(n);return u`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${r} aria-busy=${r} onClick=${()=>o(e)}>${r?"Asking \u2026":"Dry run"}</button>
    ${s&&u`<${je} error=${s} />`}
    <div role="status">${!s&&t&&u`<${Bh} plan=${t} />`}</div>
    <${me} request=${e} />
  </section>`}function Bh({plan:e}){return u`<div>
    <p class="good">A run would work.</p>
    <${Xn}>
      <${Se} name="Rows">${e.rows_total===void 0?"not known":`about ${Y(e.rows_total)}`}<//>
      <${Se} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&u`<${Se} name="Removal guard"><${Hh} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${Se} name="Starts from"><${Uh} start=${e.start} /><//>
      <${Se} name="Next runs">
        ${e.next_fires?.length?u`<ul class="plain">${e.next_fires.map(t=>u`<li key=${t}>${he(t)} <span class="muted">${an(t,Date.now())}</span></li>`)}</ul>`:"only manually"}
      <//>
    <//>
    ${e.changes&&u`<${Jh} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function Hh({guard:e,rows:t}){let n=`The target has ${Y(e.documents)} documents; a run with fewer than ${Y(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?u`<span class="bad">${n} The estimate is below.</span>`:n}function Uh({start:e}){let t=Object.entries(e);return t.length?u`${t.map(([n,o])=>u`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function Jh({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?u`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>u`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:u`<p class="muted">The mapping of the target stays as it is.</p>`}var Gh=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function qf({ingest:e,change:t}){let[n,o]=G(void 0),{submit:r,isBusy:s,error:i}=pt(o),{datasource:a,query:f,mapping:p}=e,h=fc(a??"",{query:f});return u`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${Ee(ee.editDatasources)&&u`<button type="button" disabled=${!a||!f||s} aria-busy=${s} onClick=${()=>r(h)}>
      ${s?"Reading \u2026":"Show the columns"}
    </button>`}
    ${i&&u`<${je} error=${i} />`}
    ${a&&f&&u`<${me} request=${h} />`}
    ${n&&u`<${Wh} defaults=${n.mapping} mapping=${p} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${Lo} label="Mapping" value=${p} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${Lo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${Lo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function Wh({defaults:e,mapping:t,onChange:n}){return u`<${we} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return u`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${a=>n(Nc(t,o,a.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...Gh,...i?[i]:[]])].map(a=>u`<option key=${a} value=${a} selected=${a===i}>${a}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function jf({ingest:e,change:t}){let{schedule:n="",timezone:o,enable_scheduler:r=!1}=e,s=n in hs;function i(a){t("schedule")(a),!!a!=!!n&&t("enable_scheduler")(!!a),a&&!n&&!o&&t("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone)}return u`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${sn} label="Starts" value=${s?n:"custom"} onChange=${i} options=${s?hs:{...hs,custom:"As written below"}} />
    <${Ue} label="Quartz cron expression" value=${n} onChange=${i} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${n&&u`
      <${Ue} label="Time zone of the schedule" value=${o} onChange=${t("timezone")} placeholder="UTC" />
      <${Sc} label="The schedule is enabled" value=${r} onChange=${t("enable_scheduler")} />
    `}
  </section>`}function Ff({datasource:e,onTable:t}){let{submit:n,error:o}=pt(({ingestions:i})=>t(i[0])),r=i=>n(as(e,i)),s=oe(i=>W(Zn(e,{}),i),0,[e]);return u`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&u`<${je} error=${o} />`}
    <${ie} polling=${s}>
      ${({catalogs:i})=>i.map(({name:a})=>u`<${If} key=${a} name=${a} isOpen=${i.length===1}>
        <${Yh} datasource=${e} catalog=${a} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function Yh({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>W(Zn(e,{catalog:t}),r),0,[e,t]);return u`<${ie} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>u`<${If} key=${s} name=${s} isOpen=${r.length===1}>
      <${Kh} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function Kh({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>W(Zn(e,{catalog:t,schema:n}),s),0,[e,t,n]);return u`<${ie} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>u`
      ${s.length===0&&u`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:a})=>u`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${a==="view"&&u`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function If({name:e,isOpen:t,children:n}){let[o,r]=G(t);return u`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Vf({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return u`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&u`<p class="muted">The query returns no rows.</p>`}
    <${we} label="First rows">
      <table>
        <thead><tr>${r.map(s=>u`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>u`<tr key=${i}>${r.map(a=>u`<td key=${a}>${Qh(s[a])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>u`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&u`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function Qh(e){return e==null?u`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function zf({label:e,value:t,onChange:n}){let o=Ne(null),r=Ne(null),s=Ne(n),i=Ne(t),[a,f]=G(!1);s.current=n,Be(()=>{let h=!1;return import("./sql.js").then(({createEditor:$})=>{h||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:p}),f(!0))},()=>{}),()=>{h=!0,r.current?.destroy()}},[]),Yr(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t]);function p(h){i.current=h,s.current(h)}return u`<div class="editor">
    <div ref=${o}></div>
    ${!a&&u`<textarea rows="8" aria-label=${e} spellcheck=${!1} value=${t} onInput=${h=>p(h.target.value)}></textarea>`}
  </div>`}var Zh=20,Xh=200;function Bf({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let[s,i]=G(void 0),a=pt($=>{i($),r(Object.keys($.types))}),{datasource:f,query:p=""}=e,h=uc(f??"",{query:p,row_limit:Zh,max_text_size:Xh});return n.length?u`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${sn} label="Datasource" value=${f} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map($=>[$,$]))}} />
        ${f&&Ee(ee.editDatasources)&&u`<${Ff} key=${f} datasource=${f} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${zf} label="Query" value=${p} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${Ee(ee.editDatasources)&&u`<button type="button" disabled=${!f||!p||a.isBusy} aria-busy=${a.isBusy} onClick=${()=>a.submit(h)}>
          ${a.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${a.error&&u`<${je} error=${a.error} />`}
    ${s&&u`<${Vf} sample=${s} />`}
    ${f&&p&&u`<${me} request=${h} />`}
  </section>`:u`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${P("datasource-form")}>New datasource</a>
    </section>`}var e$={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key"};function Hf({ingest:e,change:t,columns:n}){return u`
    <${Ue} label="Target" value=${e.target} onChange=${t("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${sn} label="Strategy" value=${e.strategy??"INCREMENTAL"} onChange=${t("strategy")} options=${e$} />
    <${Ue} label="Key" value=${_s(e.pk_field)} onChange=${o=>t("pk_field")(Lc(o))} suggestions=${n}
      placeholder="id" hint="Column whose value becomes the document's id; several with commas. Without one, each run adds new documents." />
    <details>
      <summary>Limits and batches</summary>
      <${Ue} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${t("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${Ue} label="Removal guard" value=${e.removal_guard} onChange=${t("removal_guard")} placeholder="50%"
        hint="A REPLACE that would remove more than this share of the documents is not published." />
      <${Ue} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${t("pipeline")} />
      <${Ue} label="Description" value=${e.description} onChange=${t("description")} />
    </details>
  `}function wl({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([W(is({size:1e3}),r),n?W(pr(n),r):null]);return{datasources:s.hits.hits.map(a=>a._id),hit:i}},0,[n]);return u`<${ie} polling=${o}>
    ${({datasources:r,hit:s})=>u`<${t$} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?qc(s._source.ingest):s._source.ingest:{...Mc,datasource:t.get("datasource")??""}} />`}
  <//>`}function t$({datasources:e,saved:t,origin:n}){let[o,r]=G(n),[s,i]=G(t),[a,f]=G(t?._id??""),[p,h]=G(o),[$,b]=G([]),_=F=>te=>h(I=>({...I,[F]:te}));ms(p!==o);let S={ingest:$s(p)},k=mr(a,S,s?{if_seq_no:s._seq_no,if_primary_term:s._primary_term}:{op_type:"create"}),C=Ne(!1),A=pt(()=>$r(P("jobs",a))),y=pt(F=>C.current?(i(F),r(p),A.submit(Qn(a))):$r(P("jobs",a))),R=y.isBusy||A.isBusy,x=y.error??A.error,K=Ne(void 0);function O(F){let te=K.current;K.current=F,s||f(I=>Fi(I,te?._id,F._id)),h(I=>Oc(I,te?._source.ingest,F._source.ingest))}function Q(F){F.preventDefault(),C.current=F.submitter?.value==="run",y.submit(k)}return u`<form class="job-form" onSubmit=${Q}>
    <div class="heading"><h1>${s?`Job ${a}`:"New job"}</h1></div>
    <${Bf} ingest=${p} change=${_} datasources=${e} onTable=${O} onColumns=${b} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!s&&u`<${Ue} label="Job id" value=${a} onChange=${f} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${Hf} ingest=${p} change=${_} columns=${$} />
    </section>
    <${qf} ingest=${p} change=${_} />
    <${jf} ingest=${p} change=${_} />
    <${Of} request=${oc(a||"new",S)} />
    ${x&&u`<${je} error=${x} />`}
    <div class="submit">
      <button class="primary" disabled=${R} aria-busy=${R}>Save</button>
      ${Ee(ee.run)&&u`<button value="run" disabled=${R}>Save and run</button>`}
      <a class="button" href=${s?P("jobs",a):P("jobs")}>Cancel</a>
    </div>
    <${me} request=${k} />
  </form>`}function Sl({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return u`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var n$=1e3,o$=5e3;function zs(){return oe(async e=>{let{jobs:t}=await W(Xa(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?n$:o$,[])}var Uf=50,r$=3e4;function Jf({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=tc({from:t,size:Uf,sort:o,...gs(n)}),s=oe(p=>W(r,p),r$,[t,n,o]),i=zs(),a=i.state.value.data&&[...i.state.value.data.keys()].sort().join();Fs(a,s.reload);let f=p=>P("jobs",void 0,{q:n,sort:o,...p});return u`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${Ee(ee.editJobs)&&u`<a class="button primary" href=${P("job-form")}>New job</a>`}
      </div>
    </div>
    <${cn} address=${p=>f(p)}>
      <${Gt} name="q" label="Search jobs" value=${n} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${ie} polling=${s}>
      ${({hits:p})=>u`
        <section class="panel"><${we} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${Sl} field="_id" sort=${o} address=${h=>f({sort:h})}>Job<//>
                <${Sl} field="ingest.target" sort=${o} address=${h=>f({sort:h})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${p.hits.map(h=>u`<${s$} key=${h._id} hit=${h} status=${i.state.value.data?.get(h._id)??h.status}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${p.total===0&&u`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${Uf} total=${p.total} of="jobs" address=${h=>f({from:h})} />
      `}
    <//>
    <${me} request=${r} />
  `}function s$({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return u`<tr>
    <td><a href=${P("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${fn} state=${t?.state} />
      ${t?.is_running&&o&&u`<${Er} details=${o} />`}
    </td>
    <td class="number">${Y(t?.count)}</td>
    <td class="number">${ln(o?.docs_per_second)}</td>
    <td>${t&&i$(t)}</td>
    <td><${Vs} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?u`<${dt} label="Abort" of=${r} kind="danger" requires=${ee.abort} request=${ss(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:u`<${dt} label="Run" of=${r} requires=${ee.run} request=${Qn(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${Ee(ee.editJobs)&&u`<a class="button" aria-label=${`Clone ${r}`} href=${P("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function i$(e){return e.is_running?`for ${ct(Date.now()-e.start_time)}`:`${an(e.end_time,Date.now())}, took ${ct(e.end_time-e.start_time)}`}function Gf(){return u`<h1>There is no such page</h1>
    <p><a href=${P("overview")}>Overview</a></p>`}var xl=2e4,l$=6e4,Dr=10,Wf=36e5,Tl=24*Wf;function Yf(){let e=zs(),t=oe(f=>W(jt(dn([Nn("error"),wn({gte:Cr(Tl)})],{size:10})),f),xl,[]),n=oe(f=>W(Za(),f),xl,[]),o=oe(async f=>Ee(ee.readDeadLetters)?W(dc(),f):null,xl,[]),r=oe(async f=>Cf((await W(jt(kf(Cr(Tl))),f)).aggregations.jobs.buckets),l$,[]),s=n.state.value.data?.agents.filter(f=>f.is_alive).length,i=t.state.value.data?.hits.total,a=o.state.value.data?.hits.total;return u`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${Ee(ee.editDatasources)&&u`<a class="button" href=${P("datasource-form")}>New datasource</a>`}
        ${Ee(ee.editJobs)&&u`<a class="button primary" href=${P("job-form")}>New job</a>`}
      </div>
    </div>
    <${Os}>
      <${Vt} name="Running" value=${Y(e.state.value.data?.size)} href=${P("jobs")} />
      <${Vt} name="Failed in the last 24 hours" value=${Y(i)} isBad=${i>0} href=${P("executions",void 0,{state:"error",hours:24})} />
      <${Vt} name="Failing each time" value=${Y(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${P("executions",void 0,{state:"error",hours:24})} />
      ${a!==void 0&&u`<${Vt} name="Dead letters" value=${Y(a)} isBad=${a>0} href=${P("dead-letters")} />`}
      <${Vt} name="Agents" value=${Y(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${ie} polling=${e}>${f=>u`<${c$} jobs=${f} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${ie} polling=${t}>
        ${({hits:f})=>f.total?u`<${Jo} hits=${f.hits} hasJob />`:u`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${ie} polling=${r}>${f=>u`<${a$} jobs=${f} />`}<//>
    <div class="columns">
      <${u$} />
      <section class="panel">
        <h2>Agents</h2>
        <${ie} polling=${n}>${f=>u`<${f$} agents=${f.agents} />`}<//>
      </section>
    </div>
    <${d$} />
  `}function a$({jobs:e}){return e.length?u`<section class="panel">
    <h2>Failing each time</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,Dr).map(t=>u`<li key=${t}><a href=${P("jobs",t)}>${t}</a></li>`)}
      ${e.length>Dr&&u`<li class="muted">and ${e.length-Dr} more</li>`}
    </ul>
  </section>`:null}function c$({jobs:e}){return e.size?u`<${we} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>u`<tr key=${t}>
          <td><a href=${P("jobs",t)}>${t}</a></td>
          <td><${fn} state=${n.state} /></td>
          <td><${Er} details=${n.details??{}} /></td>
          <td class="number">${Y(n.count)}</td>
          <td class="number">${ln(n.details?.docs_per_second)}</td>
          <td class="number">${ct(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:u`<p class="muted">Nothing is running.</p>`}function u$(){let e=oe(async t=>{let n=await W(Po({from:Date.now(),to:Date.now()+Wf}),t);return n.fires.length<Dr?W(Po({from:Date.now(),to:Date.now()+Tl}),t):n},6e4,[]);return u`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${ie} polling=${e}>
      ${({fires:t})=>u`
        ${t.length===0&&u`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.slice(0,Dr).map(({_id:n,time:o})=>u`<li key=${`${n} ${o}`}><a href=${P("jobs",n)}>${n}</a> <span class="muted">${an(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${P("schedule")}>Calendar</a>
      `}
    <//>
  </section>`}function f$({agents:e}){return u`<${we} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>u`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?an(t.heartbeat,Date.now()):u`<span class="state error">${an(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function d$(){let e=oe(t=>W(Ka(),t),0,[]);return u`<${ie} polling=${e}>
    ${t=>u`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function Kf(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s}of t)o(r).fires.push(s);for(let r of n.values())r.overruns=m$(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var p$=15e3;function m$({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r})=>o+p$<n&&n<r))}function Qf(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function Zf(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var Go=26,Ar=180,Hs=900,Bs=22,h$=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function Xf({lanes:e,now:t,from:n,to:o}){if(!e.length)return u`<p class="muted">No run and no fire time.</p>`;let r=i=>Ar+(i-n)/(o-n)*Hs,s=Bs+e.length*Go;return u`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${Ar+Hs} ${s}`} width=${Ar+Hs} height=${s}>
        ${Zf(n,o).map(i=>u`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${Bs} y2=${s} /><text x=${r(i)+3} y="14">${h$.format(i)}</text></g>`)}
        ${e.map((i,a)=>u`<${$$} key=${i.id} lane=${i} x=${r} y=${Bs+a*Go} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${Bs-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
    </figcaption>
    <details><summary>Show as a table</summary><${we} label="Calendar as a table"><${_$} lanes=${e} now=${t} /><//></details>
  </figure>`}function $$({lane:e,x:t,y:n}){let o=new Set(e.overruns);return u`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${Ar+Hs} y1=${n+Go} y2=${n+Go} />
    ${e.runs.map(r=>u`<rect key=${r.execution} class=${r.state} x=${Math.max(Ar,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-t(r.start))} height=${Go-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${he(r.start)}, ${ct(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>u`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+Go/2} r="2.5"><title>${he(r)}</title></circle>`)}
  </g>`}function _$({lanes:e,now:t}){return u`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${e.map(({id:n,runs:o,fires:r,overruns:s})=>u`<tr key=${n}>
        <td><a href=${P("jobs",n)}>${n}</a></td>
        <td class="number">${o.length}</td>
        <td class="number">${o.filter(({state:i})=>i==="error").length}</td>
        <td>${he(o[0]?.start)}</td>
        <td>${he(r.find(i=>i>t))}</td>
        <td class="number">${s.length}</td>
      </tr>`)}
    </tbody>
  </table>`}var kl=36e5,g$={6:"6 hours",24:"24 hours",168:"7 days"},b$=6e4,ed=2e3,El=60,v$=10;function td({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*kl,a=s+t*kl,[f,p]=await Promise.all([W(jt(dn([wn({gte:i})],{size:ed})),r),W(Po({from:i,to:a}),r)]);return{now:s,from:i,to:a,runs:f.hits.hits.map(y$),fires:p.fires,isCut:p.truncated||f.hits.total>ed}},b$,[t]);return u`
    <div class="heading"><h1>Schedule</h1></div>
    <${cn} address=${r=>P("schedule",void 0,r)}>
      <${Gt} name="q" label="Part of the job's id" value=${n} />
      <${br} name="hours" label="Before and after now" value=${String(t)} options=${g$} />
    <//>
    <${ie} polling=${o}>
      ${({now:r,from:s,to:i,runs:a,fires:f,isCut:p})=>{let h=Kf(a,f).filter(({id:b})=>b.includes(n)),$=f.filter(b=>b.time>=r&&b._id.includes(n));return u`
          <section class="panel"><h2>Calendar</h2><${Xf} lanes=${h.slice(0,El)} now=${r} from=${s} to=${i} />
            ${h.length>El&&u`<p class="muted">${h.length-El} further jobs are left out: filter by their ids.</p>`}
            ${p&&u`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${w$} lanes=${h} />
            <${S$} fires=${$} />
          </div>
        `}}
    <//>
    <${me} request=${Po({from:Date.now(),to:Date.now()+t*kl})} />
  `}function y$({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state}}function w$({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return u`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>u`<li key=${n}><a href=${P("jobs",n)}>${n}</a>: ${o.length} times, last at ${he(o.at(-1))}</li>`)}</ul>
  </section>`}function S$({fires:e}){let t=Qf(e).slice(0,v$);return u`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>u`<li key=${n}>${he(n)}: ${o.slice(0,5).map(r=>u`<a key=${r} href=${P("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function nd({id:e}){let t=oe(async n=>{let{catalogs:o}=await W(Zn(e,{}),n);return(await Promise.all(o.map(async({name:s})=>(await W(Zn(e,{catalog:s}),n)).catalogs[0]))).flatMap(({name:s,schemas:i})=>i.map(({name:a})=>({catalog:s,schema:a})))},0,[e]);return u`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${P("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${ie} polling=${t}>${n=>u`<${x$} datasource=${e} schemas=${n} />`}<//>
  `}function x$({datasource:e,schemas:t}){let[n,o]=G(0),r=t[n];return r?u`
    ${t.length>1&&u`<${sn} label="Schema" value=${String(n)} onChange=${s=>o(Number(s))}
      options=${Object.fromEntries(t.map((s,i)=>[i,s.catalog===s.schema?s.schema:`${s.catalog}.${s.schema}`]))} />`}
    <${T$} key=${n} datasource=${e} ...${r} />
  `:u`<p class="empty">The datasource's user may read no schema.</p>`}function T$({datasource:e,catalog:t,schema:n}){let o=as(e,{catalog:t,schema:n}),r=oe(s=>W(o,s),0,[e,t,n]);return u`<${ie} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>u`<${k$} proposals=${s} isCut=${i} />`}
    <//>
    <${me} request=${o} />`}function k$({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=bs(),[s,i]=G(new Map),[a,f]=G(new Map),[p,h]=G(!1),$=e.filter(({_id:k})=>a.get(k)!=="created"),b=$.filter(({_id:k})=>n.has(k));async function _(){h(!0);try{await S()}finally{h(!1)}}async function S(){for(let{_id:k,_source:C}of b){let A=await W(mr(k,s.get(k)??C,{op_type:"create"})).then(()=>"created",y=>y instanceof lt?y:Promise.reject(y));f(y=>new Map(y).set(k,A))}}return e.length?u`<section class="panel">
    <${we} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&b.length===$.length}
            onChange=${()=>r(b.length===$.length?[]:$.map(({_id:k})=>k))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(k=>u`<${E$} key=${k._id} proposal=${k} result=${a.get(k._id)} isSelected=${n.has(k._id)}
          onToggle=${()=>o(k._id)} onSource=${C=>i(new Map(s).set(k._id,C))} />`)}
      </tbody>
    </table><//>
    ${t&&u`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!b.length||p} aria-busy=${p} onClick=${_}>Create ${b.length} ${b.length===1?"job":"jobs"}</button>
      <a class="button" href=${P("jobs")}>To the jobs</a>
    </div>
    ${b[0]&&u`<${me} request=${mr(b[0]._id,s.get(b[0]._id)??b[0]._source,{op_type:"create"})} />`}
  </section>`:u`<p class="empty">No tables that this user may read.</p>`}function E$({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:a}){let f=r==="created",p=h=>a(h.target.value==="REPLACE"?t:n);return u`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${f} checked=${s} onChange=${i} /></td>
    <td>${f?u`<a href=${P("jobs",e)}>${e}</a>`:e}</td>
    <td>${_s(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?u`<select aria-label=${`Strategy of ${e}`} disabled=${f} onChange=${p}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted">${o.join(" ")}</td>
    <td>${f?u`<span class="good">created</span>`:r&&u`<${je} error=${r} />`}</td>
  </tr>`}var Cl={overview:{title:"Overview",list:Yf,requires:ee.readRuns},jobs:{title:"Jobs",list:Jf,object:Nf,requires:ee.readJobs},executions:{title:"Runs",list:Rf,object:Df,requires:ee.readRuns},schedule:{title:"Schedule",list:td,requires:ee.readRuns},"dead-letters":{title:"Dead letters",list:Hc,requires:ee.readDeadLetters},datasources:{title:"Datasources",list:Ic,requires:ee.readDatasources},"job-form":{list:wl,object:wl,requires:ee.editJobs},"datasource-form":{list:Ii,object:Ii,requires:ee.editDatasources},tables:{object:nd,requires:ee.createJobsOfTables}};function od(e,t){let n=Cl[e],o=t===void 0?n?.list:n?.object;return!n||!o?{component:Gf,name:"Not found",requires:[]}:{component:o,name:t??n.title??"New",requires:n.requires}}function rd(){return u`
    <a class="skip" href="#main" onClick=${C$}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${P("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${bn.value&&u`<${D$} />`}
      <${A$} />
    </header>
    <main id="main" tabindex="-1">${Ro.value?u`<${bc} />`:bn.value?u`<${P$} />`:u`<${R$} />`}</main>
  `}function C$(e){e.preventDefault(),document.getElementById("main")?.focus()}function D$(){let e=ji.value.page;return u`<nav aria-label="Pages">
    ${Object.entries(Cl).map(([t,{title:n,requires:o}])=>n&&Ee(o)&&u`<a key=${t} href=${P(t)} aria-current=${t===e?"page":void 0}>${n}</a>`)}
  </nav>`}function A$(){return bn.value?.security?u`<div class="account">
    ${bn.value.username} ${os.value&&u`<button type="button" onClick=${gc}>Log out</button>`}
  </div>`:null}function R$(){let[e,t]=G(void 0);return Be(()=>{let n=0,o=()=>{fs().catch(r=>{if(!(r instanceof lt))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?u`<${je} error=${e} />`:u`<p class="empty" aria-busy="true">Loading …</p>`}function P$(){let{page:e,id:t,query:n}=ji.value,{component:o,name:r,requires:s}=od(e,t),i=Ne(!0);Be(()=>{document.title=`${r} \u2013 Siren sidecar`,i.current||document.getElementById("main")?.focus({preventScroll:!0}),i.current=!1},[e,t]);let a=Ni(s);return a?u`<p class="alert error" role="alert">You have no permission to see this page: it requires ${a[1]} on ${a[0]}.</p>`:u`<${o} key=${`${e}/${t}`} id=${t} query=${n} />`}var sd=document.getElementById("console");sd&&(Ja(),$a(u`<${rd} />`,sd));
