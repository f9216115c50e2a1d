var be,pa,Si,Dn,yi,Wr,ma,Ur,ha,xi,wi,Bd,ir=Symbol.for("pv"),Yr={},Kr=[],Hd=/^m(i|n|o|s|text|space)$/,Ti=Array.isArray,ki=Kr.slice,Yn=Object.assign;function Wn(e){e&&e.parentNode&&e.remove()}function Qr(e,t,n){var o,r,s,i={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return a>2&&(i.children=a>3?ki.call(arguments,2):n),sr(e,i,o,r,null)}function sr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ir,__v:r||++pa,__i:-1,__u:0};return!r&&be.vnode&&be.vnode(s),s}function Kn(e){return e.children}function Po(e,t){this.props=e,this.context=t,this.__g=0}function Rn(e,t){if(t==null)return e.__&&Rn(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:Rn(e)}function Jd(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Yn({constructor:ir},n)).__v=n.__v+1,be.vnode&&be.vnode(t),Ei(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||Rn(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,ya(r,t,s),n.__=n.__e=null,t.__e!=o&&$a(t))}function $a(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),$a(e)}function fa(e){(8&e.__g||(e.__g|=8,Dn.push(e),Wr++))&&yi==be.debounceRendering||((yi=be.debounceRendering)||queueMicrotask)(_a)}function _a(){try{for(var e,t=1;Dn.length;)Dn.length>t&&Dn.sort(ma),e=Dn.shift(),t=Dn.length,8&e.__g&&Jd(e)}finally{(Wr=Dn.length)&&(yi||queueMicrotask)(_a)}}function ga(e,t,n,o,r,s,i,a,f,p,m){var $,b,_,S,k,C,R=o.__k||Kr,y=t.length;for(f=Ud(n,t,R,f,y),$=0;$<y;$++)(_=n.__k[$])!=null&&(b=~_.__i&&R[_.__i]||Yr,_.__i=$,C=Ei(e,_,b,r,s,i,a,f,p,m),S=_.__e,(b.ref!=_.ref||8&b.__u)&&(b.ref&&Ci(b.ref,null,_,b),_.ref&&m.push(_.ref,_.__c||S,_)),k=k||S,4&_.__u?(f=ba(_,f,e,!b.__v),b.__e&&(b.__e=null)):typeof _.type=="function"&&C!==void 0?f=C:S&&(f=S.nextSibling),_.__u&=-21);return n.__e=k,f}function Ud(e,t,n,o,r){var s,i,a,f,p,m,$,b,_,S=n.length,k=S,C=0,R=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=sr(null,i):Ti(i)?i=y[s]=sr(Kn,{children:i}):i.constructor===ir&&i.__b?i=y[s]=sr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,f=s+C,i.__=e,i.__b=e.__b+1,a=null,~(p=i.__i=Gd(i,n,f,k))&&(k--,(a=n[p])&&(a.__u|=2)),a&&a.__v?(i.__u|=16,p==f-1?C--:p==f+1?C++:p!=f&&(p>f?C--:C++,R=1)):(~p||(r>S?C--:r<S&&C++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(R){for(m=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(C=0,b=m.length;C<b;)m[_=C+b>>1]<i.__i?C=_+1:b=_;m[C]=i.__i,$[s]=C+1}for(C=m.length;s--;)$[s]&&($[s]==C?C--:y[s].__u|=4)}if(k)for(s=0;s<S;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=Rn(a)),Ai(a,a));return o}function ba(e,t,n,o){var r,s,i,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=ba(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=Rn(e))&&!t.parentNode&&(t=null),i=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(i!=a&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function Gd(e,t,n,o){var r,s=e.key,i=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&s==null||f&&s==a.key&&i==a.type)return n;if(o>(f?1:0)){for(r=n-1;r>=0;r--)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r;for(r=n+1;r<t.length;r++)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r}return-1}function da(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Jr(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||da(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||da(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=wi[t]||(wi[t]=Wd(t)),(e.__a||(e.__a={}))[t]=xi,s=t!=(t=t.replace(ha,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Wd(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[Ur]==null)t[Ur]=xi++;else if(t[Ur]<this.__a[e])return;return n(be.event?be.event(t):t)}}}function Ei(e,t,n,o,r,s,i,a,f,p){var m,$,b,_,S,k,C,R,y,P,x,Y,O,K,q,X,F,A,U=t.type;if(t.constructor!==ir)return null;128&n.__u&&(f=32&n.__u,m=n.__c.__z)&&(t.__u|=f,$=s=[],m.nodeType==8?a=Gr(m,s):s.push(m),a=s[0]||a),(m=be.__b)&&m(t);e:if(typeof U=="function"){b=i.length;try{if(R=t.props,y=(m=U.prototype)&&m.render,P=(m=U.contextType)&&o[m.__c],x=m?P?P.props.value:m.__:o,(_=n.__c)?(t.__c=_,2&_.__g&&(_.__g|=1)):(y?t.__c=_=new U(R,x):(t.__c=_=new Po(R,x),_.constructor=U,_.render=Kd),P&&P.sub(_),_.state||(_.state={}),_.__n=o,_.__g|=8,_.__h=[],_.__k=[]),y&&(_.__s||(_.__s=_.state),U.getDerivedStateFromProps&&(_.__s==_.state&&(_.__s=Yn({},_.__s)),Yn(_.__s,U.getDerivedStateFromProps(R,_.__s)))),S=_.props,k=_.state,_.__v=t,n.__c){if(R!==S&&y&&!U.getDerivedStateFromProps&&_.componentWillReceiveProps&&_.componentWillReceiveProps(R,x),t.__v==n.__v&&!(8&_.__g)||!(4&_.__g)&&_.shouldComponentUpdate&&_.shouldComponentUpdate(R,_.__s,x)===!1){t.__v!=n.__v&&(_.props=R,_.state=_.__s,_.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(M){M&&(M.__=t)}),Kr.push.apply(_.__h,_.__k),_.__k=[],_.__h.length&&i.push(_),a=Rn(n);break e}_.componentWillUpdate&&_.componentWillUpdate(R,_.__s,x),y&&_.componentDidUpdate&&_.__h.push(function(){_.componentDidUpdate(S,k,C)})}else y&&!U.getDerivedStateFromProps&&_.componentWillMount&&_.componentWillMount(),y&&_.componentDidMount&&_.__h.push(_.componentDidMount);_.context=x,_.props=R,_.__P=e,_.__g&=-5,Y=be.__r,O=y?25:0;do _.__g&=-9,Y&&Y(t),m=_.render(_.props,_.state=_.__s,_.context);while(8&_.__g&&++O<25);y&&(Kr.push.apply(_.__h,_.__k),_.__k=[]),_.state=_.__s,_.getChildContext&&(o=Yn({},o,_.getChildContext())),y&&n.__c&&_.getSnapshotBeforeUpdate&&(C=_.getSnapshotBeforeUpdate(S,k)),K=m&&m.type===Kn&&m.key==null?m.props.children:m,R.__P&&(m=a,r=(e=R.__P).namespaceURI,f=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(M){M&&Ai(M,M)}),n.__k=null),a=n.__k?Rn(n,0):null),a=ga(e,Ti(K)?K:[K],t,n,o,r,s,i,a,f,p),R.__P&&(t.__e=null,a=m),t.__u&=-161,$&&$.some(Wn),_.__h.length&&i.push(_),1&_.__g&&(_.__g&=-4)}catch(M){if(i.length=b,t.__v=null,f||s)if(M&&M.then){if(t.__u|=128|f,s){for(~(F=s.indexOf(a||void 0))||(F=s.length);(A=s[F-1])&&A.nodeType==8;)F--;for(;F<s.length;F++)if(A=s[F])if(s[F]=null,q){if(A==X)break}else{if(A.nodeType!=8)break;A.data.startsWith("$s")&&(X=Gr(q=A))}}if(!q){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;q=a}(m=Gr(q=t.__c.__z||(t.__c.__z=q)))?(t.__e=q,a=m):t.__e=a,a=a&&a.nextSibling}else s&&s.some(Wn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),M&&M.then||va(t),be.__e(M,t,n)}}else a=t.__e=Yd(n.__e,t,n,o,r,s,i,f,p,e);return(m=be.diffed)&&m(t),a}function Gr(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function va(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(va))}function ya(e,t,n){for(var o=0;o<n.length;)Ci(n[o++],n[o++],n[o++]);be.__c&&be.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){be.__e(s,r.__v)}})}function Yd(e,t,n,o,r,s,i,a,f,p){var m,$,b,_,S,k,C,R,y=n.props||Yr,P=t.props,x=t.type;if(x=="svg"?r="http://www.w3.org/2000/svg":x=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(m=0;m<s.length;m++)if((S=s[m])&&(x?S.localName==x:S.nodeType==3)){e=S,s[m]=null;break}}if(!e){if(R=p.ownerDocument||document,!x)return R.createTextNode(P);e=R.createElementNS(r,x,P.is?P:p),a&&(be.__m&&be.__m(t,s),a=!1),s=null}if(x){if(p=x=="template"&&e.content||e,s=x=="textarea"&&P.defaultValue!=null?null:s&&ki.call(p.childNodes),!a&&s)for(y={},m=0;m<e.attributes.length;m++)y[(S=e.attributes[m]).name]=S.value;for(m in y)S=y[m],m=="dangerouslySetInnerHTML"?b=S:m=="children"||m in P||m=="value"&&"defaultValue"in P||m=="checked"&&"defaultChecked"in P||Jr(e,m,null,S,r);for(m in P)S=P[m],m=="children"?_=S:m=="dangerouslySetInnerHTML"?$=S:m=="value"?k=S:m=="checked"?C=S:a&&typeof S!="function"||y[m]===S||Jr(e,m,S,y[m],r);$?(a||b&&($.__html==b.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(b&&(e.textContent=""),(x=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&Hd.test(x))&&(r="http://www.w3.org/1999/xhtml"),ga(p,Ti(_)?_:[_],t,n,o,r,s,i,s?s[0]:n.__k&&Rn(n,0),a,f),s&&s.some(Wn)),a&&x!="textarea"||(m="value",x=="progress"&&k==null?e.removeAttribute(m):k==null||k===e[m]&&(x!="progress"||k)||Jr(e,m,k,y[m],r),m="checked",C!=null&&C!=e[m]&&Jr(e,m,C,y[m],r))}else y===P||a&&e.data==P||(e.data=P);return e}function Ci(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){be.__e(r,n)}}function Ai(e,t,n){var o,r,s,i;if(be.unmount&&be.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Ci(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){be.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&Ai(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=Gr(o,s=[]))&&(o==e.__e&&s.some(Wn),Wn(r),Wn(o)),n||Wn(e.__e),e.__e=e.__c=e.__=null}function Kd(e,t,n){return this.constructor(e,n)}function wa(e,t){var n,o,r,s;be.__&&be.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=sr(Kn,{children:[e]}),r=[],s=[],Ei(t,t.__k,o||Yr,Yr,t.namespaceURI,o?null:t.firstChild?ki.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),ya(r,t.__k,s),t.__k.props.children=null}be={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(a){e=a}}throw Wr=0,e}},pa=0,Si=function(e){return e!=null&&e.constructor===ir},Po.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Yn({},this.state)),typeof e=="function"&&(e=e(Yn({},n),this.props)),e&&(Yn(n,e),this.__v&&(t&&this.__k.push(t),fa(this)))},Po.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),fa(this))},Po.prototype.render=Kn,Dn=[],Wr=0,ma=function(e,t){return e.__v.__b-t.__v.__b},Ur=Symbol(),ha=/(PointerCapture)$|Capture$/i,xi=0,wi={},Bd=0;var Qn,ze,Di,Sa,Ri=Object.is,Zr=0,Pa=[],Pi=[],Fe=be,xa=Fe.__b,Ta=Fe.__r,ka=Fe.diffed,Ea=Fe.__c,Ca=Fe.unmount,Aa=Fe.__;function ar(e,t){Fe.__h&&Fe.__h(ze,e,Zr||t),Zr=0;var n=ze.__H||(ze.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function ee(e){return Zr=1,Qd(La,e)}function Qd(e,t,n){var o=ar(Qn++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):La(void 0,t),function(s){var i=(o.__N||o.__)[0],a=o.t(i,s);Ri(i,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=ze,!ze.__f)){ze.__f=!0;var r=ze.shouldComponentUpdate;ze.shouldComponentUpdate=function(s,i,a){var f=this.__H;if(!f)return!0;var p=!1,m=this.props!=s;if(f.__.some(function(b){b.__N&&(p=!0,Ri(b.__[0],b.__N[0])||(m=!0))}),r){var $=r.call(this,s,i,a);return p?$||m:$}return!p||m}}return o.__}function Et(e,t){var n=ar(Qn++,3);!Fe.__s&&Mi(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,ze.__H.__h.push(n))}function Ct(e,t){var n=ar(Qn++,4);!Fe.__s&&Mi(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,ze.__h.push(n))}function Me(e){return Zr=5,Lo(function(){return{current:e}},[])}function Lo(e,t){var n=ar(Qn++,7);return Mi(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Xr(){var e=ar(Qn++,11);if(!e.__){for(var t=ze.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function Zd(){var e;do{for(;e=Pi.shift();)try{lr(e)}catch(n){Fe.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Pa.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(lr),t.__h.some(Li),t.__h=[]}catch(n){t.__h=[],Fe.__e(n,e.__v)}}}while(Pi.length)}Fe.__b=function(e){ze=null,xa&&xa(e)},Fe.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Aa&&Aa(e,t)},Fe.__r=function(e){Ta&&Ta(e),Qn=0;var t=(ze=e.__c).__H;t&&(Di==ze?ze.__h=[]:(t.__h.some(lr),t.__h.some(Li),Qn=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),Di=ze},Fe.diffed=function(e){ka&&ka(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ra(Pa.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Di=ze=null},Fe.__c=function(e,t){t.some(function(n){try{n.__h.some(lr),n.__h=n.__h.filter(function(o){return!o.__||Li(o)})}catch(o){n.__h=[function(){throw o}]}}),Ea&&Ea(e,t)},Fe.unmount=function(e){Ca&&Ca(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,Ra(Pi.push(r))}else lr(r)}catch(s){t=s}}),o.__H=void 0,t&&Fe.__e(t,o.__v))};var Da=typeof requestAnimationFrame=="function";function Xd(e){var t,n=function(){clearTimeout(o),Da&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);Da&&(t=requestAnimationFrame(n))}function Ra(e){e!=1&&Sa==Fe.requestAnimationFrame||((Sa=Fe.requestAnimationFrame)||Xd)(Zd)}function lr(e){var t=ze,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),ze=t}function Li(e){var t=ze;e.__c=e.__(),ze=t}function Mi(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Ri(n,e[o])})}function La(e,t){return typeof t=="function"?t(e):t}var Na=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],a=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=a:i===4?o[1]=Object.assign(o[1]||{},a):i===5?(o[1]=o[1]||{})[t[++s]]=a:i===6?o[1][t[++s]]+=a+"":i?(r=e.apply(a,Na(e,a,n,["",null])),o.push(r),a[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(a)}return o},Ma=new Map;function Oa(e){var t=Ma.get(this);return t||(t=new Map,Ma.set(this,t)),(t=Na(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",a="",f=[0],p=function(b){s===1&&(b||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?f.push(0,b,i):s===3&&(b||i)?(f.push(3,b,i),s=2):s===2&&i==="..."&&b?f.push(4,b,0):s===2&&i&&!b?f.push(5,0,!0,i):s>=5&&((i||!b&&s===5)&&(f.push(s,0,i,r),s=6),b&&(f.push(s,b,0,r),s=6)),i=""},m=0;m<n.length;m++){m&&(s===1&&p(),p(m));for(var $=0;$<n[m].length;$++)o=n[m][$],s===1?o==="<"?(p(),f=[f],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:a?o===a?a="":i+=o:o==='"'||o==="'"?a=o:o===">"?(p(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[m][$+1]===">")?(p(),s===3&&(f=f[0]),s=f,(f=f[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),s=2):i+=o),s===3&&i==="!--"&&(s=4,f=f[0])}return p(),f})(e)),t),arguments,[])).length>1?t:t[0]}var u=Oa.bind(Qr);function Je({error:{causes:e,message:t,status:n}}){let o=n>0&&u`
    <ol>${e.map(({type:r,reason:s})=>u`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return u`<${Ni} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Ni({messages:e,details:t=e.length>2&&u`<ol>${e.map(n=>u`<li>${n}</li>`)}</ol>`}){let[n=""]=e,o=e.at(-1)??"";return u`<div class="alert error" role="alert">
    <div>${n}</div>
    ${!n.includes(o)&&u`<div><b>Root cause:</b> ${o}</div>`}
    ${t&&u`<details><summary>Details</summary>${t}</details>`}
  </div>`}function es({error:e,id:t,isNew:n,address:o}){return!n||e.causes[0]?.type!=="version_conflict_engine_exception"?u`<${Je} error=${e} />`:u`<div class="alert error" role="alert">[${t}] exists already. Choose another id, or <a href=${o}>change the existing one</a>.</div>`}var it=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function ja(e,t){let n=[];for(let o=Mo(t,"error");o;o=Mo(o,"caused_by")){if(typeof o=="string")return new it(e,[{type:"exception",reason:o}]);n.push({type:String(Mo(o,"type")??"exception"),reason:String(Mo(o,"reason")??"")})}return!n.length&&Mo(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Mo(t,"_id"))}] does not exist`}),new it(e,n)}function Mo(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var ep=Symbol.for("preact-signals");function rs(){if(bn>1)bn--;else{var e,t=!1;for((function(){var r=ns;for(ns=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();ur!==void 0;){var n=ur;for(ur=void 0,ts++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&qa(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(ts=0,bn--,t)throw e}}function fr(e){if(bn>0)return e();Oi=++tp,bn++;try{return e()}finally{rs()}}var cr,Ne=void 0;function dr(e){var t=Ne,n=cr;Ne=void 0,cr=void 0;try{return e()}finally{Ne=t,cr=n}}var ur=void 0,bn=0,ts=0,tp=0,Oi=0,ns=void 0,os=0;function Ia(e){if(Ne!==void 0){var t=e.n;if(t===void 0||t.t!==Ne)return t={i:0,S:e,p:Ne.s,n:void 0,t:Ne,e:void 0,x:void 0,r:t},Ne.s!==void 0&&(Ne.s.n=t),Ne.s=t,e.n=t,32&Ne.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Ne.s,t.n=void 0,Ne.s.n=t,Ne.s=t),t}}function Ye(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Ye.prototype.brand=ep;Ye.prototype.h=function(){return!0};Ye.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:dr(function(){var o;(o=t.W)==null||o.call(t)}))};Ye.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&dr(function(){var r;(r=t.Z)==null||r.call(t)}))}};Ye.prototype.subscribe=function(e){var t=this;return Xn(function(){var n=t.value;dr(function(){return e(n)})},{name:"sub"})};Ye.prototype.valueOf=function(){return this.value};Ye.prototype.toString=function(){return this.value+""};Ye.prototype.toJSON=function(){return this.value};Ye.prototype.peek=function(){var e=this;return dr(function(){return e.value})};Object.defineProperty(Ye.prototype,"value",{get:function(){var e=Ia(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ts>100)throw new Error("Cycle detected");(function(n){bn!==0&&ts===0&&n.l!==Oi&&(n.l=Oi,ns={S:n,v:n.v,i:n.i,o:ns})})(this),this.v=e,this.i++,os++,bn++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{rs()}}}});function _t(e,t){return new Ye(e,t)}function qa(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Fa(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function za(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function Zn(e,t){Ye.call(this,void 0,t),this.x=e,this.s=void 0,this.g=os-1,this.f=4}Zn.prototype=new Ye;Zn.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===os))return!0;if(this.g=os,this.f|=1,this.i>0&&!qa(this))return this.f&=-2,!0;var e=Ne;try{Fa(this),Ne=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Ne=e,za(this),this.f&=-2,!0};Zn.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Ye.prototype.S.call(this,e)};Zn.prototype.U=function(e){if(this.t!==void 0&&(Ye.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Zn.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Zn.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Ia(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function vn(e,t){return new Zn(e,t)}function Va(e){var t=e.j;if(e.j=void 0,typeof t=="function"){bn++;var n=Ne;Ne=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,ji(e),o}finally{Ne=n,rs()}}}function ji(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Va(e)}function np(e){if(Ne!==this)throw new Error("Out-of-order effect");za(this),Ne=e,this.f&=-2;try{8&this.f&&ji(this)}finally{rs()}}function No(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,cr&&cr.push(this)}No.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};No.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Va(this),Fa(this),bn++;var e=Ne;return Ne=this,np.bind(this,e)};No.prototype.N=function(){2&this.f||(this.f|=2,this.u=ur,ur=this)};No.prototype.d=function(){this.f|=8,1&this.f||ji(this)};No.prototype.dispose=function(){this.d()};function Xn(e,t){var n=new No(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var Ba,is,ss,op=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Ha=[];Xn(function(){Ba=this.N})();function Oo(e,t){be[e]=t.bind(null,be[e]||function(){})}function pr(e){if(ss){var t=ss;ss=void 0,t()}ss=e&&e.S()}function Ja(e){var t=this,n=e.data,o=sp(n);o.name="ReactiveDom",o.value=n;var r=Lo(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var p=vn(function(){var _=o.value.value;return _===0?0:_===!0?"":_||""}),m=vn(function(){return!Array.isArray(p.value)&&!Si(p.value)}),$=Xn(function(){if(this.N=Ua,m.value){var _=p.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=_)}}),b=t.__$u.d;return t.__$u.d=function(){$(),b.call(this)},[m,p]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}Ja.displayName="ReactiveTextNode";Object.defineProperties(Ye.prototype,{constructor:{configurable:!0,value:Qr(Kn,null).constructor},type:{configurable:!0,value:Ja},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Oo("__b",function(e,t){if(pr(),is=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Ye&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});Oo("__r",function(e,t){if(e(t),t.type!==Kn){pr();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return Xn(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;op&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),is=o,pr(n)}});Oo("__e",function(e,t,n,o){pr(),is=void 0,e(t,n,o)});Oo("diffed",function(e,t){pr(),is=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var a=s[i];a===void 0||o&&i in o||(a.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var f in o){var p=s[f],m=o[f];p===void 0?(p=rp(n,f,m,r),s[f]=p):p.o(m,r)}}}e(t)});function rp(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=_t(n);return{o:function(i,a){s.value=i,o=a},d:Xn(function(){this.N=Ua;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}Oo("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var a=t.props;for(var f in i)a[f]=i[f]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var m=p.__$u;m&&(p.__$u=void 0,m.d())}}e(t)});Oo("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Po.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function sp(e,t){return Lo(function(){return _t(e,t)},[])}var ip=function(e){queueMicrotask(function(){queueMicrotask(e)})};function lp(){fr(function(){for(var e;e=Ha.shift();)Ba.call(e)})}function Ua(){Ha.push(this)===1&&(be.requestAnimationFrame||ip)(lp)}var Gt=_t(!1);var Ga=1800*1e3,mr="sidecar.authorization",Pn=_t(ap()),Ii=vn(()=>Pn.value?.user),ls=vn(()=>Pn.value!==void 0);function as(){return Pn.value?.authorization}function Wa(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function Ya(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function Ka(e){Pn.value=e}function Qa(){sessionStorage.setItem(mr,JSON.stringify({credentials:Pn.value,lastInput:Date.now()}))}function hr(){sessionStorage.removeItem(mr),Pn.value=void 0}function qi(){hr(),Gt.value=!0}function Za(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Pn.value&&Date.now()-e>Ga?qi():sessionStorage.getItem(mr)&&sessionStorage.setItem(mr,JSON.stringify({credentials:Pn.value,lastInput:e}))},1e4)}function ap(){let e=JSON.parse(sessionStorage.getItem(mr)??"null");return e&&Date.now()-e.lastInput<=Ga?e.credentials:void 0}var Fi=new URL("../..",document.baseURI).href.replace(/\/$/,""),cp=3e4;async function W({method:e,path:t,body:n,limit:o=cp},r){let s=as(),i=r||e==="GET"?AbortSignal.timeout(o):void 0,a=m=>{throw r?.aborted?m:new it(0,[{type:"connection_error",reason:i?.aborted?`the sidecar has not answered within ${o/1e3} seconds`:"the sidecar does not answer"}])},f=await fetch(Fi+t,{method:e,headers:up(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...i?{signal:AbortSignal.any(r?[r,i]:[i])}:{}}).catch(a),p=await f.json().catch(m=>i?.aborted?a(m):void 0);if(f.ok&&p!==void 0)return p;throw f.ok?new it(f.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(f.status===401&&s===as()&&qi(),ja(f.status,p))}function up(e){let t=as();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function fe(e,t,{query:n={},body:o,limit:r}={}){let s=Object.entries(n).flatMap(([a,f])=>f===void 0||f===""?[]:[[a,String(f)]]),i=new URLSearchParams(s).toString();return{method:e,path:i?`${t}?${i}`:t,...o===void 0?{}:{body:o},...r===void 0?{}:{limit:r}}}function Ve(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function Xa({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function ec({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",$r(r)]:s?["-H",$r("authorization: ApiKey <key>")]:[],a=["curl",...e==="GET"?[]:[`-X${e}`],...i,$r(o+t)];return n!==void 0&&a.push("-H",$r("content-type: application/json"),"-d",$r(JSON.stringify(n,null,2))),a.join(" ")}function $r(e){return`'${e.replaceAll("'","'\\''")}'`}function tc(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var sn="/_siren/connector",nc=12e4,oc=()=>fe("GET","/_siren"),rc=()=>fe("GET",`${sn}/_me`),sc=()=>fe("GET",`${sn}/agents`),fp=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),ic=()=>fe("GET",`${sn}/jobs/ingestion`,{query:{detailed:!0,filter_path:fp}}),lc=e=>fe("GET",Ve`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),cs=e=>fe("POST",Ve`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),It=e=>fe("POST",`${sn}/jobs/_search`,{query:{detailed:!0},body:e}),us=e=>fe("GET",`${sn}/ingestion/_search`,{query:{...e,include_status:!0}}),_r=(e,t={})=>fe("GET",Ve`/_siren/connector/ingestion/${e}`,{query:t}),gr=(e,t,n)=>fe("PUT",Ve`/_siren/connector/ingestion/${e}`,{query:n,body:t}),ac=e=>fe("DELETE",Ve`/_siren/connector/ingestion/${e}`),cc=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_validate`,{body:t}),eo=(e,t={})=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_run`,{query:t}),uc=e=>fe("GET",Ve`/_siren/connector/ingestion/${e}/_positions`),fc=e=>fe("DELETE",Ve`/_siren/connector/ingestion/${e}/_positions`),dc=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),fs=e=>fe("GET",`${sn}/datasource/_search`,{query:e}),pc=e=>fe("GET",Ve`/_siren/connector/datasource/${e}`),mc=(e,t,n)=>fe("PUT",Ve`/_siren/connector/datasource/${e}`,{query:n,body:t}),hc=e=>fe("DELETE",Ve`/_siren/connector/datasource/${e}`),ds=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_validate`,{body:t}),to=(e,t)=>fe("GET",Ve`/_siren/connector/datasource/${e}/_metadata`,{query:t,limit:nc}),$c=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_sample`,{body:t}),_c=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_transforms`,{body:t}),br=e=>fe("GET",`${sn}/schedule`,{query:e}),gc=()=>fe("GET",`${sn}/dead_letters/_search`,{query:{size:0}}),bc=e=>fe("POST",`${sn}/dead_letters/_search`,{query:{detailed:!0},body:e}),vc=e=>fe("POST",`${sn}/dead_letters/_groups`,{body:e}),yc=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),wc=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),ps=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_definitions`,{body:t,limit:nc});var ms=".siren-jobs",no=".siren-ingestions",yn=".siren-datasources",Sc=".siren-dead-letters",J=Object.freeze({readRuns:[[ms,"read"]],readJobs:[[no,"read"],[ms,"read"]],readSchedules:[[no,"read"]],run:[[ms,"write"],[yn,"read"]],abort:[[ms,"write"]],editJobs:[[no,"write"],[yn,"read"]],changeJobs:[[no,"write"],[yn,"read"],[no,"read"]],readDatasources:[[yn,"read"],[no,"read"]],editDatasources:[[yn,"write"]],changeDatasources:[[yn,"write"],[yn,"read"]],createJobsOfTables:[[yn,"write"],[no,"write"],[yn,"read"]],readDeadLetters:[[Sc,"read"]],retry:[[Sc,"write"]]}),ln=_t(void 0),zi=_t(0);async function hs(){let e=await W(rc()),t=ln.value;fr(()=>{(e.username===null||e.username!==t?.username)&&(zi.value+=1),ln.value=e,Gt.value=!1})}function xc(){hr(),ln.value=void 0}function Vi(e){return e.find(([t,n])=>!ln.value?.index[t]?.[n])}function me(e){return Vi(e)===void 0}function Tc(){let[e,t]=ee(""),[n,o]=ee(!1);async function r(i){i.preventDefault();let a=new FormData(i.target),[f,p,m]=["name","password","key"].map($=>String(a.get($)??""));o(!0),Ka(m?Ya(m):Wa(f??"",p??""));try{await hs(),a.has("remember")&&Qa()}catch($){if(!($ instanceof it))throw $;hr(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return u`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&u`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&u`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function kc(e){return Gt.value?null:u`<${dp} ...${e} />`}function dp({title:e,onClose:t,isBusy:n,children:o}){let r=Me(null);Ct(()=>{let i=r.current,a=document.activeElement;return i?.showModal(),()=>{i?.close(),a instanceof HTMLElement&&a.focus()}},[]);function s(i){n?i.preventDefault():t()}return u`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function he({request:e}){let t=tc(e);return u`<details class="request">
    <summary>Show request</summary>
    <${Ec} title="Dev Tools" text=${Xa(t)} />
    <${Ec} title="curl" text=${ec(t,Fi,{user:Ii.value,hasKey:ls.value&&!Ii.value})} />
  </details>`}function Ec({title:e,text:t}){let[n,o]=ee(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return u`<div>
    <h3>${e} ${navigator.clipboard&&u`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function ft(e){let[t,n]=ee(void 0),{label:o,requires:r,kind:s,of:i}=e;return me(r)?u`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&u`<${pp} ...${t} onClose=${()=>n(void 0)} />`}`:null}function pp({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:a,error:f}=an(p=>{s(),o?.(p)});return u`<${kc} title=${e} onClose=${s} isBusy=${a}>
    <p>${t}</p>
    ${f&&u`<${Je} error=${f} />`}
    <${he} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${a} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${a} aria-busy=${a} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function an(e){let[t,n]=ee(!1),[o,r]=ee(void 0);async function s(i){n(!0),r(void 0);try{let a=await W(i);n(!1),e(a)}catch(a){if(!(a instanceof it))throw a;r(a),n(!1)}}return{submit:s,isBusy:t,error:o}}function Ln(e,t){let n=JSON.stringify(e),[o,r]=ee(""),[s,i]=ee(void 0),{submit:a,isBusy:f,error:p}=an(b=>{i({key:n,response:b}),t?.(b)}),m=()=>{r(n),i(void 0),a(e)},$=s!==void 0&&s.key!==n;return{ask:m,isBusy:f,error:o===n?p:void 0,answer:s?.response,isOutdated:$}}function $s({isShown:e,of:t}){return e&&u`<p class="alert warning" role="status">The query has changed: these are ${t} of the earlier one.</p>`}function _s({request:e,of:t}){let{ask:n,isBusy:o,error:r,answer:s,isOutdated:i}=Ln(e);if(!me(J.editDatasources))return null;let a=!o&&!r&&!i&&s;return u`<span class="test">
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${o} aria-busy=${o} onClick=${n}>${o?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${a&&`Connected to ${a.product} ${a.product_version}.`}</span>
    ${r&&u`<${Je} error=${r} /><${he} request=${e} />`}
  </span>`}function Be({label:e,value:t,onChange:n,hint:o,suggestions:r,...s}){let i=Xr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <input id=${i} value=${t??""} aria-describedby=${o&&`${i}-hint`} list=${r&&`${i}-list`} spellcheck=${!1} autocomplete="off" ...${s}
      onInput=${a=>n(a.target.value)} />
    ${r&&u`<datalist id=${`${i}-list`}>${r.map(a=>u`<option value=${a} />`)}</datalist>`}
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function cn({label:e,value:t,onChange:n,hint:o,options:r,required:s}){let i=Xr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <select id=${i} value=${t??""} required=${s} aria-describedby=${o&&`${i}-hint`}
      onChange=${a=>n(a.target.value)}>
      ${Object.entries(r).map(([a,f])=>u`<option key=${a} value=${a} selected=${a===(t??"")}>${f}</option>`)}
    </select>
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function Ac({label:e,value:t,onChange:n}){return u`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function jo({label:e,value:t,onChange:n,hint:o}){let r=Xr(),[s,i]=ee(()=>Cc(t)),[a,f]=ee(""),p=Me(t),m=Me(null);Ct(()=>{JSON.stringify(t)!==JSON.stringify(p.current)&&(p.current=t,i(Cc(t)),f(""))},[t]),Ct(()=>m.current?.setCustomValidity(a),[a]);function $(b){i(b);try{p.current=b.trim()?JSON.parse(b):void 0,n(p.current),f("")}catch(_){f(String(_ instanceof Error?_.message:_))}}return u`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${m} id=${r} rows="6" spellcheck=${!1} onInvalid=${mp} aria-invalid=${a?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${b=>$(b.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${a?u`<span class="bad">${a}</span>`:o}</div>
  </div>`}function mp(e){let t=e.target.closest("details");t&&(t.open=!0)}function Cc(e){return e===void 0?"":JSON.stringify(e,null,2)}var Bi=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],Dc=["B","kB","MB","GB","TB"],Rc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),hp=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),$p=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),_p=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function te(e){return e===void 0?"\u2013":Rc.format(e)}function un(e){return e===void 0?"\u2013":hp.format(e)}function Pc(e){if(e===void 0)return"\u2013";let t=Math.min(Dc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${Dc[t]}`}function Lc(e){return e===void 0?"\u2013":`${Rc.format(e)}/s`}function at(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=Bi.findIndex(([,o])=>e>=o),n=e;return Bi.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function $e(e){return e===void 0?"\u2013":$p.format(e).replace(",","")}function Mc(e){return _p.format(e)}function fn(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=Bi.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function Nc(e){return e===void 0?"":`${Math.floor(e)} %`}function se({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?u`<${Je} error=${o} />`:u`<p class="empty" aria-busy="true">Loading …</p>`:u`${o&&u`<${Je} error=${o} />
    <p class="muted">Shown is what was known at ${$e(r)}.</p>`}
  ${t(n)}`}var Hi=_t(location.hash),gs=history.state?.position??0;Oc();var vr;addEventListener("popstate",()=>{let e=gs,t=location.hash===Hi.value;gs=history.state?.position??(t?e:e+1),Oc(),t||!vr||vr()?Hi.value=location.hash:history.go(e-gs)});function Oc(){history.replaceState({position:gs},"")}function jc(e){return vr=e,()=>vr=void 0}function yr(e){vr=void 0,location.hash=e}var Ji=vn(()=>gp(Hi.value));function gp(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?bp(r.join("/")):void 0,query:new URLSearchParams(n)}}function D(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function bp(e){try{return decodeURIComponent(e)}catch{return e}}function bs(e){Ct(()=>{if(!e)return;addEventListener("beforeunload",Ic);let t=jc(()=>confirm("Leave this form without saving it?"));return()=>{removeEventListener("beforeunload",Ic),t()}},[e])}function Ic(e){e.preventDefault()}var Sr={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${wr(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${wr(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${wr(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${wr(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${wr(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function wr({host:e,port:t}){return t?`${e}:${t}`:e}var qc=Object.freeze({strategy:"REPLACE"}),vs=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function ys(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function ws(e){return[e??[]].flat().join(", ")}function Fc(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function zc(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...a}=e??{};return Object.keys(s).length?{...a,properties:s}:Object.keys(a).length?a:void 0}function Ui(e,t,n){return!e||e===t?n:e}function Vc(e,t,n){return{...e,pk_field:void 0,...n,target:Ui(e.target,t?.target,n.target)}}function Bc(e){return{...e,enable_scheduler:!1}}var Hc=5e3;function oe(e,t,n){let o=Lo(()=>vp(e,t),n);return Et(()=>o.start(),[o]),o}var Jc=()=>document.hidden||Gt.value;function vp(e,t){let n=_t({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1,i=Date.now();async function a(){clearTimeout(r),o.abort();let $=o=new AbortController,b=Date.now();try{let _=await e($.signal);if($.signal.aborted)return;n.value={data:_,error:void 0,loaded:Date.now()}}catch(_){if($.signal.aborted)return;if(!(_ instanceof it))throw _;n.value={...n.value,error:_}}finally{let _=f();s&&_&&!$.signal.aborted&&!Jc()&&(r=setTimeout(a,Math.max(_-(Date.now()-b),_/4)))}}function f(){let{data:$,error:b}=n.value,_=typeof t=="function"?t($,Date.now()-i):t;return b?.isTemporary?Math.min(_||Hc,Hc):_}function p(){Jc()?clearTimeout(r):(f()||!n.value.loaded||n.value.error)&&a()}function m(){s=!0,i=Date.now(),document.addEventListener("visibilitychange",p);let $=Gt.subscribe(p);return()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",p),$()}}return{state:n,start:m,reload:()=>{a()}}}function Gi({id:e}){let t=oe(async n=>e===void 0?null:W(pc(e),n),0,[e]);return u`<${se} polling=${t}>${n=>u`<${yp} hit=${n} />`}<//>`}function yp({hit:e}){let[t,n]=ee(e?._id??""),[o]=ee(e?._source.jdbc??{}),[r,s]=ee(o),i=b=>_=>s(S=>({...S,[b]:_}));bs(r!==o);let a={jdbc:ys(r)},f=mc(t,a,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:p,isBusy:m,error:$}=an(()=>yr(D("tables",t)));return u`<form onSubmit=${b=>{b.preventDefault(),p(f)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&u`<${Be} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&u`<${wp} onChange=${i("url")} />`}
      <${Be} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${Be} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${Be} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${Be} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Properties of the driver</summary>
        <${jo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${$&&u`<${es} error=${$} id=${t} isNew=${!e} address=${D("datasource-form",t)} />`}
    <div class="submit">
      <button class="primary" disabled=${m} aria-busy=${m}>Save</button>
      <${_s} request=${ds(t||"new",a)} />
      <a class="button" href=${D("datasources")}>Cancel</a>
    </div>
    <${he} request=${f} />
  </form>`}function wp({onChange:e}){let[t,n]=ee(""),[o,r]=ee({host:"",port:"",database:""}),s=Sr[t];function i(p){n(p),a(p,{...o,port:String(Sr[p]?.port??"")})}function a(p,m){r(m);let $=Sr[p];$&&e($.url(m))}let f=p=>m=>a(t,{...o,[p]:m});return u`
    <${cn} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(Sr).map(([p,{name:m}])=>[p,m]))}} />
    ${s?.port&&u`<div class="row">
      <${Be} label="Host" value=${o.host} onChange=${f("host")} placeholder="db.example.org" />
      <${Be} label="Port" value=${o.port} onChange=${f("port")} />
    </div>`}
    ${s&&u`<${Be} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${f("database")} />`}
  `}function dn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return u`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Wt({name:e,label:t,value:n,placeholder:o}){let[r,s]=ee(n);return Ct(()=>s(n),[n]),u`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function xr({name:e,label:t,value:n,options:o}){return u`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>u`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var Sp=1e4;function Mn({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=Sp,a=Math.min(e+t,n);return u`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${te(e+1)} to ${te(a)} of ${te(n)} ${n===1?o.replace(/s$/,""):o}`:`No ${o}`}</span>
    ${e>0&&u`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&u`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&u`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function Se({label:e,children:t}){return u`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function Ss(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var Uc=50,Wi=3;function Gc({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=fs({from:t,size:Uc,include_used_by:!0,...Ss(n)}),r=oe(s=>W(o,s),0,[t,n]);return u`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${me(J.editDatasources)&&u`<a class="button primary" href=${D("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${dn} address=${s=>D("datasources",void 0,s)}>
      <${Wt} name="q" label="Search datasources" value=${n} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${se} polling=${r}>
      ${({hits:s})=>u`
        <section class="panel"><${Se} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${s.hits.map(i=>u`<${xp} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&u`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Mn} from=${t} size=${Uc} total=${s.total} of="datasources" address=${i=>D("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${he} request=${o} />
  `}function xp({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return u`<tr>
    <td>${me(J.editDatasources)?u`<a href=${D("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td class="message">
      ${o.slice(0,Wi).map(r=>u`<a key=${r} href=${D("jobs",r)}>${r}</a> `)}
      ${o.length>Wi&&u`<a href=${D("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-Wi} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${_s} request=${ds(n)} of=${n} />
      ${me(J.createJobsOfTables)&&u`<a class="button" href=${D("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${ft} label="Delete" of=${n} kind="danger" requires=${J.editDatasources} request=${hc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function xs(){let[e,t]=ee(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var Yi=["id","execution","type","field","summary","q"],Tp=["type","field","summary"];function Wc(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=Yi.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function Ts(e){let t=Yi.filter(n=>e[n]===null).join();return{...Object.fromEntries(Yi.map(n=>[n,e[n]??void 0])),without:t}}function Yc(e,t){return{...e,...Object.fromEntries(Tp.map(n=>[n,t[n]]))}}var Kc=50;function Qc({query:e}){let t=Wc(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=ee(""),i=oe(m=>W(vc(t),m),0,[o]),a=bc({...t,from:n,size:Kc}),f=oe(m=>W(a,m),0,[o,n]);function p(m){s(kp(m)),i.reload(),f.reload()}return u`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${dn} address=${m=>D("dead-letters",void 0,{...Ts(t),...m})}>
      <${Wt} name="id" label="Job" value=${t.id??""} />
      <${Wt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&u`<a class="button" href=${D("dead-letters")}>Show all</a>`}
    <//>
    ${r&&u`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${se} polling=${i}>${m=>u`<${Ep} groups=${m.groups} filter=${t} onDone=${p} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${se} polling=${f}>
        ${({hits:m})=>u`
          <${Cp} key=${`${o} ${n}`} hits=${m.hits} onDone=${p} />
          <${Mn} from=${n} size=${Kc} total=${m.total} of="dead letters" address=${$=>D("dead-letters",void 0,{...Ts(t),from:$})} />
        `}
      <//>
    </section>
    <${he} request=${a} />
  `}function kp({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${te(r)} deleted.`:`${[`${te(e)} indexed`,t&&`${te(t)} rejected again`,n&&`${te(n)} not tried in time`,o&&`${te(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function Ep({groups:e,filter:t,onDone:n}){if(!e.length)return u`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return u`<${Se} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=Yc(t,r),a=r.summary??r.type;return u`<tr key=${JSON.stringify(i)}>
          <td class="number">${te(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${a}`}></progress></td>
          <td class="message"><a href=${D("dead-letters",void 0,Ts({...i,...s?{id:s}:{}}))}>${a}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(f=>u`<a key=${f} href=${D("jobs",f)}>${f}</a> `)}</td>
          <td class="time">${$e(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&u`<${Zc} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function Zc({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${te(n)} rows`,s=`${te(n)} ${n===1?"row":"rows"} of ${e}`;return u`
    <${ft} label="Retry" of=${s} requires=${J.retry} request=${yc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${ft} label="Delete" of=${s} kind="danger" requires=${J.retry} request=${wc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function Cp({hits:e,onDone:t}){let{selected:n,toggle:o}=xs(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return u`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&u`<${Zc} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
      ${s.size>1&&u`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${Se} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${e.map(({_id:i,_source:a})=>u`<tr key=${i}>
          <td><input type="checkbox" aria-label=${`Choose row ${a.id??a.row} of ${a.job}`} checked=${n.has(i)} onChange=${()=>o(i)} /></td>
          <td><a href=${D("jobs",a.job)}>${a.job}</a></td>
          <td>${a.id??"\u2013"}</td>
          <td class="message">${a.error.reason}${!a.retryable&&u` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${D("executions",a.execution)}>${$e(a["@timestamp"])}</a></td>
          <td>${a.document&&u`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${a.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var Io={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function Ki({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],a=n.at(-1);o===null||s===void 0||i===void 0||(a&&a.part===o&&a.to===s?a.to=i:n.push({part:o,from:s,to:i}))}),n}function Xc(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function eu({events:e}){return u`<section class="panel">
    <h2>Events</h2>
    <${Se} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>u`<tr key=${o}><td class="time">${$e(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function oo({children:e}){return u`<dl class="facts">${e}</dl>`}function Oe({name:e,children:t}){return u`<dt>${e}</dt><dd>${t}</dd>`}function tu({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return u`<section class="panel">
    <h2>Ranges</h2>
    <${Se} label="Ranges">
      <table>
        <thead><tr><th>Range</th><th class="number">Rows</th><th class="wide">Share of the largest</th><th>Last id</th></tr></thead>
        <tbody>
          ${e.map(({name:n,count:o,last_id:r})=>u`<tr key=${n}>
              <td>${n}</td>
              <td class="number">${te(o)}</td>
              <td><progress max=${t} value=${o} aria-label=${`Rows of range ${n}`}></progress></td>
              <td>${r??"\u2013"}</td>
            </tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}var Ap="uplot",Dp="u-hz",Rp="u-vt",Pp="u-title",Lp="u-wrap",Mp="u-under",Np="u-over",Op="u-axis",io="u-off",jp="u-select",Ip="u-cursor-x",qp="u-cursor-y",Fp="u-cursor-pt",zp="u-legend",Vp="u-live",Bp="u-inline",Hp="u-series",Jp="u-marker",nu="u-label",Up="u-value",kr="width",Er="height";var ou="bottom",qo="left",Qi="right",ml="#000",ru=ml+"0",Zi="mousemove",su="mousedown",Xi="mouseup",iu="mouseenter",lu="mouseleave",au="dblclick",Gp="resize",Wp="scroll",cu="change",Ds="dppxchange",hl="--",Uo=typeof window<"u",rl=Uo?document:null,zo=Uo?window:null,Yp=Uo?navigator:null,_e,ks;function sl(){let e=devicePixelRatio;_e!=e&&(_e=e,ks&&ll(cu,ks,sl),ks=matchMedia(`(min-resolution: ${_e-.001}dppx) and (max-resolution: ${_e+.001}dppx)`),lo(cu,ks,sl),zo.dispatchEvent(new CustomEvent(Ds)))}function At(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function il(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function De(e,t,n){e.style[t]=n+"px"}function Yt(e,t,n,o){let r=rl.createElement(e);return t!=null&&At(r,t),n?.insertBefore(r,o),r}function qt(e,t){return Yt("div",e,t)}var uu=new WeakMap;function pn(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=uu.get(e);s!=i&&(e.style.transform=s,uu.set(e,s),t<0||n<0||t>o||n>r?At(e,io):il(e,io))}var fu=new WeakMap;function du(e,t,n){let o=t+n,r=fu.get(e);o!=r&&(fu.set(e,o),e.style.background=t,e.style.borderColor=n)}var pu=new WeakMap;function mu(e,t,n,o){let r=t+""+n,s=pu.get(e);r!=s&&(pu.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var $l={passive:!0},Kp={...$l,capture:!0};function lo(e,t,n,o){t.addEventListener(e,n,o?Kp:$l)}function ll(e,t,n,o){t.removeEventListener(e,n,$l)}Uo&&sl();function Kt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:Dt((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function Vu(e){return(n,o,r)=>{let s=-1,i=-1;for(let a=o;a<=r;a++)if(e(n[a])){s=a;break}for(let a=r;a>=o;a--)if(e(n[a])){i=a;break}return[s,i]}}var Bu=e=>e!=null,Hu=e=>e!=null&&e>0,Ls=Vu(Bu),Qp=Vu(Hu);function Zp(e,t,n,o=0,r=!1){let s=r?Qp:Ls,i=r?Hu:Bu;[t,n]=s(e,t,n);let a=e[t],f=e[t];if(t>-1)if(o==1)a=e[t],f=e[n];else if(o==-1)a=e[n],f=e[t];else for(let p=t;p<=n;p++){let m=e[p];i(m)&&(m<a?a=m:m>f&&(f=m))}return[a??xe,f??-xe]}function Ms(e,t,n,o){let r=_u(e),s=_u(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?wn:Ju,a=r==1?Dt:Ft,f=s==1?Ft:Dt,p=a(i(Qe(e))),m=f(i(Qe(t))),$=Vo(n,p),b=Vo(n,m);return n==10&&(p<0&&($=Te($,-p)),m<0&&(b=Te(b,-m))),o||n==2?(e=$*r,t=b*s):(e=Yu(e,$),t=Ns(t,b)),[e,t]}function _l(e,t,n,o){let r=Ms(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var gl=.1,hu={mode:3,pad:gl},Ar={pad:0,soft:null,mode:0},Xp={min:Ar,max:Ar};function Rs(e,t,n,o){return Os(n)?$u(e,t,n):(Ar.pad=n,Ar.soft=o?0:null,Ar.mode=o?3:0,$u(e,t,Xp))}function de(e,t){return e??t}function em(e,t,n){for(t=de(t,0),n=de(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function $u(e,t,n){let o=n.min,r=n.max,s=de(o.pad,0),i=de(r.pad,0),a=de(o.hard,-xe),f=de(r.hard,xe),p=de(o.soft,xe),m=de(r.soft,-xe),$=de(o.mode,0),b=de(r.mode,0),_=t-e,S=wn(_),k=gt(Qe(e),Qe(t)),C=wn(k),R=Qe(C-S);(_<1e-24||R>10)&&(_=0,(e==0||t==0)&&(_=1e-24,$==2&&p!=xe&&(s=0),b==2&&m!=-xe&&(i=0)));let y=_||k||1e3,P=wn(y),x=Vo(10,Dt(P)),Y=y*(_==0?e==0?.1:1:s),O=Te(Yu(e-Y,x/10),24),K=e>=p&&($==1||$==3&&O<=p||$==2&&O>=p)?p:xe,q=gt(a,O<K&&e>=K?K:Qt(K,O)),X=y*(_==0?t==0?.1:1:i),F=Te(Ns(t+X,x/10),24),A=t<=m&&(b==1||b==3&&F>=m||b==2&&F<=m)?m:-xe,U=Qt(f,F>A&&t<=A?A:gt(A,F));return q==U&&q==0&&(U=100),[q,U]}var tm=new Intl.NumberFormat(Uo?Yp.language:"en-US"),bl=e=>tm.format(e),Rt=Math,As=Rt.PI,Qe=Rt.abs,Dt=Rt.floor,Ke=Rt.round,Ft=Rt.ceil,Qt=Rt.min,gt=Rt.max,Vo=Rt.pow,_u=Rt.sign,wn=Rt.log10,Ju=Rt.log2,nm=(e,t=1)=>Rt.sinh(e)*t,el=(e,t=1)=>Rt.asinh(e/t),xe=1/0;function gu(e){return(wn((e^e>>31)-(e>>31))|0)+1}function al(e,t,n){return Qt(gt(e,t),n)}function Uu(e){return typeof e=="function"}function le(e){return Uu(e)?e:()=>e}var om=()=>{},Gu=e=>e,Wu=(e,t)=>t,rm=e=>null,bu=e=>!0,vu=(e,t)=>e==t,sm=/\.\d*?(?=9{6,}|0{6,})/gm,ao=e=>{if(Qu(e)||On.has(e))return e;let t=`${e}`,n=t.match(sm);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${ao(r)}e${s}`}return Te(e,o)};function ro(e,t){return ao(Te(ao(e/t))*t)}function Ns(e,t){return ao(Ft(ao(e/t))*t)}function Yu(e,t){return ao(Dt(ao(e/t))*t)}function Te(e,t=0){if(Qu(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Ke(o)/n}var On=new Map;function Ku(e){return((""+e).split(".")[1]||"").length}function Rr(e,t,n,o){let r=[],s=o.map(Ku);for(let i=t;i<n;i++){let a=Qe(i),f=Te(Vo(e,i),a);for(let p=0;p<o.length;p++){let m=e==10?+`${o[p]}e${i}`:o[p]*f,$=(i>=0?0:a)+(i>=s[p]?0:s[p]),b=e==10?m:Te(m,$);r.push(b),On.set(b,$)}}return r}var Dr={},vl=[],Bo=[null,null],Nn=Array.isArray,Qu=Number.isInteger,im=e=>e===void 0;function yu(e){return typeof e=="string"}function Os(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function lm(e){return e!=null&&typeof e=="object"}var am=Object.getPrototypeOf(Uint8Array),Zu="__proto__";function Ho(e,t=Os){let n;if(Nn(e)){let o=e.find(r=>r!=null);if(Nn(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=Ho(e[r],t)}else n=e.slice()}else if(e instanceof am)n=e.slice();else if(t(e)){n={};for(let o in e)o!=Zu&&(n[o]=Ho(e[o],t))}else n=e;return n}function Ue(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=Zu&&(Os(e[r])?Ue(e[r],Ho(o[r])):e[r]=Ho(o[r]))}return e}var cm=0,um=1,fm=2;function dm(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function pm(e,t){if($m(e)){let i=e[0].slice();for(let a=1;a<e.length;a++)i.push(...e[a].slice(1));return _m(i[0])||(i=hm(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let f=e[i][0],p=f.length;for(let m=0;m<p;m++)n.add(f[m])}let o=[Array.from(n).sort((i,a)=>i-a)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let a=e[i],f=a[0];for(let p=1;p<a.length;p++){let m=a[p],$=Array(r).fill(void 0),b=t?t[i][p]:um,_=[];for(let S=0;S<m.length;S++){let k=m[S],C=s.get(f[S]);k===null?b!=cm&&($[C]=k,b==fm&&_.push(C)):$[C]=k}dm($,_,r),o.push($)}}return o}var mm=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function hm(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],a=Array(n);for(let f=0;f<n;f++)a[f]=i[o[f]];r.push(a)}return r}function $m(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function _m(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=gt(1,Dt((r-o+1)/t));for(let i=e[o],a=o+s;a<=r;a+=s){let f=e[a];if(f!=null){if(f<=i)return!1;i=f}}return!0}var Xu=["January","February","March","April","May","June","July","August","September","October","November","December"],ef=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function tf(e){return e.slice(0,3)}var gm=ef.map(tf),bm=Xu.map(tf),vm={MMMM:Xu,MMM:bm,WWWW:ef,WWW:gm};function Tr(e){return(e<10?"0":"")+e}function ym(e){return(e<10?"00":e<100?"0":"")+e}var wm={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>Tr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>Tr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>Tr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>Tr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>Tr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>ym(e.getMilliseconds())};function yl(e,t){t=t||vm;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?wm[r[1]]:r[0]);return s=>{let i="";for(let a=0;a<n.length;a++)i+=typeof n[a]=="string"?n[a]:n[a](s,t);return i}}var Sm=new Intl.DateTimeFormat().resolvedOptions().timeZone;function xm(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==Sm?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var nf=e=>e%1==0,Ps=[1,2,2.5,5],Tm=Rr(10,-32,0,Ps),of=Rr(10,0,32,Ps),km=of.filter(nf),so=Tm.concat(of),wl=`
`,rf="{YYYY}",wu=wl+rf,sf="{M}/{D}",Cr=wl+sf,Es=Cr+"/{YY}",lf="{aa}",Em="{h}:{mm}",Fo=Em+lf,Su=wl+Fo,xu=":{ss}",ve=null;function af(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,f=(e==1?Rr(10,0,3,Ps).filter(nf):Rr(10,-3,0,Ps)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),p=[[i,rf,ve,ve,ve,ve,ve,ve,1],[r*28,"{MMM}",wu,ve,ve,ve,ve,ve,1],[r,sf,wu,ve,ve,ve,ve,ve,1],[o,"{h}"+lf,Es,ve,Cr,ve,ve,ve,1],[n,Fo,Es,ve,Cr,ve,ve,ve,1],[t,xu,Es+" "+Fo,ve,Cr+" "+Fo,ve,Su,ve,1],[e,xu+".{fff}",Es+" "+Fo,ve,Cr+" "+Fo,ve,Su,ve,1]];function m($){return(b,_,S,k,C,R)=>{let y=[],P=C>=i,x=C>=s&&C<i,Y=$(S),O=Te(Y*e,3),K=tl(Y.getFullYear(),P?0:Y.getMonth(),x||P?1:Y.getDate()),q=Te(K*e,3);if(x||P){let X=x?C/s:0,F=P?C/i:0,A=O==q?O:Te(tl(K.getFullYear()+F,K.getMonth()+X,1)*e,3),U=new Date(Ke(A/e)),M=U.getFullYear(),Q=U.getMonth();for(let H=0;A<=k;H++){let ae=tl(M+F*H,Q+X*H,1),B=ae-$(Te(ae*e,3));A=Te((+ae+B)*e,3),A<=k&&y.push(A)}}else{let X=C>=r?r:C,F=Dt(S)-Dt(O),A=q+F+Ns(O-q,X);y.push(A);let U=$(A),M=U.getHours()+U.getMinutes()/n+U.getSeconds()/o,Q=C/o,H=b.axes[_]._space,ae=R/H;for(;A=Te(A+C,e==1?0:3),!(A>k);)if(Q>1){let B=Dt(Te(M+Q,6))%24,ce=$(A).getHours()-B;ce>1&&(ce=-1),A-=ce*o,M=(M+Q)%24;let ye=y[y.length-1];Te((A-ye)/C,3)*ae>=.7&&y.push(A)}else y.push(A)}return y}}return[f,p,m]}var[Cm,Am,Dm]=af(1),[Rm,Pm,Lm]=af(.001);Rr(2,-53,53,[1]);function Tu(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function ku(e,t){return(n,o,r,s,i)=>{let a=t.find(S=>i>=S[0])||t[t.length-1],f,p,m,$,b,_;return o.map(S=>{let k=e(S),C=k.getFullYear(),R=k.getMonth(),y=k.getDate(),P=k.getHours(),x=k.getMinutes(),Y=k.getSeconds(),O=C!=f&&a[2]||R!=p&&a[3]||y!=m&&a[4]||P!=$&&a[5]||x!=b&&a[6]||Y!=_&&a[7]||a[1];return f=C,p=R,m=y,$=P,b=x,_=Y,O(k)})}}function Mm(e,t){let n=yl(t);return(o,r,s,i,a)=>r.map(f=>n(e(f)))}function tl(e,t,n){return new Date(e,t,n)}function Eu(e,t){return t(e)}var Nm="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Cu(e,t){return(n,o,r,s)=>s==null?hl:t(e(o))}function Om(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function jm(e,t){return e.series[t].fill(e,t)}var Im={show:!0,live:!0,isolate:!1,mount:om,markers:{show:!0,width:2,stroke:Om,fill:jm,dash:"solid"},idx:null,idxs:null,values:[]};function qm(e,t){let n=e.cursor.points,o=qt(),r=n.size(e,t);De(o,kr,r),De(o,Er,r);let s=r/-2;De(o,"marginLeft",s),De(o,"marginTop",s);let i=n.width(e,t,r);return i&&De(o,"borderWidth",i),o}function Fm(e,t){let n=e.series[t].points;return n._fill||n._stroke}function zm(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Vm(e,t){return e.series[t].points.size}var nl=[0,0];function Bm(e,t,n){return nl[0]=t,nl[1]=n,nl}function Cs(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function ol(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var Hm={show:!0,x:!0,y:!0,lock:!1,move:Bm,points:{one:!1,show:qm,size:Vm,width:0,stroke:zm,fill:Fm},bind:{mousedown:Cs,mouseup:Cs,click:Cs,dblclick:Cs,mousemove:ol,mouseleave:ol,mouseenter:ol},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},cf={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},Sl=Ue({},cf,{filter:Wu}),uf=Ue({},Sl,{size:10}),ff=Ue({},cf,{show:!1}),xl='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',df="bold "+xl,pf=1.5,Au={show:!0,scale:"x",stroke:ml,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:df,side:2,grid:Sl,ticks:uf,border:ff,font:xl,lineGap:pf,rotate:0},Jm="Value",Um="Time",Du={show:!0,scale:"x",auto:!1,sorted:1,min:xe,max:-xe,idxs:[]};function Gm(e,t,n,o,r){return t.map(s=>s==null?"":bl(s))}function Wm(e,t,n,o,r,s,i){let a=[],f=On.get(r)||0;n=i?n:Te(Ns(n,r),f);for(let p=n;p<=o;p=Te(p+r,f))a.push(Object.is(p,-0)?0:p);return a}function cl(e,t,n,o,r,s,i){let a=[],f=e.scales[e.axes[t].scale].log,p=f==10?wn:Ju,m=Dt(p(n));r=Vo(f,m),f==10&&(r=so[Kt(r,so)]);let $=n,b=r*f;f==10&&(b=so[Kt(b,so)]);do a.push($),$=$+r,f==10&&!On.has($)&&($=Te($,On.get(r))),$>=b&&(r=$,b=r*f,f==10&&(b=so[Kt(b,so)]));while($<=o);return a}function Ym(e,t,n,o,r,s,i){let f=e.scales[e.axes[t].scale].asinh,p=o>f?cl(e,t,gt(f,n),o,r):[f],m=o>=0&&n<=0?[0]:[];return(n<-f?cl(e,t,gt(f,-o),-n,r):[f]).reverse().map(b=>-b).concat(m,p)}var mf=/./,Km=/[12357]/,Qm=/[125]/,Ru=/1/,ul=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function Zm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=e.scales[i],f=e.valToPos,p=s._space,m=f(10,i),$=f(9,i)-m>=p?mf:f(7,i)-m>=p?Km:f(5,i)-m>=p?Qm:Ru;if($==Ru){let b=Qe(f(1,i)-m);if(b<p)return ul(t.slice().reverse(),a.distr,$,Ft(p/b)).reverse()}return ul(t,a.distr,$,1)}function Xm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=s._space,f=e.valToPos,p=Qe(f(1,i)-f(2,i));return p<a?ul(t.slice().reverse(),3,mf,Ft(a/p)).reverse():t}function eh(e,t,n,o){return o==null?hl:t==null?"":bl(t)}var Pu={show:!0,scale:"y",stroke:ml,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:df,side:3,grid:Sl,ticks:uf,border:ff,font:xl,lineGap:pf,rotate:0};function th(e,t){let n=3+(e||1)*2;return Te(n*t,3)}function nh(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),a=Qe(i-s),f=e.series[t],p=a/(f.points.space*_e);return o[1]-o[0]<=p}var Lu={scale:null,auto:!0,sorted:0,min:xe,max:-xe},hf=(e,t,n,o,r)=>r,Mu={show:!0,auto:!0,sorted:0,gaps:hf,alpha:1,facets:[Ue({},Lu,{scale:"x"}),Ue({},Lu,{scale:"y"})]},Nu={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:hf,alpha:1,points:{show:nh,filter:null},values:null,min:xe,max:-xe,idxs:[],path:null,clip:null};function oh(e,t,n,o,r){return n/10}var $f={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},rh=Ue({},$f,{time:!1,ori:1}),Ou={};function _f(e,t){let n=Ou[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,a,f,p){for(let m=0;m<n.plots.length;m++)n.plots[m]!=r&&n.plots[m].pub(o,r,s,i,a,f,p)}},e!=null&&(Ou[e]=n)),n}var Jo=1,fl=2;function co(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,a=e.bbox,f=s[0],p=o==2?s[1]:s[t],m=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],b=a.left,_=a.top,S=a.width,k=a.height,C=e.valToPosH,R=e.valToPosV;return m.ori==0?n(r,f,p,m,$,C,R,b,_,S,k,Is,Go,Fs,bf,yf):n(r,f,p,m,$,R,C,_,b,k,S,qs,Wo,El,vf,wf)}function Tl(e,t){let n=0,o=0,r=de(e.bands,vl);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function sh(e,t,n,o,r){let s=e.mode,i=e.series[t],a=s==2?i.facets[1].scale:i.scale,f=e.scales[a];return r==-1?f.min:r==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function Sn(e,t,n,o,r,s){return co(e,t,(i,a,f,p,m,$,b,_,S,k,C)=>{let R=i.pxRound,y=p.dir*(p.ori==0?1:-1),P=p.ori==0?Go:Wo,x,Y;y==1?(x=n,Y=o):(x=o,Y=n);let O=R($(a[x],p,k,_)),K=R(b(f[x],m,C,S)),q=R($(a[Y],p,k,_)),X=R(b(s==1?m.max:m.min,m,C,S)),F=new Path2D(r);return P(F,q,X),P(F,O,X),P(F,O,K),F})}function js(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let a=t==0?Fs:El,f=n;for(let $=0;$<e.length;$++){let b=e[$];if(b[1]>b[0]){let _=b[0]-f;_>0&&a(i,f,o,_,o+s),f=b[1]}}let p=n+r-f,m=10;p>0&&a(i,f,o-m/2,p,o+s+m)}return i}function ih(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function kl(e,t,n,o,r,s,i){let a=[],f=e.length;for(let p=r==1?n:o;p>=n&&p<=o;p+=r)if(t[p]===null){let $=p,b=p;if(r==1)for(;++p<=o&&t[p]===null;)b=p;else for(;--p>=n&&t[p]===null;)b=p;let _=s(e[$]),S=b==$?_:s(e[b]),k=$-r;_=i<=0&&k>=0&&k<f?s(e[k]):_;let R=b+r;S=i>=0&&R>=0&&R<f?s(e[R]):S,S>=_&&a.push([_,S])}return a}function ju(e){return e==0?Gu:e==1?Ke:t=>ro(t,e)}function gf(e){let t=e==0?Is:qs,n=e==0?(r,s,i,a,f,p)=>{r.arcTo(s,i,a,f,p)}:(r,s,i,a,f,p)=>{r.arcTo(i,s,f,a,p)},o=e==0?(r,s,i,a,f)=>{r.rect(s,i,a,f)}:(r,s,i,a,f)=>{r.rect(i,s,f,a)};return(r,s,i,a,f,p=0,m=0)=>{p==0&&m==0?o(r,s,i,a,f):(p=Qt(p,a/2,f/2),m=Qt(m,a/2,f/2),t(r,s+p,i),n(r,s+a,i,s+a,i+f,p),n(r,s+a,i+f,s,i+f,m),n(r,s,i+f,s,i,m),n(r,s,i,s+a,i,p),r.closePath())}}var Is=(e,t,n)=>{e.moveTo(t,n)},qs=(e,t,n)=>{e.moveTo(n,t)},Go=(e,t,n)=>{e.lineTo(t,n)},Wo=(e,t,n)=>{e.lineTo(n,t)},Fs=gf(0),El=gf(1),bf=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},vf=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},yf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},wf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function Sf(e){return(t,n,o,r,s)=>co(t,n,(i,a,f,p,m,$,b,_,S,k,C)=>{let{pxRound:R,points:y}=i,P,x;p.ori==0?(P=Is,x=bf):(P=qs,x=vf);let Y=Te(y.width*_e,3),O=(y.size-y.width)/2*_e,K=Te(O*2,3),q=new Path2D,X=new Path2D,{left:F,top:A,width:U,height:M}=t.bbox;Fs(X,F-K,A-K,U+K*2,M+K*2);let Q=H=>{if(f[H]!=null){let ae=R($(a[H],p,k,_)),B=R(b(f[H],m,C,S));P(q,ae+O,B),x(q,ae,B,O,0,As*2)}};if(s)s.forEach(Q);else for(let H=o;H<=r;H++)Q(H);return{stroke:Y>0?q:null,fill:q,clip:X,flags:Jo|fl}})}function xf(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var lh=xf(Go),ah=xf(Wo);function Tf(e){let t=de(e?.alignGaps,0);return(n,o,r,s)=>co(n,o,(i,a,f,p,m,$,b,_,S,k,C)=>{[r,s]=Ls(f,r,s);let R=i.pxRound,y=M=>R($(M,p,k,_)),P=M=>R(b(M,m,C,S)),x,Y;p.ori==0?(x=Go,Y=lh):(x=Wo,Y=ah);let O=p.dir*(p.ori==0?1:-1),K={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Jo},q=K.stroke,X=!1;if(s-r>=k*4){let M=z=>n.posToVal(z,p.key,!0),Q=null,H=null,ae,B,bt,Re=y(a[O==1?r:s]),ce=y(a[r]),ye=y(a[s]),re=M(O==1?ce+1:ye-1);for(let z=O==1?r:s;z>=r&&z<=s;z+=O){let Ge=a[z],Pe=(O==1?Ge<re:Ge>re)?Re:y(Ge),ge=f[z];Pe==Re?ge!=null?(B=ge,Q==null?(x(q,Pe,P(B)),ae=Q=H=B):B<Q?Q=B:B>H&&(H=B)):ge===null&&(X=!0):(Q!=null&&Y(q,Re,P(Q),P(H),P(ae),P(B)),ge!=null?(B=ge,x(q,Pe,P(B)),Q=H=ae=B):(Q=H=null,ge===null&&(X=!0)),Re=Pe,re=M(Re+O))}Q!=null&&Q!=H&&bt!=Re&&Y(q,Re,P(Q),P(H),P(ae),P(B))}else for(let M=O==1?r:s;M>=r&&M<=s;M+=O){let Q=f[M];Q===null?X=!0:Q!=null&&x(q,y(a[M]),P(Q))}let[A,U]=Tl(n,o);if(i.fill!=null||A!=0){let M=K.fill=new Path2D(q),Q=i.fillTo(n,o,i.min,i.max,A),H=P(Q),ae=y(a[r]),B=y(a[s]);O==-1&&([B,ae]=[ae,B]),x(M,B,H),x(M,ae,H)}if(!i.spanGaps){let M=[];X&&M.push(...kl(a,f,r,s,O,y,t)),K.gaps=M=i.gaps(n,o,r,s,M),K.clip=js(M,p.ori,_,S,k,C)}return U!=0&&(K.band=U==2?[Sn(n,o,r,s,q,-1),Sn(n,o,r,s,q,1)]:Sn(n,o,r,s,q,U)),K})}function ch(e){let t=de(e.align,1),n=de(e.ascDesc,!1),o=de(e.alignGaps,0),r=de(e.extend,!1);return(s,i,a,f)=>co(s,i,(p,m,$,b,_,S,k,C,R,y,P)=>{[a,f]=Ls($,a,f);let x=p.pxRound,{left:Y,width:O}=s.bbox,K=ce=>x(S(ce,b,y,C)),q=ce=>x(k(ce,_,P,R)),X=b.ori==0?Go:Wo,F={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Jo},A=F.stroke,U=b.dir*(b.ori==0?1:-1),M=q($[U==1?a:f]),Q=K(m[U==1?a:f]),H=Q,ae=Q;r&&t==-1&&(ae=Y,X(A,ae,M)),X(A,Q,M);for(let ce=U==1?a:f;ce>=a&&ce<=f;ce+=U){let ye=$[ce];if(ye==null)continue;let re=K(m[ce]),z=q(ye);t==1?X(A,re,M):X(A,H,z),X(A,re,z),M=z,H=re}let B=H;r&&t==1&&(B=Y+O,X(A,B,M));let[bt,Re]=Tl(s,i);if(p.fill!=null||bt!=0){let ce=F.fill=new Path2D(A),ye=p.fillTo(s,i,p.min,p.max,bt),re=q(ye);X(ce,B,re),X(ce,ae,re)}if(!p.spanGaps){let ce=[];ce.push(...kl(m,$,a,f,U,K,o));let ye=p.width*_e/2,re=n||t==1?ye:-ye,z=n||t==-1?-ye:ye;ce.forEach(Ge=>{Ge[0]+=re,Ge[1]+=z}),F.gaps=ce=p.gaps(s,i,a,f,ce),F.clip=js(ce,b.ori,C,R,y,P)}return Re!=0&&(F.band=Re==2?[Sn(s,i,a,f,A,-1),Sn(s,i,a,f,A,1)]:Sn(s,i,a,f,A,Re)),F})}function Iu(e,t,n,o,r,s,i=xe){if(e.length>1){let a=null;for(let f=0,p=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let m=Qe(e[f]-e[a]);m<p&&(p=m,i=Qe(n(e[f],o,r,s)-n(e[a],o,r,s)))}a=f}}return i}function uh(e){e=e||Dr;let t=de(e.size,[.6,xe,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],a=de(t[1],xe),f=de(t[2],1),p=de(e.disp,Dr),m=de(e.each,_=>{}),{fill:$,stroke:b}=p;return(_,S,k,C)=>co(_,S,(R,y,P,x,Y,O,K,q,X,F,A)=>{let U=R.pxRound,M=n,Q=o*_e,H=a*_e,ae=f*_e,B,bt;x.ori==0?[B,bt]=s(_,S):[bt,B]=s(_,S);let Re=x.dir*(x.ori==0?1:-1),ce=x.ori==0?Fs:El,ye=x.ori==0?m:(j,ke,We,$o,Fn,Xt,zn)=>{m(j,ke,We,Fn,$o,zn,Xt)},re=de(_.bands,vl).find(j=>j.series[0]==S),z=re!=null?re.dir:0,Ge=R.fillTo(_,S,R.min,R.max,z),dt=U(K(Ge,Y,A,X)),Pe,ge,Vt,wt=F,je=U(R.width*_e),Zt=!1,$n=null,Pt=null,xn=null,po=null;$!=null&&(je==0||b!=null)&&(Zt=!0,$n=$.values(_,S,k,C),Pt=new Map,new Set($n).forEach(j=>{j!=null&&Pt.set(j,new Path2D)}),je>0&&(xn=b.values(_,S,k,C),po=new Map,new Set(xn).forEach(j=>{j!=null&&po.set(j,new Path2D)})));let{x0:mo,size:Qo}=p;if(mo!=null&&Qo!=null){M=1,y=mo.values(_,S,k,C),mo.unit==2&&(y=y.map(We=>_.posToVal(q+We*F,x.key,!0)));let j=Qo.values(_,S,k,C);Qo.unit==2?ge=j[0]*F:ge=O(j[0],x,F,q)-O(0,x,F,q),wt=Iu(y,P,O,x,F,q,wt),Vt=wt-ge+Q}else wt=Iu(y,P,O,x,F,q,wt),Vt=wt*i+Q,ge=wt-Vt;Vt<1&&(Vt=0),je>=ge/2&&(je=0),Vt<5&&(U=Gu);let Nr=Vt>0,In=wt-Vt-(Nr?je:0);ge=U(al(In,ae,H)),Pe=(M==0?ge/2:M==Re?0:ge)-M*Re*((M==0?Q/2:0)+(Nr?je/2:0));let pt={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},ho=Zt?null:new Path2D,_n=null;if(re!=null)_n=_.data[re.series[1]];else{let{y0:j,y1:ke}=p;j!=null&&ke!=null&&(P=ke.values(_,S,k,C),_n=j.values(_,S,k,C))}let qn=B*ge,ne=bt*ge;for(let j=Re==1?k:C;j>=k&&j<=C;j+=Re){let ke=P[j];if(ke==null)continue;if(_n!=null){let vt=_n[j]??0;if(ke-vt==0)continue;dt=K(vt,Y,A,X)}let We=x.distr!=2||p!=null?y[j]:j,$o=O(We,x,F,q),Fn=K(de(ke,Ge),Y,A,X),Xt=U($o-Pe),zn=U(gt(Fn,dt)),St=U(Qt(Fn,dt)),Lt=zn-St;if(ke!=null){let vt=ke<0?ne:qn,Bt=ke<0?qn:ne;Zt?(je>0&&xn[j]!=null&&ce(po.get(xn[j]),Xt,St+Dt(je/2),ge,gt(0,Lt-je),vt,Bt),$n[j]!=null&&ce(Pt.get($n[j]),Xt,St+Dt(je/2),ge,gt(0,Lt-je),vt,Bt)):ce(ho,Xt,St+Dt(je/2),ge,gt(0,Lt-je),vt,Bt),ye(_,S,j,Xt-je/2,St,ge+je,Lt)}}return je>0?pt.stroke=Zt?po:ho:Zt||(pt._fill=R.width==0?R._fill:R._stroke??R._fill,pt.width=0),pt.fill=Zt?Pt:ho,pt})}function fh(e,t){let n=de(t?.alignGaps,0);return(o,r,s,i)=>co(o,r,(a,f,p,m,$,b,_,S,k,C,R)=>{[s,i]=Ls(p,s,i);let y=a.pxRound,P=B=>y(b(B,m,C,S)),x=B=>y(_(B,$,R,k)),Y,O,K;m.ori==0?(Y=Is,K=Go,O=yf):(Y=qs,K=Wo,O=wf);let q=m.dir*(m.ori==0?1:-1),X=P(f[q==1?s:i]),F=X,A=[],U=[];for(let B=q==1?s:i;B>=s&&B<=i;B+=q)if(p[B]!=null){let Re=f[B],ce=P(Re);A.push(F=ce),U.push(x(p[B]))}let M={stroke:e(A,U,Y,K,O,y),fill:null,clip:null,band:null,gaps:null,flags:Jo},Q=M.stroke,[H,ae]=Tl(o,r);if(a.fill!=null||H!=0){let B=M.fill=new Path2D(Q),bt=a.fillTo(o,r,a.min,a.max,H),Re=x(bt);K(B,F,Re),K(B,X,Re)}if(!a.spanGaps){let B=[];B.push(...kl(f,p,s,i,q,P,n)),M.gaps=B=a.gaps(o,r,s,i,B),M.clip=js(B,m.ori,S,k,C,R)}return ae!=0&&(M.band=ae==2?[Sn(o,r,s,i,Q,-1),Sn(o,r,s,i,Q,1)]:Sn(o,r,s,i,Q,ae)),M})}function dh(e){return fh(ph,e)}function ph(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),i==2)o(a,e[1],t[1]);else{let f=Array(i),p=Array(i-1),m=Array(i-1),$=Array(i-1);for(let b=0;b<i-1;b++)m[b]=t[b+1]-t[b],$[b]=e[b+1]-e[b],p[b]=m[b]/$[b];f[0]=p[0];for(let b=1;b<i-1;b++)p[b]===0||p[b-1]===0||p[b-1]>0!=p[b]>0?f[b]=0:(f[b]=3*($[b-1]+$[b])/((2*$[b]+$[b-1])/p[b-1]+($[b]+2*$[b-1])/p[b]),isFinite(f[b])||(f[b]=0));f[i-1]=p[i-2];for(let b=0;b<i-1;b++)r(a,e[b]+$[b]/3,t[b]+f[b]*$[b]/3,e[b+1]-$[b]/3,t[b+1]-f[b+1]*$[b]/3,e[b+1],t[b+1])}return a}var dl=new Set;function qu(){for(let e of dl)e.syncRect(!0)}Uo&&(lo(Gp,zo,qu),lo(Wp,zo,qu,!0),lo(Ds,zo,()=>{ct.pxRatio=_e}));var mh=Tf(),hh=Sf();function Fu(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>pl(s,i,t,n))}function $h(e,t){return e.map((n,o)=>o==0?{}:Ue({},t,n))}function pl(e,t,n,o){return Ue({},t==0?n:o,e)}function kf(e,t,n){return t==null?Bo:[t,n]}var _h=kf;function gh(e,t,n){return t==null?Bo:Rs(t,n,gl,!0)}function Ef(e,t,n,o){return t==null?Bo:Ms(t,n,e.scales[o].log,!1)}var bh=Ef;function Cf(e,t,n,o){return t==null?Bo:_l(t,n,e.scales[o].log,!1)}var vh=Cf;function yh(e,t,n,o,r){let s=gt(gu(e),gu(t)),i=t-e,a=Kt(r/o*i,n);do{let f=n[a],p=o*f/i;if(p>=r&&s+(f<5?On.get(f):0)<=17)return[f,p]}while(++a<n.length);return[0,0]}function zu(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Ke((n=+r)*_e))+"px"),[e,t,n]}function wh(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Te(t[2]*_e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ct(e,t,n){let o={mode:de(e.mode,1)},r=o.mode;function s(l,c,d,h){let g=c.valToPct(l);return h+d*(c.dir==-1?1-g:g)}function i(l,c,d,h){let g=c.valToPct(l);return h+d*(c.dir==-1?g:1-g)}function a(l,c,d,h){return c.ori==0?s(l,c,d,h):i(l,c,d,h)}o.valToPosH=s,o.valToPosV=i;let f=!1;o.status=0;let p=o.root=qt(Ap);if(e.id!=null&&(p.id=e.id),At(p,e.class),e.title){let l=qt(Pp,p);l.textContent=e.title}let m=Yt("canvas"),$=o.ctx=m.getContext("2d"),b=qt(Lp,p);lo("click",b,l=>{l.target===S&&(Ee!=Eo||Le!=Co)&&st.click(o,l)},!0);let _=o.under=qt(Mp,b);b.appendChild(m);let S=o.over=qt(Np,b);e=Ho(e);let k=+de(e.pxAlign,1),C=ju(k);(e.plugins||[]).forEach(l=>{l.opts&&(e=l.opts(o,e)||e)});let R=e.ms||.001,y=o.series=r==1?Fu(e.series||[],Du,Nu,!1):$h(e.series||[null],Mu),P=o.axes=Fu(e.axes||[],Au,Pu,!0),x=o.scales={},Y=o.bands=e.bands||[];Y.forEach(l=>{l.fill=le(l.fill||null),l.dir=de(l.dir,-1)});let O=r==2?y[1].facets[0].scale:y[0].scale,K={axes:Cd,series:Sd},q=(e.drawOrder||["axes","series"]).map(l=>K[l]);function X(l){let c=l.distr==3?d=>wn(d>0?d:l.clamp(o,d,l.min,l.max,l.key)):l.distr==4?d=>el(d,l.asinh):l.distr==100?d=>l.fwd(d):d=>d;return d=>{let h=c(d),{_min:g,_max:v}=l,w=v-g;return(h-g)/w}}function F(l){let c=x[l];if(c==null){let d=(e.scales||Dr)[l]||Dr;if(d.from!=null){F(d.from);let h=Ue({},x[d.from],d,{key:l});h.valToPct=X(h),x[l]=h}else{c=x[l]=Ue({},l==O?$f:rh,d),c.key=l;let h=c.time,g=c.range,v=Nn(g);if((l!=O||r==2&&!h)&&(v&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?hu:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?hu:{mode:1,hard:g[1],soft:g[1]}},v=!1),!v&&Os(g))){let w=g;g=(T,E,L)=>E==null?Bo:Rs(E,L,w)}c.range=le(g||(h?_h:l==O?c.distr==3?bh:c.distr==4?vh:kf:c.distr==3?Ef:c.distr==4?Cf:gh)),c.auto=le(v?!1:c.auto),c.clamp=le(c.clamp||oh),c._min=c._max=null,c.valToPct=X(c)}}}F("x"),F("y"),r==1&&y.forEach(l=>{F(l.scale)}),P.forEach(l=>{F(l.scale)});for(let l in e.scales)F(l);let A=x[O],U=A.distr,M,Q;A.ori==0?(At(p,Dp),M=s,Q=i):(At(p,Rp),M=i,Q=s);let H={};for(let l in x){let c=x[l];(c.min!=null||c.max!=null)&&(H[l]={min:c.min,max:c.max},c.min=c.max=null)}let ae=e.tzDate||(l=>new Date(Ke(l/R))),B=e.fmtDate||yl,bt=R==1?Dm(ae):Lm(ae),Re=ku(ae,Tu(R==1?Am:Pm,B)),ce=Cu(ae,Eu(Nm,B)),ye=[],re=o.legend=Ue({},Im,e.legend),z=o.cursor=Ue({},Hm,{drag:{y:r==2}},e.cursor),Ge=re.show,dt=z.show,Pe=re.markers;re.idxs=ye,Pe.width=le(Pe.width),Pe.dash=le(Pe.dash),Pe.stroke=le(Pe.stroke),Pe.fill=le(Pe.fill);let ge,Vt,wt,je=[],Zt=[],$n,Pt=!1,xn={};if(re.live){let l=y[1]?y[1].values:null;Pt=l!=null,$n=Pt?l(o,1,0):{_:0};for(let c in $n)xn[c]=hl}if(Ge)if(ge=Yt("table",zp,p),wt=Yt("tbody",null,ge),re.mount(o,ge),Pt){Vt=Yt("thead",null,ge,wt);let l=Yt("tr",null,Vt);Yt("th",null,l);for(var po in $n)Yt("th",nu,l).textContent=po}else At(ge,Bp),re.live&&At(ge,Vp);let mo={show:!0},Qo={show:!1};function Nr(l,c){if(c==0&&(Pt||!re.live||r==2))return Bo;let d=[],h=Yt("tr",Hp,wt,wt.childNodes[c]);At(h,l.class),l.show||At(h,io);let g=Yt("th",null,h);if(Pe.show){let T=qt(Jp,g);if(c>0){let E=Pe.width(o,c);E&&(T.style.border=E+"px "+Pe.dash(o,c)+" "+Pe.stroke(o,c)),T.style.background=Pe.fill(o,c)}}let v=qt(nu,g);l.label instanceof HTMLElement?v.appendChild(l.label):v.textContent=l.label,c>0&&(Pe.show||(v.style.color=l.width>0?Pe.stroke(o,c):Pe.fill(o,c)),pt("click",g,T=>{if(z._lock)return;Bn(T);let E=y.indexOf(l);if((T.ctrlKey||T.metaKey)!=re.isolate){let L=y.some((N,I)=>I>0&&I!=E&&N.show);y.forEach((N,I)=>{I>0&&tn(I,L?I==E?mo:Qo:mo,!0,He.setSeries)})}else tn(E,{show:!l.show},!0,He.setSeries)},!1),go&&pt(iu,g,T=>{z._lock||(Bn(T),tn(y.indexOf(l),Do,!0,He.setSeries))},!1));for(var w in $n){let T=Yt("td",Up,h);T.textContent="--",d.push(T)}return[h,d]}let In=new Map;function pt(l,c,d,h=!0){let g=In.get(c)||{},v=z.bind[l](o,c,d,h);v&&(lo(l,c,g[l]=v),In.set(c,g))}function ho(l,c,d){let h=In.get(c)||{};for(let g in h)(l==null||g==l)&&(ll(g,c,h[g]),delete h[g]);l==null&&In.delete(c)}let _n=0,qn=0,ne=0,j=0,ke=0,We=0,$o=ke,Fn=We,Xt=ne,zn=j,St=0,Lt=0,vt=0,Bt=0;o.bbox={};let Zs=!1,Or=!1,_o=!1,Vn=!1,jr=!1,Mt=!1;function Xs(l,c,d){(d||l!=o.width||c!=o.height)&&Nl(l,c),So(!1),_o=!0,Or=!0,xo()}function Nl(l,c){o.width=_n=ne=l,o.height=qn=j=c,ke=We=0,$d(),_d();let d=o.bbox;St=d.left=ro(ke*_e,.5),Lt=d.top=ro(We*_e,.5),vt=d.width=ro(ne*_e,.5),Bt=d.height=ro(j*_e,.5)}let pd=3;function md(){let l=!1,c=0;for(;!l;){c++;let d=kd(c),h=Ed(c);l=c==pd||d&&h,l||(Nl(o.width,o.height),Or=!0)}}function hd({width:l,height:c}){Xs(l,c)}o.setSize=hd;function $d(){let l=!1,c=!1,d=!1,h=!1;P.forEach((g,v)=>{if(g.show&&g._show){let{side:w,_size:T}=g,E=w%2,L=g.label!=null?g.labelSize:0,N=T+L;N>0&&(E?(ne-=N,w==3?(ke+=N,h=!0):d=!0):(j-=N,w==0?(We+=N,l=!0):c=!0))}}),Hn[0]=l,Hn[1]=d,Hn[2]=c,Hn[3]=h,ne-=Tn[1]+Tn[3],ke+=Tn[3],j-=Tn[2]+Tn[0],We+=Tn[0]}function _d(){let l=ke+ne,c=We+j,d=ke,h=We;function g(v,w){switch(v){case 1:return l+=w,l-w;case 2:return c+=w,c-w;case 3:return d-=w,d+w;case 0:return h-=w,h+w}}P.forEach((v,w)=>{if(v.show&&v._show){let T=v.side;v._pos=g(T,v._size),v.label!=null&&(v._lpos=g(T,v.labelSize))}})}if(z.dataIdx==null){let l=z.hover,c=l.skip=new Set(l.skip??[]);c.add(void 0);let d=l.prox=le(l.prox),h=l.bias??=0;z.dataIdx=(g,v,w,T)=>{if(v==0)return w;let E=w,L=d(g,v,w,T)??xe,N=L>=0&&L<xe,I=A.ori==0?ne:j,Z=z.left,pe=t[0],ue=t[v];if(c.has(ue[w])){E=null;let ie=null,G=null,V;if(h==0||h==-1)for(V=w;ie==null&&V-- >0;)c.has(ue[V])||(ie=V);if(h==0||h==1)for(V=w;G==null&&V++<ue.length;)c.has(ue[V])||(G=V);if(ie!=null||G!=null)if(N){let Ae=ie==null?-1/0:M(pe[ie],A,I,0),Ie=G==null?1/0:M(pe[G],A,I,0),ot=Z-Ae,we=Ie-Z;ot<=we?ot<=L&&(E=ie):we<=L&&(E=G)}else E=G==null?ie:ie==null?G:w-ie<=G-w?ie:G}else N&&Qe(Z-M(pe[w],A,I,0))>L&&(E=null);return E}}let Bn=l=>{z.event=l};z.idxs=ye,z._lock=!1;let ut=z.points;ut.show=le(ut.show),ut.size=le(ut.size),ut.stroke=le(ut.stroke),ut.width=le(ut.width),ut.fill=le(ut.fill);let en=o.focus=Ue({},e.focus||{alpha:.3},z.focus),go=en.prox>=0,bo=go&&ut.one,Nt=[],vo=[],yo=[];function Ol(l,c){let d=ut.show(o,c);if(d instanceof HTMLElement)return At(d,Fp),At(d,l.class),pn(d,-10,-10,ne,j),S.insertBefore(d,Nt[c]),d}function jl(l,c){if(r==1||c>0){let d=r==1&&x[l.scale].time,h=l.value;l.value=d?yu(h)?Cu(ae,Eu(h,B)):h||ce:h||eh,l.label=l.label||(d?Um:Jm)}if(bo||c>0){l.width=l.width==null?1:l.width,l.paths=l.paths||mh||rm,l.fillTo=le(l.fillTo||sh),l.pxAlign=+de(l.pxAlign,k),l.pxRound=ju(l.pxAlign),l.stroke=le(l.stroke||null),l.fill=le(l.fill||null),l._stroke=l._fill=l._paths=l._focus=null;let d=th(gt(1,l.width),1),h=l.points=Ue({},{size:d,width:gt(1,d*.2),stroke:l.stroke,space:d*2,paths:hh,_stroke:null,_fill:null},l.points);h.show=le(h.show),h.filter=le(h.filter),h.fill=le(h.fill),h.stroke=le(h.stroke),h.paths=le(h.paths),h.pxAlign=l.pxAlign}if(Ge){let d=Nr(l,c);je.splice(c,0,d[0]),Zt.splice(c,0,d[1]),re.values.push(null)}if(dt){ye.splice(c,0,null);let d=null;bo?c==0&&(d=Ol(l,c)):c>0&&(d=Ol(l,c)),Nt.splice(c,0,d),vo.splice(c,0,0),yo.splice(c,0,0)}nt("addSeries",c)}function gd(l,c){c=c??y.length,l=r==1?pl(l,c,Du,Nu):pl(l,c,{},Mu),y.splice(c,0,l),jl(y[c],c)}o.addSeries=gd;function bd(l){if(y.splice(l,1),Ge){re.values.splice(l,1),Zt.splice(l,1);let c=je.splice(l,1)[0];ho(null,c.firstChild),c.remove()}dt&&(ye.splice(l,1),Nt.splice(l,1)[0].remove(),vo.splice(l,1),yo.splice(l,1)),nt("delSeries",l)}o.delSeries=bd;let Hn=[!1,!1,!1,!1];function vd(l,c){if(l._show=l.show,l.show){let d=l.side%2,h=x[l.scale];h==null&&(l.scale=d?y[1].scale:O,h=x[l.scale]);let g=h.time;l.size=le(l.size),l.space=le(l.space),l.rotate=le(l.rotate),Nn(l.incrs)&&l.incrs.forEach(w=>{!On.has(w)&&On.set(w,Ku(w))}),l.incrs=le(l.incrs||(h.distr==2?km:g?R==1?Cm:Rm:so)),l.splits=le(l.splits||(g&&h.distr==1?bt:h.distr==3?cl:h.distr==4?Ym:Wm)),l.stroke=le(l.stroke),l.grid.stroke=le(l.grid.stroke),l.ticks.stroke=le(l.ticks.stroke),l.border.stroke=le(l.border.stroke);let v=l.values;l.values=Nn(v)&&!Nn(v[0])?le(v):g?Nn(v)?ku(ae,Tu(v,B)):yu(v)?Mm(ae,v):v||Re:v||Gm,l.filter=le(l.filter||(h.distr>=3&&h.log==10?Zm:h.distr==3&&h.log==2?Xm:Wu)),l.font=zu(l.font),l.labelFont=zu(l.labelFont),l._size=l.size(o,null,c,0),l._space=l._rotate=l._incrs=l._found=l._splits=l._values=null,l._size>0&&(Hn[c]=!0,l._el=qt(Op,b))}}function Zo(l,c,d,h){let[g,v,w,T]=d,E=c%2,L=0;return E==0&&(T||v)&&(L=c==0&&!g||c==2&&!w?Ke(Au.size/3):0),E==1&&(g||w)&&(L=c==1&&!v||c==3&&!T?Ke(Pu.size/2):0),L}let Il=o.padding=(e.padding||[Zo,Zo,Zo,Zo]).map(l=>le(de(l,Zo))),Tn=o._padding=Il.map((l,c)=>l(o,c,Hn,0)),rt,Ze=null,Xe=null,Ir=r==1?y[0].idxs:null,Ht=null,Xo=!1;function ql(l,c){if(t=l??[],o.data=o._data=t,r==2){rt=0;for(let d=1;d<y.length;d++)rt+=t[d][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ht=t[0],rt=Ht.length;let d=t;if(U==2){d=t.slice();let h=d[0]=Array(rt);for(let g=0;g<rt;g++)h[g]=g}o._data=t=d}if(So(!0),nt("setData"),U==2&&(_o=!0),c!==!1){let d=A;d.auto(o,Xo)?ei():En(O,d.min,d.max),Vn=Vn||z.left>=0,Mt=!0,xo()}}o.setData=ql;function ei(){Xo=!0;let l,c;r==1&&(rt>0?(Ze=Ir[0]=0,Xe=Ir[1]=rt-1,l=t[0][Ze],c=t[0][Xe],U==2?(l=Ze,c=Xe):l==c&&(U==3?[l,c]=Ms(l,l,A.log,!1):U==4?[l,c]=_l(l,l,A.log,!1):A.time?c=l+Ke(86400/R):[l,c]=Rs(l,c,gl,!0))):(Ze=Ir[0]=l=null,Xe=Ir[1]=c=null)),En(O,l,c)}let qr,wo,ti,ni,oi,ri,si,ii,li,yt;function Fl(l,c,d,h,g,v){l??=ru,d??=vl,h??="butt",g??=ru,v??="round",l!=qr&&($.strokeStyle=qr=l),g!=wo&&($.fillStyle=wo=g),c!=ti&&($.lineWidth=ti=c),v!=oi&&($.lineJoin=oi=v),h!=ri&&($.lineCap=ri=h),d!=ni&&$.setLineDash(ni=d)}function zl(l,c,d,h){c!=wo&&($.fillStyle=wo=c),l!=si&&($.font=si=l),d!=ii&&($.textAlign=ii=d),h!=li&&($.textBaseline=li=h)}function ai(l,c,d,h,g=0){if(h.length>0&&l.auto(o,Xo)&&(c==null||c.min==null)){let v=de(Ze,0),w=de(Xe,h.length-1),T=d.min==null?Zp(h,v,w,g,l.distr==3):[d.min,d.max];l.min=Qt(l.min,d.min=T[0]),l.max=gt(l.max,d.max=T[1])}}let Vl={min:null,max:null};function yd(){for(let h in x){let g=x[h];H[h]==null&&(g.min==null||H[O]!=null&&g.auto(o,Xo))&&(H[h]=Vl)}for(let h in x){let g=x[h];H[h]==null&&g.from!=null&&H[g.from]!=null&&(H[h]=Vl)}H[O]!=null&&So(!0);let l={};for(let h in H){let g=H[h];if(g!=null){let v=l[h]=Ho(x[h],lm);if(g.min!=null)Ue(v,g);else if(h!=O||r==2)if(rt==0&&v.from==null){let w=v.range(o,null,null,h);v.min=w[0],v.max=w[1]}else v.min=xe,v.max=-xe}}if(rt>0){y.forEach((h,g)=>{if(r==1){let v=h.scale,w=H[v];if(w==null)return;let T=l[v];if(g==0){let E=T.range(o,T.min,T.max,v);T.min=E[0],T.max=E[1],Ze=Kt(T.min,t[0]),Xe=Kt(T.max,t[0]),Xe-Ze>1&&(t[0][Ze]<T.min&&Ze++,t[0][Xe]>T.max&&Xe--),h.min=Ht[Ze],h.max=Ht[Xe]}else h.show&&h.auto&&ai(T,w,h,t[g],h.sorted);h.idxs[0]=Ze,h.idxs[1]=Xe}else if(g>0&&h.show&&h.auto){let[v,w]=h.facets,T=v.scale,E=w.scale,[L,N]=t[g],I=l[T],Z=l[E];I!=null&&ai(I,H[T],v,L,v.sorted),Z!=null&&ai(Z,H[E],w,N,w.sorted),h.min=w.min,h.max=w.max}});for(let h in l){let g=l[h],v=H[h];if(g.from==null&&(v==null||v.min==null)){let w=g.range(o,g.min==xe?null:g.min,g.max==-xe?null:g.max,h);g.min=w[0],g.max=w[1]}}}for(let h in l){let g=l[h];if(g.from!=null){let v=l[g.from];if(v.min==null)g.min=g.max=null;else{let w=g.range(o,v.min,v.max,h);g.min=w[0],g.max=w[1]}}}let c={},d=!1;for(let h in l){let g=l[h],v=x[h];if(v.min!=g.min||v.max!=g.max){v.min=g.min,v.max=g.max;let w=v.distr;v._min=w==3?wn(v.min):w==4?el(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?wn(v.max):w==4?el(v.max,v.asinh):w==100?v.fwd(v.max):v.max,c[h]=d=!0}}if(d){y.forEach((h,g)=>{r==2?g>0&&c.y&&(h._paths=null):c[h.scale]&&(h._paths=null)});for(let h in c)_o=!0,nt("setScale",h);dt&&z.left>=0&&(Vn=Mt=!0)}for(let h in H)H[h]=null}function wd(l){let c=al(Ze-1,0,rt-1),d=al(Xe+1,0,rt-1);for(;l[c]==null&&c>0;)c--;for(;l[d]==null&&d<rt-1;)d++;return[c,d]}function Sd(){if(rt>0){let l=y.some(c=>c._focus)&&yt!=en.alpha;l&&($.globalAlpha=yt=en.alpha),y.forEach((c,d)=>{if(d>0&&c.show&&(Bl(d,!1),Bl(d,!0),c._paths==null)){let h=yt;yt!=c.alpha&&($.globalAlpha=yt=c.alpha);let g=r==2?[0,t[d][0].length-1]:wd(t[d]);c._paths=c.paths(o,d,g[0],g[1]),yt!=h&&($.globalAlpha=yt=h)}}),y.forEach((c,d)=>{if(d>0&&c.show){let h=yt;yt!=c.alpha&&($.globalAlpha=yt=c.alpha),c._paths!=null&&Hl(d,!1);{let g=c._paths!=null?c._paths.gaps:null,v=c.points.show(o,d,Ze,Xe,g),w=c.points.filter(o,d,v,g);(v||w)&&(c.points._paths=c.points.paths(o,d,Ze,Xe,w),Hl(d,!0))}yt!=h&&($.globalAlpha=yt=h),nt("drawSeries",d)}}),l&&($.globalAlpha=yt=1)}}function Bl(l,c){let d=c?y[l].points:y[l];d._stroke=d.stroke(o,l),d._fill=d.fill(o,l)}function Hl(l,c){let d=c?y[l].points:y[l],{stroke:h,fill:g,clip:v,flags:w,_stroke:T=d._stroke,_fill:E=d._fill,_width:L=d.width}=d._paths;L=Te(L*_e,3);let N=null,I=L%2/2;c&&E==null&&(E=L>0?"#fff":T);let Z=d.pxAlign==1&&I>0;if(Z&&$.translate(I,I),!c){let pe=St-L/2,ue=Lt-L/2,ie=vt+L,G=Bt+L;N=new Path2D,N.rect(pe,ue,ie,G)}c?ci(T,L,d.dash,d.cap,E,h,g,w,v):xd(l,T,L,d.dash,d.cap,E,h,g,w,N,v),Z&&$.translate(-I,-I)}function xd(l,c,d,h,g,v,w,T,E,L,N){let I=!1;E!=0&&Y.forEach((Z,pe)=>{if(Z.series[0]==l){let ue=y[Z.series[1]],ie=t[Z.series[1]],G=(ue._paths||Dr).band;Nn(G)&&(G=Z.dir==1?G[0]:G[1]);let V,Ae=null;ue.show&&G&&em(ie,Ze,Xe)?(Ae=Z.fill(o,pe)||v,V=ue._paths.clip):G=null,ci(c,d,h,g,Ae,w,T,E,L,N,V,G),I=!0}}),I||ci(c,d,h,g,v,w,T,E,L,N)}let Jl=Jo|fl;function ci(l,c,d,h,g,v,w,T,E,L,N,I){Fl(l,c,d,h,g),(E||L||I)&&($.save(),E&&$.clip(E),L&&$.clip(L)),I?(T&Jl)==Jl?($.clip(I),N&&$.clip(N),zr(g,w),Fr(l,v,c)):T&fl?(zr(g,w),$.clip(I),Fr(l,v,c)):T&Jo&&($.save(),$.clip(I),N&&$.clip(N),zr(g,w),$.restore(),Fr(l,v,c)):(zr(g,w),Fr(l,v,c)),(E||L||I)&&$.restore()}function Fr(l,c,d){d>0&&(c instanceof Map?c.forEach((h,g)=>{$.strokeStyle=qr=g,$.stroke(h)}):c!=null&&l&&$.stroke(c))}function zr(l,c){c instanceof Map?c.forEach((d,h)=>{$.fillStyle=wo=h,$.fill(d)}):c!=null&&l&&$.fill(c)}function Td(l,c,d,h){let g=P[l],v;if(h<=0)v=[0,0];else{let w=g._space=g.space(o,l,c,d,h),T=g._incrs=g.incrs(o,l,c,d,h,w);v=yh(c,d,T,h,w)}return g._found=v}function ui(l,c,d,h,g,v,w,T,E,L){let N=w%2/2;k==1&&$.translate(N,N),Fl(T,w,E,L,T),$.beginPath();let I,Z,pe,ue,ie=g+(h==0||h==3?-v:v);d==0?(Z=g,ue=ie):(I=g,pe=ie);for(let G=0;G<l.length;G++)c[G]!=null&&(d==0?I=pe=l[G]:Z=ue=l[G],$.moveTo(I,Z),$.lineTo(pe,ue));$.stroke(),k==1&&$.translate(-N,-N)}function kd(l){let c=!0;return P.forEach((d,h)=>{if(!d.show)return;let g=x[d.scale];if(g.min==null){d._show&&(c=!1,d._show=!1,So(!1));return}else d._show||(c=!1,d._show=!0,So(!1));let v=d.side,w=v%2,{min:T,max:E}=g,[L,N]=Td(h,T,E,w==0?ne:j);if(N==0)return;let I=g.distr==2,Z=d._splits=d.splits(o,h,T,E,L,N,I),pe=g.distr==2?Z.map(V=>Ht[V]):Z,ue=g.distr==2?Ht[Z[1]]-Ht[Z[0]]:L,ie=d._values=d.values(o,d.filter(o,pe,h,N,ue),h,N,ue);d._rotate=v==2?d.rotate(o,ie,h,N):0;let G=d._size;d._size=Ft(d.size(o,ie,h,l)),G!=null&&d._size!=G&&(c=!1)}),c}function Ed(l){let c=!0;return Il.forEach((d,h)=>{let g=d(o,h,Hn,l);g!=Tn[h]&&(c=!1),Tn[h]=g}),c}function Cd(){for(let l=0;l<P.length;l++){let c=P[l];if(!c.show||!c._show)continue;let d=c.side,h=d%2,g,v,w=c.stroke(o,l),T=d==0||d==3?-1:1,[E,L]=c._found;if(c.label!=null){let ht=c.labelGap*T,kt=Ke((c._lpos+ht)*_e);zl(c.labelFont[0],w,"center",d==2?"top":ou),$.save(),h==1?(g=v=0,$.translate(kt,Ke(Lt+Bt/2)),$.rotate((d==3?-As:As)/2)):(g=Ke(St+vt/2),v=kt);let Gn=Uu(c.label)?c.label(o,l,E,L):c.label;$.fillText(Gn,g,v),$.restore()}if(L==0)continue;let N=x[c.scale],I=h==0?vt:Bt,Z=h==0?St:Lt,pe=c._splits,ue=N.distr==2?pe.map(ht=>Ht[ht]):pe,ie=N.distr==2?Ht[pe[1]]-Ht[pe[0]]:E,G=c.ticks,V=c.border,Ae=G.show?G.size:0,Ie=Ke(Ae*_e),ot=Ke((c.alignTo==2?c._size-Ae-c.gap:c.gap)*_e),we=c._rotate*-As/180,qe=C(c._pos*_e),xt=(Ie+ot)*T,mt=qe+xt;v=h==0?mt:0,g=h==1?mt:0;let Ot=c.font[0],Jt=c.align==1?qo:c.align==2?Qi:we>0?qo:we<0?Qi:h==0?"center":d==3?Qi:qo,on=we||h==1?"middle":d==2?"top":ou;zl(Ot,w,Jt,on);let Tt=c.font[1]*c.lineGap,jt=pe.map(ht=>C(a(ht,N,I,Z))),Ut=c._values;for(let ht=0;ht<Ut.length;ht++){let kt=Ut[ht];if(kt!=null){h==0?g=jt[ht]:v=jt[ht],kt=""+kt;let Gn=kt.indexOf(`
`)==-1?[kt]:kt.split(/\n/gm);for(let $t=0;$t<Gn.length;$t++){let ua=Gn[$t];we?($.save(),$.translate(g,v+$t*Tt),$.rotate(we),$.fillText(ua,0,0),$.restore()):$.fillText(ua,g,v+$t*Tt)}}}G.show&&ui(jt,G.filter(o,ue,l,L,ie),h,d,qe,Ie,Te(G.width*_e,3),G.stroke(o,l),G.dash,G.cap);let rn=c.grid;rn.show&&ui(jt,rn.filter(o,ue,l,L,ie),h,h==0?2:1,h==0?Lt:St,h==0?Bt:vt,Te(rn.width*_e,3),rn.stroke(o,l),rn.dash,rn.cap),V.show&&ui([qe],[1],h==0?1:0,h==0?1:2,h==1?Lt:St,h==1?Bt:vt,Te(V.width*_e,3),V.stroke(o,l),V.dash,V.cap)}nt("drawAxes")}function So(l){y.forEach((c,d)=>{d>0&&(c._paths=null,l&&(r==1?(c.min=null,c.max=null):c.facets.forEach(h=>{h.min=null,h.max=null})))})}let Vr=!1,fi=!1,er=[];function Ad(){fi=!1;for(let l=0;l<er.length;l++)nt(...er[l]);er.length=0}function xo(){Vr||(mm(Ul),Vr=!0)}function Dd(l,c=!1){Vr=!0,fi=c,l(o),Ul(),c&&er.length>0&&queueMicrotask(Ad)}o.batch=Dd;function Ul(){if(Zs&&(yd(),Zs=!1),_o&&(md(),_o=!1),Or){if(De(_,qo,ke),De(_,"top",We),De(_,kr,ne),De(_,Er,j),De(S,qo,ke),De(S,"top",We),De(S,kr,ne),De(S,Er,j),De(b,kr,_n),De(b,Er,qn),m.width=Ke(_n*_e),m.height=Ke(qn*_e),P.forEach(({_el:l,_show:c,_size:d,_pos:h,side:g})=>{if(l!=null)if(c){let v=g===3||g===0?d:0,w=g%2==1;De(l,w?"left":"top",h-v),De(l,w?"width":"height",d),De(l,w?"top":"left",w?We:ke),De(l,w?"height":"width",w?j:ne),il(l,io)}else At(l,io)}),qr=wo=ti=oi=ri=si=ii=li=ni=null,yt=1,or(!0),ke!=$o||We!=Fn||ne!=Xt||j!=zn){So(!1);let l=ne/Xt,c=j/zn;if(dt&&!Vn&&z.left>=0){z.left*=l,z.top*=c,To&&pn(To,Ke(z.left),0,ne,j),ko&&pn(ko,0,Ke(z.top),ne,j);for(let d=0;d<Nt.length;d++){let h=Nt[d];h!=null&&(vo[d]*=l,yo[d]*=c,pn(h,Ft(vo[d]),Ft(yo[d]),ne,j))}}if(Ce.show&&!jr&&Ce.left>=0&&Ce.width>0){Ce.left*=l,Ce.width*=l,Ce.top*=c,Ce.height*=c;for(let d in _i)De(Ao,d,Ce[d])}$o=ke,Fn=We,Xt=ne,zn=j}nt("setSize"),Or=!1}_n>0&&qn>0&&($.clearRect(0,0,m.width,m.height),nt("drawClear"),q.forEach(l=>l()),nt("draw")),Ce.show&&jr&&(Br(Ce),jr=!1),dt&&Vn&&(Un(null,!0,!1),Vn=!1),re.show&&re.live&&Mt&&(hi(),Mt=!1),f||(f=!0,o.status=1,nt("ready")),Xo=!1,Vr=!1}o.redraw=(l,c)=>{_o=c||!1,l!==!1?En(O,A.min,A.max):xo()};function di(l,c){let d=x[l];if(d.from==null){if(rt==0){let h=d.range(o,c.min,c.max,l);c.min=h[0],c.max=h[1]}if(c.min>c.max){let h=c.min;c.min=c.max,c.max=h}if(rt>1&&c.min!=null&&c.max!=null&&c.max-c.min<1e-16)return;l==O&&d.distr==2&&rt>0&&(c.min=Kt(c.min,t[0]),c.max=Kt(c.max,t[0]),c.min==c.max&&c.max++),H[l]=c,Zs=!0,xo()}}o.setScale=di;let pi,mi,To,ko,Gl,Wl,Eo,Co,Yl,Kl,Ee,Le,kn=!1,st=z.drag,et=st.x,tt=st.y;dt&&(z.x&&(pi=qt(Ip,S)),z.y&&(mi=qt(qp,S)),A.ori==0?(To=pi,ko=mi):(To=mi,ko=pi),Ee=z.left,Le=z.top);let Ce=o.select=Ue({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Ao=Ce.show?qt(jp,Ce.over?S:_):null;function Br(l,c){if(Ce.show){for(let d in l)Ce[d]=l[d],d in _i&&De(Ao,d,l[d]);c!==!1&&nt("setSelect")}}o.setSelect=Br;function Rd(l){if(y[l].show)Ge&&il(je[l],io);else if(Ge&&At(je[l],io),dt){let d=bo?Nt[0]:Nt[l];d!=null&&pn(d,-10,-10,ne,j)}}function En(l,c,d){di(l,{min:c,max:d})}function tn(l,c,d,h){c.focus!=null&&Od(l),c.show!=null&&y.forEach((g,v)=>{v>0&&(l==v||l==null)&&(g.show=c.show,Rd(v),r==2?(En(g.facets[0].scale,null,null),En(g.facets[1].scale,null,null)):En(g.scale,null,null),xo())}),d!==!1&&nt("setSeries",l,c),h&&rr("setSeries",o,l,c)}o.setSeries=tn;function Pd(l,c){Ue(Y[l],c)}function Ld(l,c){l.fill=le(l.fill||null),l.dir=de(l.dir,-1),c=c??Y.length,Y.splice(c,0,l)}function Md(l){l==null?Y.length=0:Y.splice(l,1)}o.addBand=Ld,o.setBand=Pd,o.delBand=Md;function Nd(l,c){y[l].alpha=c,dt&&Nt[l]!=null&&(Nt[l].style.opacity=c),Ge&&je[l]&&(je[l].style.opacity=c)}let gn,Cn,Jn,Do={focus:!0};function Od(l){if(l!=Jn){let c=l==null,d=en.alpha!=1;y.forEach((h,g)=>{if(r==1||g>0){let v=c||g==0||g==l;h._focus=c?null:v,d&&Nd(g,v?1:en.alpha)}}),Jn=l,d&&xo()}}Ge&&go&&pt(lu,ge,l=>{z._lock||(Bn(l),Jn!=null&&tn(null,Do,!0,He.setSeries))});function nn(l,c,d){let h=x[c];d&&(l=l/_e-(h.ori==1?We:ke));let g=ne;h.ori==1&&(g=j,l=g-l),h.dir==-1&&(l=g-l);let v=h._min,w=h._max,T=l/g,E=v+(w-v)*T,L=h.distr;return L==3?Vo(10,E):L==4?nm(E,h.asinh):L==100?h.bwd(E):E}function jd(l,c){let d=nn(l,O,c);return Kt(d,t[0],Ze,Xe)}o.valToIdx=l=>Kt(l,t[0]),o.posToIdx=jd,o.posToVal=nn,o.valToPos=(l,c,d)=>x[c].ori==0?s(l,x[c],d?vt:ne,d?St:0):i(l,x[c],d?Bt:j,d?Lt:0),o.setCursor=(l,c,d)=>{Ee=l.left,Le=l.top,Un(null,c,d)};function Ql(l,c){De(Ao,qo,Ce.left=l),De(Ao,kr,Ce.width=c)}function Zl(l,c){De(Ao,"top",Ce.top=l),De(Ao,Er,Ce.height=c)}let tr=A.ori==0?Ql:Zl,nr=A.ori==1?Ql:Zl;function Id(){if(Ge&&re.live)for(let l=r==2?1:0;l<y.length;l++){if(l==0&&Pt)continue;let c=re.values[l],d=0;for(let h in c)Zt[l][d++].firstChild.nodeValue=c[h]}}function hi(l,c){if(l!=null&&(l.idxs?l.idxs.forEach((d,h)=>{ye[h]=d}):im(l.idx)||ye.fill(l.idx),re.idx=ye[0]),Ge&&re.live){for(let d=0;d<y.length;d++)(d>0||r==1&&!Pt)&&qd(d,ye[d]);Id()}Mt=!1,c!==!1&&nt("setLegend")}o.setLegend=hi;function qd(l,c){let d=y[l],h=l==0&&U==2?Ht:t[l],g;Pt?g=d.values(o,l,c)??xn:(g=d.value(o,c==null?null:h[c],l,c),g=g==null?xn:{_:g}),re.values[l]=g}function Un(l,c,d){Yl=Ee,Kl=Le,[Ee,Le]=z.move(o,Ee,Le),z.left=Ee,z.top=Le,dt&&(To&&pn(To,Ke(Ee),0,ne,j),ko&&pn(ko,0,Ke(Le),ne,j));let h,g=Ze>Xe;gn=xe,Cn=null;let v=A.ori==0?ne:j,w=A.ori==1?ne:j;if(Ee<0||rt==0||g){h=z.idx=null;for(let T=0;T<y.length;T++){let E=Nt[T];E!=null&&pn(E,-10,-10,ne,j)}go&&tn(null,Do,!0,l==null&&He.setSeries),re.live&&(ye.fill(h),Mt=!0)}else{let T,E,L;r==1&&(T=A.ori==0?Ee:Le,E=nn(T,O),h=z.idx=Kt(E,t[0],Ze,Xe),L=M(t[0][h],A,v,0));let N=-10,I=-10,Z=0,pe=0,ue=!0,ie="",G="";for(let V=r==2?1:0;V<y.length;V++){let Ae=y[V],Ie=ye[V],ot=Ie==null?null:r==1?t[V][Ie]:t[V][1][Ie],we=z.dataIdx(o,V,h,E),qe=we==null?null:r==1?t[V][we]:t[V][1][we];if(Mt=Mt||qe!=ot||we!=Ie,ye[V]=we,V>0&&Ae.show){let xt=we==null?-10:we==h?L:M(r==1?t[0][we]:t[V][0][we],A,v,0),mt=qe==null?-10:Q(qe,r==1?x[Ae.scale]:x[Ae.facets[1].scale],w,0);if(go&&qe!=null){let Ot=A.ori==1?Ee:Le,Jt=Qe(en.dist(o,V,we,mt,Ot));if(Jt<gn){let on=en.bias;if(on!=0){let Tt=nn(Ot,Ae.scale),jt=qe>=0?1:-1,Ut=Tt>=0?1:-1;Ut==jt&&(Ut==1?on==1?qe>=Tt:qe<=Tt:on==1?qe<=Tt:qe>=Tt)&&(gn=Jt,Cn=V)}else gn=Jt,Cn=V}}if(Mt||bo){let Ot,Jt;A.ori==0?(Ot=xt,Jt=mt):(Ot=mt,Jt=xt);let on,Tt,jt,Ut,rn,ht,kt=!0,Gn=ut.bbox;if(Gn!=null){kt=!1;let $t=Gn(o,V);jt=$t.left,Ut=$t.top,on=$t.width,Tt=$t.height}else jt=Ot,Ut=Jt,on=Tt=ut.size(o,V);if(ht=ut.fill(o,V),rn=ut.stroke(o,V),bo)V==Cn&&gn<=en.prox&&(N=jt,I=Ut,Z=on,pe=Tt,ue=kt,ie=ht,G=rn);else{let $t=Nt[V];$t!=null&&(vo[V]=jt,yo[V]=Ut,mu($t,on,Tt,kt),du($t,ht,rn),pn($t,Ft(jt),Ft(Ut),ne,j))}}}}if(bo){let V=en.prox,Ae=Jn==null?gn<=V:gn>V||Cn!=Jn;if(Mt||Ae){let Ie=Nt[0];Ie!=null&&(vo[0]=N,yo[0]=I,mu(Ie,Z,pe,ue),du(Ie,ie,G),pn(Ie,Ft(N),Ft(I),ne,j))}}}if(Ce.show&&kn)if(l!=null){let[T,E]=He.scales,[L,N]=He.match,[I,Z]=l.cursor.sync.scales,pe=l.cursor.drag;if(et=pe._x,tt=pe._y,et||tt){let{left:ue,top:ie,width:G,height:V}=l.select,Ae=l.scales[I].ori,Ie=l.posToVal,ot,we,qe,xt,mt,Ot=T!=null&&L(T,I),Jt=E!=null&&N(E,Z);Ot&&et?(Ae==0?(ot=ue,we=G):(ot=ie,we=V),qe=x[T],xt=M(Ie(ot,I),qe,v,0),mt=M(Ie(ot+we,I),qe,v,0),tr(Qt(xt,mt),Qe(mt-xt))):tr(0,v),Jt&&tt?(Ae==1?(ot=ue,we=G):(ot=ie,we=V),qe=x[E],xt=Q(Ie(ot,Z),qe,w,0),mt=Q(Ie(ot+we,Z),qe,w,0),nr(Qt(xt,mt),Qe(mt-xt))):nr(0,w)}else gi()}else{let T=Qe(Yl-Gl),E=Qe(Kl-Wl);if(A.ori==1){let Z=T;T=E,E=Z}et=st.x&&T>=st.dist,tt=st.y&&E>=st.dist;let L=st.uni;L!=null?et&&tt&&(et=T>=L,tt=E>=L,!et&&!tt&&(E>T?tt=!0:et=!0)):st.x&&st.y&&(et||tt)&&(et=tt=!0);let N,I;et&&(A.ori==0?(N=Eo,I=Ee):(N=Co,I=Le),tr(Qt(N,I),Qe(I-N)),tt||nr(0,w)),tt&&(A.ori==1?(N=Eo,I=Ee):(N=Co,I=Le),nr(Qt(N,I),Qe(I-N)),et||tr(0,v)),!et&&!tt&&(tr(0,0),nr(0,0))}if(st._x=et,st._y=tt,l==null){if(d){if(ca!=null){let[T,E]=He.scales;He.values[0]=T!=null?nn(A.ori==0?Ee:Le,T):null,He.values[1]=E!=null?nn(A.ori==1?Ee:Le,E):null}rr(Zi,o,Ee,Le,ne,j,h)}if(go){let T=d&&He.setSeries,E=en.prox;Jn==null?gn<=E&&tn(Cn,Do,!0,T):gn>E?tn(null,Do,!0,T):Cn!=Jn&&tn(Cn,Do,!0,T)}}Mt&&(re.idx=h,hi()),c!==!1&&nt("setCursor")}let An=null;Object.defineProperty(o,"rect",{get(){return An==null&&or(!1),An}});function or(l=!1){l?An=null:(An=S.getBoundingClientRect(),nt("syncRect",An))}function Xl(l,c,d,h,g,v,w){z._lock||kn&&l!=null&&l.movementX==0&&l.movementY==0||($i(l,c,d,h,g,v,w,!1,l!=null),l!=null?Un(null,!0,!0):Un(c,!0,!1))}function $i(l,c,d,h,g,v,w,T,E){if(An==null&&or(!1),Bn(l),l!=null)d=l.clientX-An.left,h=l.clientY-An.top;else{if(d<0||h<0){Ee=-10,Le=-10;return}let[L,N]=He.scales,I=c.cursor.sync,[Z,pe]=I.values,[ue,ie]=I.scales,[G,V]=He.match,Ae=c.axes[0].side%2==1,Ie=A.ori==0?ne:j,ot=A.ori==1?ne:j,we=Ae?v:g,qe=Ae?g:v,xt=Ae?h:d,mt=Ae?d:h;if(ue!=null?d=G(L,ue)?a(Z,x[L],Ie,0):-10:d=Ie*(xt/we),ie!=null?h=V(N,ie)?a(pe,x[N],ot,0):-10:h=ot*(mt/qe),A.ori==1){let Ot=d;d=h,h=Ot}}E&&(c==null||c.cursor.event.type==Zi)&&((d<=1||d>=ne-1)&&(d=ro(d,ne)),(h<=1||h>=j-1)&&(h=ro(h,j))),T?(Gl=d,Wl=h,[Eo,Co]=z.move(o,d,h)):(Ee=d,Le=h)}let _i={width:0,height:0,left:0,top:0};function gi(){Br(_i,!1)}let ea,ta,na,oa;function ra(l,c,d,h,g,v,w){kn=!0,et=tt=st._x=st._y=!1,$i(l,c,d,h,g,v,w,!0,!1),l!=null&&(pt(Xi,rl,sa,!1),rr(su,o,Eo,Co,ne,j,null));let{left:T,top:E,width:L,height:N}=Ce;ea=T,ta=E,na=L,oa=N}function sa(l,c,d,h,g,v,w){kn=st._x=st._y=!1,$i(l,c,d,h,g,v,w,!1,!0);let{left:T,top:E,width:L,height:N}=Ce,I=L>0||N>0,Z=ea!=T||ta!=E||na!=L||oa!=N;if(I&&Z&&Br(Ce),st.setScale&&I&&Z){let pe=T,ue=L,ie=E,G=N;if(A.ori==1&&(pe=E,ue=N,ie=T,G=L),et&&En(O,nn(pe,O),nn(pe+ue,O)),tt)for(let V in x){let Ae=x[V];V!=O&&Ae.from==null&&Ae.min!=xe&&En(V,nn(ie+G,V),nn(ie,V))}gi()}else z.lock&&(z._lock=!z._lock,Un(c,!0,l!=null));l!=null&&(ho(Xi,rl),rr(Xi,o,Ee,Le,ne,j,null))}function Fd(l,c,d,h,g,v,w){if(z._lock)return;Bn(l);let T=kn;if(kn){let E=!0,L=!0,N=10,I,Z;A.ori==0?(I=et,Z=tt):(I=tt,Z=et),I&&Z&&(E=Ee<=N||Ee>=ne-N,L=Le<=N||Le>=j-N),I&&E&&(Ee=Ee<Eo?0:ne),Z&&L&&(Le=Le<Co?0:j),Un(null,!0,!0),kn=!1}Ee=-10,Le=-10,ye.fill(null),Un(null,!0,!0),T&&(kn=T)}function ia(l,c,d,h,g,v,w){z._lock||(Bn(l),ei(),gi(),l!=null&&rr(au,o,Ee,Le,ne,j,null))}function la(){P.forEach(wh),Xs(o.width,o.height,!0)}lo(Ds,zo,la);let Ro={};Ro.mousedown=ra,Ro.mousemove=Xl,Ro.mouseup=sa,Ro.dblclick=ia,Ro.setSeries=(l,c,d,h)=>{let g=He.match[2];d=g(o,c,d),d!=-1&&tn(d,h,!0,!1)},dt&&(pt(su,S,ra),pt(Zi,S,Xl),pt(iu,S,l=>{Bn(l),or(!1)}),pt(lu,S,Fd),pt(au,S,ia),dl.add(o),o.syncRect=or);let Hr=o.hooks=e.hooks||{};function nt(l,c,d){fi?er.push([l,c,d]):l in Hr&&Hr[l].forEach(h=>{h.call(null,o,c,d)})}(e.plugins||[]).forEach(l=>{for(let c in l.hooks)Hr[c]=(Hr[c]||[]).concat(l.hooks[c])});let aa=(l,c,d)=>d,He=Ue({key:null,setSeries:!1,filters:{pub:bu,sub:bu},scales:[O,y[1]?y[1].scale:null],match:[vu,vu,aa],values:[null,null]},z.sync);He.match.length==2&&He.match.push(aa),z.sync=He;let ca=He.key,bi=_f(ca);function rr(l,c,d,h,g,v,w){He.filters.pub(l,c,d,h,g,v,w)&&bi.pub(l,c,d,h,g,v,w)}bi.sub(o);function zd(l,c,d,h,g,v,w){He.filters.sub(l,c,d,h,g,v,w)&&Ro[l](null,c,d,h,g,v,w)}o.pub=zd;function Vd(){bi.unsub(o),dl.delete(o),In.clear(),ll(Ds,zo,la),p.remove(),ge?.remove(),nt("destroy")}o.destroy=Vd;function vi(){nt("init",e,t),ql(t||e.data,!1),H[O]?di(O,H[O]):ei(),jr=Ce.show&&(Ce.width>0||Ce.height>0),Vn=Mt=!0,Xs(e.width,e.height)}return y.forEach(jl),P.forEach(vd),n?n instanceof HTMLElement?(n.appendChild(p),vi()):n(o,vi):vi(),o}ct.assign=Ue;ct.fmtNum=bl;ct.rangeNum=Rs;ct.rangeLog=Ms;ct.rangeAsinh=_l;ct.orient=co;ct.pxRatio=_e;ct.join=pm;ct.fmtDate=yl,ct.tzDate=xm;ct.sync=_f;{ct.addGap=ih,ct.clipGaps=js;let e=ct.paths={points:Sf};e.linear=Tf,e.stepped=ch,e.bars=uh,e.spline=dh}var Df=220,Sh=6,xh=80,Th=[1,2,5,10,15,30,60,120,300,600,900,1800,3600,7200,10800,21600,43200,86400];function Rf({history:e}){let t=Me(null),n=Me(null),o=Me(e);o.current=e,Et(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ct(Eh(s,()=>o.current),Af(o.current),s)};i();let a=matchMedia("(prefers-color-scheme: dark)"),f=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:Df}));return f.observe(s),a.addEventListener("change",i),()=>{f.disconnect(),a.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Et(()=>n.current?.setData(Af(e)),[e]);let r=Xc(Ki(e));return u`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&u`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>u`<span class="legend ${s}">${Io[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${Se} label="Rate as a table"><${kh} history=${e} /><//>
    </details>
  </figure>`}function kh({history:e}){return u`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>u`<tr>
          <td>${$e(t)}</td>
          <td class="number">${te(e.rows[n])}</td>
          <td class="number">${Lc(e.docs_per_second[n])}</td>
          <td>${Io[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function Af(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function Eh(e,t){let n=r=>Ah(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:Df,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,space:xh,incrs:Th,values:(r,s)=>s.map(i=>Mc(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>un(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>Ch(r,t(),n)]}}}function Ch(e,t,n){let{ctx:o}=e,r=Sh*devicePixelRatio;for(let{part:s,from:i,to:a}of Ki(t)){if(!(s in Io))continue;let f=e.valToPos(i/1e3,"x",!0),p=e.valToPos(a/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(f,e.bbox.top+e.bbox.height-r,Math.max(1,p-f),r)}}function Ah(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function zs({children:e}){return u`<div class="tiles">${e}</div>`}function zt({name:e,value:t,isBad:n=!1,href:o}){let r=u`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?u`<a class=${s} href=${o}>${r}</a>`:u`<div class=${s}>${r}</div>`}var Dh={dropped:"Dropped by the pipeline",duplicates:"Duplicate ids",nulled:"Values replaced by null",retries:"Retries"};function Vs({status:e}){let t=e.details??{};return u`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&u`<${Ni} messages=${e.error} />`}
      ${e.is_running&&u`<${Pr} details=${t} />`}
      <${zs}>
        <${zt} name="Rows" value=${te(e.count)} />
        <${zt} name="Rows per second" value=${un(Rh(e))} />
        ${e.is_running&&u`<${zt} name="Time left" value=${at(t.eta_in_millis)} />`}
        <${zt} name="Running time" value=${at((e.end_time??Date.now())-e.start_time)} />
        <${zt} name="Rejected rows" value=${te(t.rejected)} isBad=${t.rejected>0}
          href=${t.rejected>0&&me(J.readDeadLetters)?D("dead-letters",void 0,{execution:t.execution}):void 0} />
      <//>
      ${t.history?.time.length>1&&u`<${Rf} history=${t.history} />`}
    </section>
    ${t.partitions&&u`<${tu} partitions=${t.partitions} />`}
    <div class="columns">
      <${Ph} status=${e} />
      ${t.events&&u`<${eu} events=${t.events} />`}
    </div>
  `}function Rh({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function Pr({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=Nc(e.percent);return u`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function Ph({status:e}){let t=e.details??{};return u`<section class="panel">
    <h2>Run</h2>
    <${oo}>
      <${Oe} name="Started">${$e(e.start_time)}, ${t.trigger==="schedule"?"by the schedule":"manually"}<//>
      <${Oe} name="Ended">${$e(e.end_time)}<//>
      <${Oe} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${Oe} name="Agent">${t.agent??"\u2013"}<//>
      <${Oe} name="Index">${t.index??"\u2013"}<//>
      <${Oe} name="Slowest part">${Io[t.bottleneck]??"\u2013"}<//>
      <${Oe} name="Rows read">${te(t.rows_read)}<//>
      ${Object.entries(Dh).map(([n,o])=>t[n]>0&&u`<${Oe} key=${n} name=${o}>${te(t[n])}<//>`)}
      <${Oe} name="Sent">${Pc(t.bytes)}<//>
      <${Oe} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&u`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function mn({state:e}){return u`<span class="state ${e??"never"}">${e??"never run"}</span>`}var Lh=["history","events","partitions","query"].map(e=>`ingestion.details.${e}`),Mh=1500,Nh=6e4;function hn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:Lh}}}var Bs=e=>({term:{"ingestion.id":e}}),jn=e=>({term:{"ingestion.state":e}}),uo=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),Pf=e=>({bool:{should:[{range:{"ingestion.end_time":{gte:e,format:"epoch_millis"}}},{term:{"ingestion.is_running":!0}}]}}),Lr=e=>Math.floor((Date.now()-e)/6e4)*6e4,Lf=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),Oh=1e3;function Mf(e){return{size:0,query:{bool:{filter:[uo({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:Oh,order:{failed:"desc"}},aggs:{failed:{filter:jn("error")},successful:{filter:jn("successful")}}}}}}function Hs(e,t){return e||t>Nh?0:Mh}function Nf(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var jh=1e3;function Of({id:e}){let t=It({query:{ids:{values:[e]}}}),n=oe(async o=>(await W(t,o)).hits.hits[0]?._source.ingestion??null,(o,r)=>o?.is_running?jh:Hs(!!o,r),[e]);return u`<${se} polling=${n}>
      ${o=>o?u`<${Ih} id=${e} status=${o} />`:u`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${he} request=${t} />`}function Ih({id:e,status:t}){return u`
    <div class="heading">
      <h1>Run of <a href=${D("jobs",t.id)}>${t.id}</a></h1>
      <${mn} state=${t.state} />
      <span class="muted">${$e(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&u`<p><a href=${D("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${Vs} status=${t} />
    ${!t.is_running&&u`<${qh} status=${t} />`}
  `}function qh({status:e}){let t=hn([Bs(e.id),jn("successful"),uo({lt:e.start_time})],{size:1}),n=oe(async o=>(await W(It(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return u`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${se} polling=${n}>
      ${o=>o?u`<${Fh} status=${e} hit=${o} />`:u`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function Fh({status:e,hit:t}){let n=t._source.ingestion,o=s=>s.end_time&&s.end_time-s.start_time,r=[["Running time",o(e),o(n),at],["Rows",e.count,n.count,te],["Rows per second",e.details?.docs_per_second,n.details?.docs_per_second,te],["Rejected rows",e.details?.rejected,n.details?.rejected,te],["Retries",e.details?.retries,n.details?.retries,te],["Attempts",e.details?.attempt,n.details?.attempt,te]];return u`<${Se} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${D("executions",t._id)}>${$e(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${r.map(([s,i,a,f])=>u`<tr key=${s}>
          <th scope="row">${s}</th><td class="number">${f(i)}</td><td class="number">${f(a)}</td><td class="number">${zh(i,a)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function zh(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function Yo({hits:e,hasJob:t=!1}){return u`<${Se} label="Runs">
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
          <td class="time"><a href=${D("executions",n)}>${$e(o.start_time)}</a></td>
          ${t&&u`<td><a href=${D("jobs",o.id)}>${o.id}</a></td>`}
          <td><${mn} state=${o.state} /></td>
          <td class="number">${te(o.count)}</td>
          <td class="number">${te(o.details?.rejected)}</td>
          <td class="number">${un(o.details?.docs_per_second)}</td>
          <td class="number">${at(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&u`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var jf=50,Vh=1e4,Bh=36e5,Hh={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},Jh={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function If({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("hours")??"",r=Number(e.get("from")??0),s=()=>It(hn(Uh({q:t,state:n,hours:o}),{from:r,size:jf})),i=oe(a=>W(s(),a),Vh,[t,n,o,r]);return u`
    <div class="heading"><h1>Runs</h1></div>
    <${dn} address=${a=>D("executions",void 0,a)}>
      <${Wt} name="q" label="Job or words of the error" value=${t} />
      <${xr} name="state" label="State" value=${n} options=${Hh} />
      <${xr} name="hours" label="Started" value=${o} options=${Jh} />
    <//>
    <${se} polling=${i}>
      ${({hits:a})=>u`
        <section class="panel"><${Yo} hits=${a.hits} hasJob /></section>
        <${Mn} from=${r} size=${jf} total=${a.total} of="runs"
          address=${f=>D("executions",void 0,{q:t,state:n,hours:o,from:f})} />
      `}
    <//>
    <${he} request=${s()} />
  `}function Uh({q:e,state:t,hours:n}){return[...e?[Lf(e)]:[],...t?[jn(t)]:[],...n?[uo({gte:Lr(Number(n)*Bh)})]:[]]}function Js(e,t){let n=Me(e);Et(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var Us=90,Cl=10,qf=3;function Ff({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(Cl+qf);return u`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${at(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${Us}`} width=${o} height=${Us} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*Us);return u`<rect key=${r.id} class=${r.state} x=${s*(Cl+qf)} y=${Us-i} width=${Cl} height=${i} rx="2">
          <title>${`${$e(r.start_time)}: ${r.state}, ${at(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function Gs({hit:e,onChange:t}){let{schedule:n,enable_scheduler:o=!1,timezone:r}=e._source.ingest,s=e._id;if(!n)return u`<span class="muted">manual</span>`;let i=e.next_fire;return u`<span class="schedule">
    <span title=${`${n} ${r??"UTC"}${i?`, next ${$e(i)}`:""}`}>
      ${o?i?fn(i,Date.now()):"never":"off"}
    </span>
    <${ft} label=${o?"Disable":"Enable"} of=${`the schedule of ${s}`} requires=${J.editJobs}
      request=${dc(s,!o)} onDone=${t}
      question=${o?`Disable the schedule of ${s}? A run that is under way goes on.`:`Enable the schedule of ${s} (${n})?`} />
  </span>`}var Gh=1e3,Wh=5e3,Yh=6e4,zf=50;function Vf({id:e}){let t=oe(n=>W(_r(e,{include_status:!0}),n),Yh,[e]);return u`<${se} polling=${t}>
    ${n=>u`<${Kh} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function Kh({id:e,hit:t,onChange:n}){let o=lc(e),r=Me(t.status!==void 0),s=oe(async m=>(r.current||=(await W(_r(e,{include_status:!0}),m)).status!==void 0,r.current?(await W(o,m)).status:null),m=>m?.is_running?Gh:Wh,[e]),i=s.state.value.data,a=i?.details?.execution,f=i?.state,p=t._source.ingest.strategy!=="REPLACE";return Js(i===void 0?void 0:`${a} ${f}`,n),u`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&u`<${mn} state=${i.state} />`}
      <div class="actions"><${Qh} id=${e} isRunning=${i?.is_running??!1} isIncremental=${p} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&u`<p>${t._source.ingest.description}</p>`}
    <${se} polling=${s}>
      ${m=>m?u`<${Vs} status=${m} />`:u`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${Zh} id=${e} execution=${a} state=${f} isRunning=${i?.is_running??!1} />
    <div class="columns">
      <${Xh} hit=${t} onChange=${n} />
      ${p&&u`<${e$} id=${e} execution=${a} state=${f} />`}
    </div>
    <${he} request=${o} />
  `}function Qh({id:e,isRunning:t,isIncremental:n,onChange:o}){return u`
    ${t?u`<${ft} label="Abort" kind="danger" requires=${J.abort} request=${cs(e)} onDone=${o}
          question=${`Abort the run of ${e}? The statement in the database is cancelled. Rows that a REPLACE has sent are discarded.`} />`:u`<${ft} label="Run" kind="primary" requires=${J.run} request=${eo(e)} onDone=${o} question=${`Run ${e} now?`} />
          ${n&&u`<${ft} label="Run in full" requires=${J.run} request=${eo(e,{full:!0})} onDone=${o}
            question=${`Run ${e} without its positions? It reads all rows, and sets the positions anew.`} />`}`}
    ${me(J.editJobs)&&u`<a class="button" href=${D("job-form",e)}>Edit</a>
      <a class="button" href=${D("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!t&&u`<${ft} label="Delete" kind="danger" requires=${J.editJobs} request=${ac(e)}
      onDone=${()=>{location.hash=D("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function Zh({id:e,execution:t,state:n,isRunning:o}){let r=It(hn([Bs(e)],{size:zf})),s=a=>a?.hits.hits.some(f=>f._id===t&&f._source.ingestion.is_running===o),i=oe(a=>W(r,a),(a,f)=>Hs(!t||s(a),f),[e,t,n,o]);return u`<section class="panel">
    <h2>Last runs</h2>
    <${se} polling=${i}>
      ${({hits:a})=>{let f=a.hits.map(p=>({...p._source.ingestion,id:p._id})).reverse();return f.length?u`<div class="scroll"><${Ff} runs=${f} /></div>
          <div class="list"><${Yo} hits=${a.hits} /></div>
          ${a.total>zf&&u`<p><a href=${D("executions",void 0,{q:e})}>All ${a.total} runs</a></p>`}`:u`<p class="muted">No runs yet.</p>`}}
    <//>
  </section>`}function Xh({hit:e,onChange:t}){let n=e._source.ingest;return u`<section class="panel">
    <h2>Definition</h2>
    <${oo}>
      <${Oe} name="Datasource"><a href=${D("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${Oe} name="Target">${n.target}<//>
      <${Oe} name="Strategy">${n.strategy}<//>
      <${Oe} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${Oe} name="Schedule">${n.schedule&&u`<code>${n.schedule}</code> `}${n.schedule&&(n.timezone??"UTC")} <${Gs} hit=${e} onChange=${t} /><//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function e$({id:e,execution:t,state:n}){let o=oe(r=>W(uc(e),r),0,[e,t,n]);return u`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">Where the next run continues: the values of the query's variables.</p>
    <${se} polling=${o}>
      ${({positions:r})=>u`
        <${oo}>
          ${Object.entries(r??{}).map(([s,i])=>u`<${Oe} key=${s} name=${s}><code>${JSON.stringify(i)}</code><//>`)}
        <//>
        ${Object.keys(r??{}).length===0?u`<p>None are stored. The dry run of the form shows where the next run starts.</p>`:u`<p><${ft} label="Reset" kind="danger" requires=${J.run} of="the positions" request=${fc(e)} onDone=${o.reload}
              question=${`Reset the positions of ${e}? The next run reads all rows.`} /></p>`}
      `}
    <//>
  </section>`}function Bf({request:e}){let{ask:t,isBusy:n,error:o,answer:r,isOutdated:s}=Ln(e);return u`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${n} aria-busy=${n} onClick=${t}>${n?"Asking \u2026":"Dry run"}</button>
    ${o&&u`<${Je} error=${o} />`}
    <div role="status">${!o&&r&&!s&&u`<${t$} plan=${r} />`}</div>
    <${he} request=${e} />
  </section>`}function t$({plan:e}){return u`<div>
    ${e.changes?.changed&&e.index&&!e.replaces?u`<p class="alert warning">Some fields of the target have another type than the columns. A run cannot change them, and may reject rows.</p>`:u`<p class="good">A run would work.</p>`}
    <${oo}>
      <${Oe} name="Rows">${e.rows_total===void 0?"not known":`about ${te(e.rows_total)}`}<//>
      <${Oe} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&u`<${Oe} name="Removal guard"><${n$} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${Oe} name="Starts from"><${o$} start=${e.start} /><//>
      <${Oe} name="Next runs">
        ${e.next_fires?.length?u`<ul class="plain">${e.next_fires.map(t=>u`<li key=${t}>${$e(t)} <span class="muted">${fn(t,Date.now())}</span></li>`)}</ul>`:"only manually"}
      <//>
    <//>
    ${e.changes&&u`<${r$} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function n$({guard:e,rows:t}){let n=`The target has ${te(e.documents)} documents; a run with fewer than ${te(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?u`<span class="bad">${n} The estimate is below.</span>`:n}function o$({start:e}){let t=Object.entries(e);return t.length?u`${t.map(([n,o])=>u`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function r$({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?u`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>u`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:u`<p class="muted">The mapping of the target stays as it is.</p>`}var s$=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function Hf({ingest:e,change:t}){let{datasource:n,query:o,mapping:r}=e,s=_c(n??"",{query:o}),{ask:i,isBusy:a,error:f,answer:p,isOutdated:m}=Ln(s);return u`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${me(J.editDatasources)&&u`<button type="button" disabled=${!n||!o||a} aria-busy=${a} onClick=${i}>
      ${a?"Reading \u2026":"Show the columns"}
    </button>`}
    ${f&&u`<${Je} error=${f} />`}
    ${n&&o&&u`<${he} request=${s} />`}
    <${$s} isShown=${m} of="columns" />
    ${p&&u`<${i$} defaults=${p.mapping} mapping=${r} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${jo} label="Mapping" value=${r} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${jo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${jo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function i$({defaults:e,mapping:t,onChange:n}){return u`<${Se} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return u`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${a=>n(zc(t,o,a.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...s$,...i?[i]:[]])].map(a=>u`<option key=${a} value=${a} selected=${a===i}>${a}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function Jf({ingest:e,origin:t,change:n}){let{schedule:o="",timezone:r,enable_scheduler:s=!1}=e,i=o in vs;function a(f){n("schedule")(f);let p=!t.schedule||t.enable_scheduler===!0;!!f!=!!o&&n("enable_scheduler")(!!f&&p),f&&!o&&!r&&n("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone)}return u`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${cn} label="Starts" value=${i?o:"custom"} onChange=${a} options=${i?vs:{...vs,custom:"As written below"}} />
    <${Be} label="Quartz cron expression" value=${o} onChange=${a} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${o&&u`
      <${Be} label="Time zone of the schedule" value=${r} onChange=${n("timezone")} placeholder="UTC" />
      <${Ac} label="The schedule is enabled" value=${s} onChange=${n("enable_scheduler")} />
    `}
  </section>`}function Uf({datasource:e,onTable:t}){let{submit:n,error:o}=an(({ingestions:i})=>t(i[0])),r=i=>n(ps(e,i)),s=oe(i=>W(to(e,{}),i),0,[e]);return u`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&u`<${Je} error=${o} />`}
    <${se} polling=${s}>
      ${({catalogs:i})=>i.map(({name:a})=>u`<${Gf} key=${a} name=${a} isOpen=${i.length===1}>
        <${l$} datasource=${e} catalog=${a} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function l$({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>W(to(e,{catalog:t}),r),0,[e,t]);return u`<${se} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>u`<${Gf} key=${s} name=${s} isOpen=${r.length===1}>
      <${a$} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function a$({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>W(to(e,{catalog:t,schema:n}),s),0,[e,t,n]);return u`<${se} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>u`
      ${s.length===0&&u`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:a})=>u`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${a==="view"&&u`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function Gf({name:e,isOpen:t,children:n}){let[o,r]=ee(t);return u`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Wf({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return u`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&u`<p class="muted">The query returns no rows.</p>`}
    <${Se} label="First rows">
      <table>
        <thead><tr>${r.map(s=>u`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>u`<tr key=${i}>${r.map(a=>u`<td key=${a}>${c$(s[a])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>u`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&u`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function c$(e){return e==null?u`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function Yf({label:e,value:t,onChange:n}){let o=Me(null),r=Me(null),s=Me(n),i=Me(t),[a,f]=ee(!1);s.current=n,Et(()=>{let m=!1;return import("./sql.js").then(({createEditor:$})=>{m||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:p}),f(!0))},()=>{}),()=>{m=!0,r.current?.destroy()}},[]),Ct(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t]);function p(m){i.current=m,s.current(m)}return u`<div class="editor">
    <div ref=${o}></div>
    ${!a&&u`<textarea rows="8" aria-label=${e} spellcheck=${!1} value=${t} onInput=${m=>p(m.target.value)}></textarea>`}
  </div>`}var u$=20,f$=200;function Kf({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let{datasource:s,query:i=""}=e,a=$c(s??"",{query:i,row_limit:u$,max_text_size:f$}),f=Ln(a,p=>r(Object.keys(p.types)));return n.length?u`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${cn} label="Datasource" value=${s} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map(p=>[p,p]))}} />
        ${s&&me(J.editDatasources)&&u`<${Uf} key=${s} datasource=${s} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${Yf} label="Query" value=${i} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${me(J.editDatasources)&&u`<button type="button" disabled=${!s||!i||f.isBusy} aria-busy=${f.isBusy} onClick=${f.ask}>
          ${f.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${f.error&&u`<${Je} error=${f.error} />`}
    <${$s} isShown=${f.isOutdated} of="rows" />
    ${f.answer&&u`<${Wf} sample=${f.answer} />`}
    ${s&&i&&u`<${he} request=${a} />`}
  </section>`:u`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${D("datasource-form")}>New datasource</a>
    </section>`}var d$={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key"};function Qf({ingest:e,change:t,columns:n}){return u`
    <${Be} label="Target" value=${e.target} onChange=${t("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${cn} label="Strategy" value=${e.strategy??"INCREMENTAL"} onChange=${t("strategy")} options=${d$} />
    <${Be} label="Key" value=${ws(e.pk_field)} onChange=${o=>t("pk_field")(Fc(o))} suggestions=${n}
      placeholder="id" hint="Column whose value becomes the document's id; several with commas. Without one, ids are generated: each INCREMENTAL run adds new documents." />
    <details>
      <summary>Limits and batches</summary>
      <${Be} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${t("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${Be} label="Removal guard" value=${e.removal_guard} onChange=${t("removal_guard")} placeholder="50%"
        hint="A REPLACE that would remove more than this share of the documents is not published." />
      <${Be} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${t("pipeline")} />
      <${Be} label="Description" value=${e.description} onChange=${t("description")} />
    </details>
  `}function Al({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([W(fs({size:1e3}),r),n?W(_r(n),r):null]);return{datasources:s.hits.hits.map(a=>a._id),hit:i}},0,[n]);return u`<${se} polling=${o}>
    ${({datasources:r,hit:s})=>u`<${p$} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?Bc(s._source.ingest):s._source.ingest:{...qc,datasource:t.get("datasource")??""}} />`}
  <//>`}function p$({datasources:e,saved:t,origin:n}){let[o,r]=ee(n),[s,i]=ee(t),[a,f]=ee(t?._id??""),[p,m]=ee(o),[$,b]=ee([]),_=q=>X=>m(F=>({...F,[q]:X}));bs(p!==o);let S={ingest:ys(p)},k=gr(a,S,s?{if_seq_no:s._seq_no,if_primary_term:s._primary_term}:{op_type:"create"}),C=Me(!1),R=an(()=>yr(D("jobs",a))),y=an(q=>C.current?(i(q),r(p),R.submit(eo(a))):yr(D("jobs",a))),P=y.isBusy||R.isBusy,x=y.error??R.error,Y=Me(void 0);function O(q){let X=Y.current;Y.current=q,s||f(F=>Ui(F,X?._id,q._id)),m(F=>Vc(F,X?._source.ingest,q._source.ingest))}function K(q){q.preventDefault(),C.current=q.submitter?.value==="run",y.submit(k)}return u`<form class="job-form" onSubmit=${K}>
    <div class="heading"><h1>${s?`Job ${a}`:"New job"}</h1></div>
    <${Kf} ingest=${p} change=${_} datasources=${e} onTable=${O} onColumns=${b} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!s&&u`<${Be} label="Job id" value=${a} onChange=${f} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${Qf} ingest=${p} change=${_} columns=${$} />
    </section>
    <${Hf} ingest=${p} change=${_} />
    <${Jf} ingest=${p} origin=${o} change=${_} />
    <${Bf} request=${cc(a||"new",S)} />
    ${x&&u`<${es} error=${x} id=${a} isNew=${!s} address=${D("job-form",a)} />`}
    <div class="submit">
      <button class="primary" disabled=${P} aria-busy=${P}>Save</button>
      ${me(J.run)&&u`<button value="run" disabled=${P}>Save and run</button>`}
      <a class="button" href=${s?D("jobs",a):D("jobs")}>Cancel</a>
    </div>
    <${he} request=${k} />
  </form>`}function Dl({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return u`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var m$=1e3,h$=5e3;function Ws(){return oe(async e=>{let{jobs:t}=await W(ic(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?m$:h$,[])}var Zf=50,$$=3e4;function Xf({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=us({from:t,size:Zf,sort:o,...Ss(n)}),s=oe(p=>W(r,p),$$,[t,n,o]),i=Ws(),a=i.state.value.data&&[...i.state.value.data.keys()].sort().join();Js(a,s.reload);let f=p=>D("jobs",void 0,{q:n,sort:o,...p});return u`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${me(J.editJobs)&&u`<a class="button primary" href=${D("job-form")}>New job</a>`}
      </div>
    </div>
    <${dn} address=${p=>f(p)}>
      <${Wt} name="q" label="Search jobs" value=${n} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${se} polling=${s}>
      ${({hits:p})=>u`
        <section class="panel"><${Se} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${Dl} field="_id" sort=${o} address=${m=>f({sort:m})}>Job<//>
                <${Dl} field="ingest.target" sort=${o} address=${m=>f({sort:m})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${p.hits.map(m=>u`<${_$} key=${m._id} hit=${m} status=${i.state.value.data?.get(m._id)??m.status}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${p.total===0&&u`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Mn} from=${t} size=${Zf} total=${p.total} of="jobs" address=${m=>f({from:m})} />
      `}
    <//>
    <${he} request=${r} />
  `}function _$({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return u`<tr>
    <td><a href=${D("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${mn} state=${t?.state} />
      ${t?.is_running&&o&&u`<${Pr} details=${o} />`}
    </td>
    <td class="number">${te(t?.count)}</td>
    <td class="number">${un(o?.docs_per_second)}</td>
    <td class="time">${t&&g$(t)}</td>
    <td><${Gs} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?u`<${ft} label="Abort" of=${r} kind="danger" requires=${J.abort} request=${cs(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:u`<${ft} label="Run" of=${r} requires=${J.run} request=${eo(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${me(J.editJobs)&&u`<a class="button" aria-label=${`Clone ${r}`} href=${D("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function g$(e){return e.is_running?`for ${at(Date.now()-e.start_time)}`:`${fn(e.end_time,Date.now())}, took ${at(e.end_time-e.start_time)}`}function ed(){return u`<h1>There is no such page</h1>
    <p><a href=${D("overview")}>Overview</a></p>`}var Rl=2e4,b$=6e4,Ys=10,Pl=864e5;function td(){let e=Ws(),t=oe(f=>W(It(hn([jn("error"),uo({gte:Lr(Pl)})],{size:10})),f),Rl,[]),n=oe(f=>W(sc(),f),Rl,[]),o=oe(async f=>me(J.readDeadLetters)?W(gc(),f):null,Rl,[]),r=oe(async f=>Nf((await W(It(Mf(Lr(Pl))),f)).aggregations.jobs.buckets),b$,[]),s=n.state.value.data?.agents.filter(f=>f.is_alive).length,i=t.state.value.data?.hits.total,a=o.state.value.data?.hits.total;return u`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${me(J.editDatasources)&&u`<a class="button" href=${D("datasource-form")}>New datasource</a>`}
        ${me(J.editJobs)&&u`<a class="button primary" href=${D("job-form")}>New job</a>`}
      </div>
    </div>
    ${me(J.readJobs)&&me(J.editJobs)&&u`<${v$} />`}
    <${zs}>
      <${zt} name="Running" value=${te(e.state.value.data?.size)} href=${D("jobs")} />
      <${zt} name="Failed in the last 24 hours" value=${te(i)} isBad=${i>0} href=${D("executions",void 0,{state:"error",hours:24})} />
      <${zt} name="Failing repeatedly" value=${te(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${D("executions",void 0,{state:"error",hours:24})} />
      ${a!==void 0&&u`<${zt} name="Dead letters" value=${te(a)} isBad=${a>0} href=${D("dead-letters")} />`}
      <${zt} name="Agents" value=${te(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${se} polling=${e}>${f=>u`<${w$} jobs=${f} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${se} polling=${t}>
        ${({hits:f})=>f.total?u`<${Yo} hits=${f.hits} hasJob />`:u`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${se} polling=${r}>${f=>u`<${y$} jobs=${f} />`}<//>
    <div class="columns">
      ${me(J.readSchedules)&&u`<${S$} />`}
      <section class="panel">
        <h2>Agents</h2>
        <${se} polling=${n}>${f=>u`<${x$} agents=${f.agents} />`}<//>
      </section>
    </div>
    <${T$} />
  `}function v$(){return oe(t=>W(us({size:1}),t),0,[]).state.value.data?.hits.total!==0?null:u`<section class="panel">
    <h2>First steps</h2>
    <ol>
      <li><a href=${D("datasource-form")}>Connect a database</a> as a datasource.</li>
      <li>Choose tables of the datasource, or <a href=${D("job-form")}>write a query</a>: each becomes a job that fills an index.</li>
      <li>Run the job, or give it a schedule.</li>
    </ol>
  </section>`}function y$({jobs:e}){return e.length?u`<section class="panel">
    <h2>Failing repeatedly</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,Ys).map(t=>u`<li key=${t}><a href=${D("jobs",t)}>${t}</a></li>`)}
      ${e.length>Ys&&u`<li class="muted">and ${e.length-Ys} more</li>`}
    </ul>
  </section>`:null}function w$({jobs:e}){return e.size?u`<${Se} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>u`<tr key=${t}>
          <td><a href=${D("jobs",t)}>${t}</a></td>
          <td><${mn} state=${n.state} /></td>
          <td><${Pr} details=${n.details??{}} /></td>
          <td class="number">${te(n.count)}</td>
          <td class="number">${un(n.details?.docs_per_second)}</td>
          <td class="number">${at(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:u`<p class="muted">Nothing is running.</p>`}function S$(){let e=oe(t=>W(br({from:Date.now(),to:Date.now()+Pl,size:Ys}),t),6e4,[]);return u`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${se} polling=${e}>
      ${({fires:t})=>u`
        ${t.length===0&&u`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.map(({_id:n,time:o})=>u`<li key=${`${n} ${o}`}><a href=${D("jobs",n)}>${n}</a> <span class="muted">${fn(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${D("schedule")}>Open the schedule</a>
      `}
    <//>
  </section>`}function x$({agents:e}){return u`<${Se} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>u`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?fn(t.heartbeat,Date.now()):u`<span class="state error">${fn(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function T$(){let e=oe(t=>W(oc(),t),0,[]);return u`<${se} polling=${e}>
    ${t=>u`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function nd(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s}of t)o(r).fires.push(s);for(let r of n.values())r.overruns=E$(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var k$=15e3;function E$({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r,isScheduled:s})=>s&&o+k$<n&&n<r))}function od(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function rd(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var Ko=26,fo=180,Mr=900,Ks=22,C$=64,A$=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function sd({lanes:e,now:t,from:n,to:o}){if(!e.length)return u`<p class="muted">No run and no fire time.</p>`;let r=i=>fo+(i-n)/(o-n)*Mr,s=Ks+e.length*Ko;return u`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${fo+Mr} ${s}`} width=${fo+Mr} height=${s}>
        ${rd(n,o).map(i=>u`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${Ks} y2=${s} />${r(i)+C$<fo+Mr&&u`<text x=${r(i)+3} y="14">${A$.format(i)}</text>`}</g>`)}
        ${e.map((i,a)=>u`<${D$} key=${i.id} lane=${i} x=${r} y=${Ks+a*Ko} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${Ks-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
    </figcaption>
    <details><summary>Show as a table</summary><${Se} label="Calendar as a table"><${R$} lanes=${e} now=${t} /><//></details>
  </figure>`}function D$({lane:e,x:t,y:n}){let o=new Set(e.overruns);return u`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${fo+Mr} y1=${n+Ko} y2=${n+Ko} />
    ${e.runs.map(r=>u`<rect key=${r.execution} class=${r.state} x=${Math.max(fo,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-Math.max(fo,t(r.start)))} height=${Ko-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${$e(r.start)}, ${at(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>u`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+Ko/2} r="2.5"><title>${$e(r)}</title></circle>`)}
  </g>`}function R$({lanes:e,now:t}){return u`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${e.map(({id:n,runs:o,fires:r,overruns:s})=>u`<tr key=${n}>
        <td><a href=${D("jobs",n)}>${n}</a></td>
        <td class="number">${o.length}</td>
        <td class="number">${o.filter(({state:i})=>i==="error").length}</td>
        <td>${$e(o[0]?.start)}</td>
        <td>${$e(r.find(i=>i>t))}</td>
        <td class="number">${s.length}</td>
      </tr>`)}
    </tbody>
  </table>`}var Ll=36e5,P$={6:"6 hours",24:"24 hours",168:"7 days"},L$=6e4,id=2e3,Ml=60,M$=10;function ld({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*Ll,a=s+t*Ll,[f,p]=await Promise.all([W(It(hn([Pf(i)],{size:id})),r),W(br({from:i,to:a}),r)]);return{now:s,from:i,to:a,runs:f.hits.hits.map(N$),fires:p.fires,isCut:p.truncated||f.hits.total>id}},L$,[t]);return u`
    <div class="heading"><h1>Schedule</h1></div>
    <${dn} address=${r=>D("schedule",void 0,r)}>
      <${Wt} name="q" label="Part of the job's id" value=${n} />
      <${xr} name="hours" label="Before and after now" value=${String(t)} options=${P$} />
    <//>
    <${se} polling=${o}>
      ${({now:r,from:s,to:i,runs:a,fires:f,isCut:p})=>{let m=nd(a,f).filter(({id:b})=>b.includes(n)),$=f.filter(b=>b.time>=r&&b._id.includes(n));return u`
          <section class="panel"><h2>Calendar</h2><${sd} lanes=${m.slice(0,Ml)} now=${r} from=${s} to=${i} />
            ${m.length>Ml&&u`<p class="muted">${m.length-Ml} further jobs are left out: filter by their ids.</p>`}
            ${p&&u`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${O$} lanes=${m} />
            <${j$} fires=${$} />
          </div>
        `}}
    <//>
    <${he} request=${br({from:Date.now(),to:Date.now()+t*Ll})} />
  `}function N$({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state,isScheduled:t.details?.trigger==="schedule"}}function O$({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return u`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>u`<li key=${n}><a href=${D("jobs",n)}>${n}</a>: ${o.length} times, last at ${$e(o.at(-1))}</li>`)}</ul>
  </section>`}function j$({fires:e}){let t=od(e).slice(0,M$);return u`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>u`<li key=${n}>${$e(n)}: ${o.slice(0,5).map(r=>u`<a key=${r} href=${D("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function ad({id:e}){let t=oe(n=>W(to(e,{}),n),0,[e]);return u`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${D("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${se} polling=${t}>
      ${({catalogs:n})=>u`<${cd} label="Catalog" named=${n}>
        ${o=>u`<${I$} key=${o} datasource=${e} catalog=${o} />`}
      <//>`}
    <//>
  `}function I$({datasource:e,catalog:t}){let n=oe(o=>W(to(e,{catalog:t}),o),0,[e,t]);return u`<${se} polling=${n}>
    ${({catalogs:[{schemas:o}]})=>u`<${cd} label="Schema" named=${o}>
      ${r=>u`<${q$} key=${r} datasource=${e} catalog=${t} schema=${r} />`}
    <//>`}
  <//>`}function cd({label:e,named:t,children:n}){let[o,r]=ee(t[0]?.name);return o===void 0?u`<p class="empty">The datasource's user may read no ${e.toLowerCase()}.</p>`:u`
    ${t.length>1&&u`<${cn} label=${e} value=${o} onChange=${r} options=${Object.fromEntries(t.map(({name:s})=>[s,s]))} />`}
    ${n(o)}
  `}function q$({datasource:e,catalog:t,schema:n}){let o=ps(e,{catalog:t,schema:n}),r=oe(s=>W(o,s),0,[e,t,n]);return u`<${se} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>u`<${F$} proposals=${s} isCut=${i} />`}
    <//>
    <${he} request=${o} />`}function F$({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=xs(),[s,i]=ee(new Map),[a,f]=ee(new Map),[p,m]=ee(!1),$=e.filter(({_id:k})=>a.get(k)!=="created"),b=$.filter(({_id:k})=>n.has(k));async function _(){m(!0);try{await S()}finally{m(!1)}}async function S(){for(let{_id:k,_source:C}of b){let R=await W(gr(k,s.get(k)??C,{op_type:"create"})).then(()=>"created",y=>y instanceof it?y:Promise.reject(y));f(y=>new Map(y).set(k,R))}}return e.length?u`<section class="panel">
    <${Se} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&b.length===$.length}
            onChange=${()=>r(b.length===$.length?[]:$.map(({_id:k})=>k))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(k=>u`<${z$} key=${k._id} proposal=${k} result=${a.get(k._id)} isSelected=${n.has(k._id)}
          onToggle=${()=>o(k._id)} onSource=${C=>i(new Map(s).set(k._id,C))} />`)}
      </tbody>
    </table><//>
    ${t&&u`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!b.length||p} aria-busy=${p} onClick=${_}>${b.length?`Create ${b.length} ${b.length===1?"job":"jobs"}`:"Create jobs"}</button>
      <a class="button" href=${D("jobs")}>Show all jobs</a>
    </div>
    ${b[0]&&u`<${he} request=${gr(b[0]._id,s.get(b[0]._id)??b[0]._source,{op_type:"create"})} />`}
  </section>`:u`<p class="empty">No tables that this user may read.</p>`}function z$({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:a}){let f=r==="created",p=m=>a(m.target.value==="REPLACE"?t:n);return u`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${f} checked=${s} onChange=${i} /></td>
    <td>${f?u`<a href=${D("jobs",e)}>${e}</a>`:e}</td>
    <td>${ws(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?u`<select aria-label=${`Strategy of ${e}`} disabled=${f} onChange=${p}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted"><details><summary>${o[0]}</summary>${o.slice(1).join(" ")}</details></td>
    <td>${f?u`<span class="good">created</span>`:r&&u`<${Je} error=${r} />`}</td>
  </tr>`}var Qs={overview:{title:"Overview",list:td,requires:J.readRuns},jobs:{title:"Jobs",list:Xf,object:Vf,requires:J.readJobs},executions:{title:"Runs",list:If,object:Of,requires:J.readRuns},schedule:{title:"Schedule",list:ld,requires:J.readJobs},"dead-letters":{title:"Dead letters",list:Qc,requires:J.readDeadLetters},datasources:{title:"Datasources",list:Gc,requires:J.readDatasources},"job-form":{parent:"jobs",list:Al,object:Al,requires:J.editJobs,objectRequires:J.changeJobs},"datasource-form":{parent:"datasources",list:Gi,object:Gi,requires:J.editDatasources,objectRequires:J.changeDatasources},tables:{parent:"datasources",object:ad,requires:J.createJobsOfTables}};function ud(e,t){let n=Qs[e],o=t===void 0?n?.list:n?.object;if(!n||!o)return{component:ed,name:"Not found",requires:[]};let r=t===void 0?n.requires:n.objectRequires??n.requires;return{component:o,name:t??n.title??"New",requires:r}}function fd(){let e=Gt.value;return u`
    <a class="skip" href="#main" onClick=${V$}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${D("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${ln.value&&!e&&u`<${B$} />
      <${H$} />`}
    </header>
    <main id="main" tabindex="-1">
      ${e&&u`<${Tc} />`}
      ${ln.value&&u`<div key=${zi.value} hidden=${e} inert=${e}><${U$} isLocked=${e} /></div>`}
      ${!ln.value&&!e&&u`<${J$} />`}
    </main>
  `}function V$(e){e.preventDefault(),document.getElementById("main")?.focus()}function B$(){let{page:e}=Ji.value,t=Qs[e]?.parent??e;return u`<nav aria-label="Pages">
    ${Object.entries(Qs).map(([n,{title:o,requires:r}])=>o&&me(r)&&u`<a key=${n} href=${D(n)} aria-current=${n!==t?void 0:n===e?"page":"true"}>${o}</a>`)}
  </nav>`}function H$(){return ln.value?.security?u`<div class="account">
    ${ln.value.username} ${ls.value&&u`<button type="button" onClick=${xc}>Log out</button>`}
  </div>`:null}function J$(){let[e,t]=ee(void 0);return Et(()=>{let n=0,o=()=>{hs().catch(r=>{if(!(r instanceof it))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?u`<${Je} error=${e} />`:u`<p class="empty" aria-busy="true">Loading …</p>`}function U$({isLocked:e}){let{page:t,id:n,query:o}=Ji.value,{component:r,name:s,requires:i}=ud(t,n),a=Me(!0);Et(()=>{document.title=`${e?"Log in":s} \u2013 Siren sidecar`},[s,e]),Ct(()=>{a.current||document.getElementById("main")?.focus({preventScroll:!0}),a.current=!1},[t,n]);let f=Vi(i);return f?u`<p class="alert error" role="alert">You have no permission to see this page: it requires ${f[1]} on ${f[0]}.</p>`:u`<${r} key=${`${t}/${n}`} id=${n} query=${o} />`}var dd=document.getElementById("console");dd&&(Za(),wa(u`<${fd} />`,dd));
