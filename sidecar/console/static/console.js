var be,ca,bi,An,_i,Jr,ua,Br,fa,vi,gi,jd,rr=Symbol.for("pv"),Ur={},Gr=[],qd=/^m(i|n|o|s|text|space)$/,yi=Array.isArray,wi=Gr.slice,Wn=Object.assign;function Gn(e){e&&e.parentNode&&e.remove()}function Wr(e,t,n){var o,r,s,i={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return a>2&&(i.children=a>3?wi.call(arguments,2):n),or(e,i,o,r,null)}function or(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:rr,__v:r||++ca,__i:-1,__u:0};return!r&&be.vnode&&be.vnode(s),s}function Yn(e){return e.children}function Co(e,t){this.props=e,this.context=t,this.__g=0}function Rn(e,t){if(t==null)return e.__&&Rn(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:Rn(e)}function Id(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Wn({constructor:rr},n)).__v=n.__v+1,be.vnode&&be.vnode(t),Si(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||Rn(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,_a(r,t,s),n.__=n.__e=null,t.__e!=o&&da(t))}function da(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),da(e)}function la(e){(8&e.__g||(e.__g|=8,An.push(e),Jr++))&&_i==be.debounceRendering||((_i=be.debounceRendering)||queueMicrotask)(pa)}function pa(){try{for(var e,t=1;An.length;)An.length>t&&An.sort(ua),e=An.shift(),t=An.length,8&e.__g&&Id(e)}finally{(Jr=An.length)&&(_i||queueMicrotask)(pa)}}function ma(e,t,n,o,r,s,i,a,f,p,h){var $,_,g,S,k,C,R=o.__k||Gr,y=t.length;for(f=Fd(n,t,R,f,y),$=0;$<y;$++)(g=n.__k[$])!=null&&(_=~g.__i&&R[g.__i]||Ur,g.__i=$,C=Si(e,g,_,r,s,i,a,f,p,h),S=g.__e,(_.ref!=g.ref||8&_.__u)&&(_.ref&&xi(_.ref,null,g,_),g.ref&&h.push(g.ref,g.__c||S,g)),k=k||S,4&g.__u?(f=ha(g,f,e,!_.__v),_.__e&&(_.__e=null)):typeof g.type=="function"&&C!==void 0?f=C:S&&(f=S.nextSibling),g.__u&=-21);return n.__e=k,f}function Fd(e,t,n,o,r){var s,i,a,f,p,h,$,_,g,S=n.length,k=S,C=0,R=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=or(null,i):yi(i)?i=y[s]=or(Yn,{children:i}):i.constructor===rr&&i.__b?i=y[s]=or(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,f=s+C,i.__=e,i.__b=e.__b+1,a=null,~(p=i.__i=zd(i,n,f,k))&&(k--,(a=n[p])&&(a.__u|=2)),a&&a.__v?(i.__u|=16,p==f-1?C--:p==f+1?C++:p!=f&&(p>f?C--:C++,R=1)):(~p||(r>S?C--:r<S&&C++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(R){for(h=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(C=0,_=h.length;C<_;)h[g=C+_>>1]<i.__i?C=g+1:_=g;h[C]=i.__i,$[s]=C+1}for(C=h.length;s--;)$[s]&&($[s]==C?C--:y[s].__u|=4)}if(k)for(s=0;s<S;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=Rn(a)),Ti(a,a));return o}function ha(e,t,n,o){var r,s,i,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=ha(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=Rn(e))&&!t.parentNode&&(t=null),i=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(i!=a&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function zd(e,t,n,o){var r,s=e.key,i=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&s==null||f&&s==a.key&&i==a.type)return n;if(o>(f?1:0)){for(r=n-1;r>=0;r--)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r;for(r=n+1;r<t.length;r++)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r}return-1}function aa(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Vr(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||aa(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||aa(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=gi[t]||(gi[t]=Vd(t)),(e.__a||(e.__a={}))[t]=vi,s=t!=(t=t.replace(fa,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Vd(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[Br]==null)t[Br]=vi++;else if(t[Br]<this.__a[e])return;return n(be.event?be.event(t):t)}}}function Si(e,t,n,o,r,s,i,a,f,p){var h,$,_,g,S,k,C,R,y,P,x,K,O,Q,I,ee,F,D,U=t.type;if(t.constructor!==rr)return null;128&n.__u&&(f=32&n.__u,h=n.__c.__z)&&(t.__u|=f,$=s=[],h.nodeType==8?a=Hr(h,s):s.push(h),a=s[0]||a),(h=be.__b)&&h(t);e:if(typeof U=="function"){_=i.length;try{if(R=t.props,y=(h=U.prototype)&&h.render,P=(h=U.contextType)&&o[h.__c],x=h?P?P.props.value:h.__:o,(g=n.__c)?(t.__c=g,2&g.__g&&(g.__g|=1)):(y?t.__c=g=new U(R,x):(t.__c=g=new Co(R,x),g.constructor=U,g.render=Hd),P&&P.sub(g),g.state||(g.state={}),g.__n=o,g.__g|=8,g.__h=[],g.__k=[]),y&&(g.__s||(g.__s=g.state),U.getDerivedStateFromProps&&(g.__s==g.state&&(g.__s=Wn({},g.__s)),Wn(g.__s,U.getDerivedStateFromProps(R,g.__s)))),S=g.props,k=g.state,g.__v=t,n.__c){if(R!==S&&y&&!U.getDerivedStateFromProps&&g.componentWillReceiveProps&&g.componentWillReceiveProps(R,x),t.__v==n.__v&&!(8&g.__g)||!(4&g.__g)&&g.shouldComponentUpdate&&g.shouldComponentUpdate(R,g.__s,x)===!1){t.__v!=n.__v&&(g.props=R,g.state=g.__s,g.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(M){M&&(M.__=t)}),Gr.push.apply(g.__h,g.__k),g.__k=[],g.__h.length&&i.push(g),a=Rn(n);break e}g.componentWillUpdate&&g.componentWillUpdate(R,g.__s,x),y&&g.componentDidUpdate&&g.__h.push(function(){g.componentDidUpdate(S,k,C)})}else y&&!U.getDerivedStateFromProps&&g.componentWillMount&&g.componentWillMount(),y&&g.componentDidMount&&g.__h.push(g.componentDidMount);g.context=x,g.props=R,g.__P=e,g.__g&=-5,K=be.__r,O=y?25:0;do g.__g&=-9,K&&K(t),h=g.render(g.props,g.state=g.__s,g.context);while(8&g.__g&&++O<25);y&&(Gr.push.apply(g.__h,g.__k),g.__k=[]),g.state=g.__s,g.getChildContext&&(o=Wn({},o,g.getChildContext())),y&&n.__c&&g.getSnapshotBeforeUpdate&&(C=g.getSnapshotBeforeUpdate(S,k)),Q=h&&h.type===Yn&&h.key==null?h.props.children:h,R.__P&&(h=a,r=(e=R.__P).namespaceURI,f=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(M){M&&Ti(M,M)}),n.__k=null),a=n.__k?Rn(n,0):null),a=ma(e,yi(Q)?Q:[Q],t,n,o,r,s,i,a,f,p),R.__P&&(t.__e=null,a=h),t.__u&=-161,$&&$.some(Gn),g.__h.length&&i.push(g),1&g.__g&&(g.__g&=-4)}catch(M){if(i.length=_,t.__v=null,f||s)if(M&&M.then){if(t.__u|=128|f,s){for(~(F=s.indexOf(a||void 0))||(F=s.length);(D=s[F-1])&&D.nodeType==8;)F--;for(;F<s.length;F++)if(D=s[F])if(s[F]=null,I){if(D==ee)break}else{if(D.nodeType!=8)break;D.data.startsWith("$s")&&(ee=Hr(I=D))}}if(!I){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;I=a}(h=Hr(I=t.__c.__z||(t.__c.__z=I)))?(t.__e=I,a=h):t.__e=a,a=a&&a.nextSibling}else s&&s.some(Gn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),M&&M.then||$a(t),be.__e(M,t,n)}}else a=t.__e=Bd(n.__e,t,n,o,r,s,i,f,p,e);return(h=be.diffed)&&h(t),a}function Hr(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function $a(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some($a))}function _a(e,t,n){for(var o=0;o<n.length;)xi(n[o++],n[o++],n[o++]);be.__c&&be.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){be.__e(s,r.__v)}})}function Bd(e,t,n,o,r,s,i,a,f,p){var h,$,_,g,S,k,C,R,y=n.props||Ur,P=t.props,x=t.type;if(x=="svg"?r="http://www.w3.org/2000/svg":x=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(h=0;h<s.length;h++)if((S=s[h])&&(x?S.localName==x:S.nodeType==3)){e=S,s[h]=null;break}}if(!e){if(R=p.ownerDocument||document,!x)return R.createTextNode(P);e=R.createElementNS(r,x,P.is?P:p),a&&(be.__m&&be.__m(t,s),a=!1),s=null}if(x){if(p=x=="template"&&e.content||e,s=x=="textarea"&&P.defaultValue!=null?null:s&&wi.call(p.childNodes),!a&&s)for(y={},h=0;h<e.attributes.length;h++)y[(S=e.attributes[h]).name]=S.value;for(h in y)S=y[h],h=="dangerouslySetInnerHTML"?_=S:h=="children"||h in P||h=="value"&&"defaultValue"in P||h=="checked"&&"defaultChecked"in P||Vr(e,h,null,S,r);for(h in P)S=P[h],h=="children"?g=S:h=="dangerouslySetInnerHTML"?$=S:h=="value"?k=S:h=="checked"?C=S:a&&typeof S!="function"||y[h]===S||Vr(e,h,S,y[h],r);$?(a||_&&($.__html==_.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(_&&(e.textContent=""),(x=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&qd.test(x))&&(r="http://www.w3.org/1999/xhtml"),ma(p,yi(g)?g:[g],t,n,o,r,s,i,s?s[0]:n.__k&&Rn(n,0),a,f),s&&s.some(Gn)),a&&x!="textarea"||(h="value",x=="progress"&&k==null?e.removeAttribute(h):k==null||k===e[h]&&(x!="progress"||k)||Vr(e,h,k,y[h],r),h="checked",C!=null&&C!=e[h]&&Vr(e,h,C,y[h],r))}else y===P||a&&e.data==P||(e.data=P);return e}function xi(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){be.__e(r,n)}}function Ti(e,t,n){var o,r,s,i;if(be.unmount&&be.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||xi(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){be.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&Ti(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=Hr(o,s=[]))&&(o==e.__e&&s.some(Gn),Gn(r),Gn(o)),n||Gn(e.__e),e.__e=e.__c=e.__=null}function Hd(e,t,n){return this.constructor(e,n)}function ga(e,t){var n,o,r,s;be.__&&be.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=or(Yn,{children:[e]}),r=[],s=[],Si(t,t.__k,o||Ur,Ur,t.namespaceURI,o?null:t.firstChild?wi.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),_a(r,t.__k,s),t.__k.props.children=null}be={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(a){e=a}}throw Jr=0,e}},ca=0,bi=function(e){return e!=null&&e.constructor===rr},Co.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Wn({},this.state)),typeof e=="function"&&(e=e(Wn({},n),this.props)),e&&(Wn(n,e),this.__v&&(t&&this.__k.push(t),la(this)))},Co.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),la(this))},Co.prototype.render=Yn,An=[],Jr=0,ua=function(e,t){return e.__v.__b-t.__v.__b},Br=Symbol(),fa=/(PointerCapture)$|Capture$/i,vi=0,gi={},jd=0;var Kn,ze,ki,ba,Ei=Object.is,Yr=0,Ca=[],Ci=[],Fe=be,va=Fe.__b,ya=Fe.__r,wa=Fe.diffed,Sa=Fe.__c,xa=Fe.unmount,Ta=Fe.__;function ir(e,t){Fe.__h&&Fe.__h(ze,e,Yr||t),Yr=0;var n=ze.__H||(ze.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function W(e){return Yr=1,Jd(Da,e)}function Jd(e,t,n){var o=ir(Kn++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Da(void 0,t),function(s){var i=(o.__N||o.__)[0],a=o.t(i,s);Ei(i,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=ze,!ze.__f)){ze.__f=!0;var r=ze.shouldComponentUpdate;ze.shouldComponentUpdate=function(s,i,a){var f=this.__H;if(!f)return!0;var p=!1,h=this.props!=s;if(f.__.some(function(_){_.__N&&(p=!0,Ei(_.__[0],_.__N[0])||(h=!0))}),r){var $=r.call(this,s,i,a);return p?$||h:$}return!p||h}}return o.__}function Ve(e,t){var n=ir(Kn++,3);!Fe.__s&&Ai(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,ze.__H.__h.push(n))}function Kr(e,t){var n=ir(Kn++,4);!Fe.__s&&Ai(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,ze.__h.push(n))}function Me(e){return Yr=5,Do(function(){return{current:e}},[])}function Do(e,t){var n=ir(Kn++,7);return Ai(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Qr(){var e=ir(Kn++,11);if(!e.__){for(var t=ze.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function Ud(){var e;do{for(;e=Ci.shift();)try{sr(e)}catch(n){Fe.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Ca.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(sr),t.__h.some(Di),t.__h=[]}catch(n){t.__h=[],Fe.__e(n,e.__v)}}}while(Ci.length)}Fe.__b=function(e){ze=null,va&&va(e)},Fe.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Ta&&Ta(e,t)},Fe.__r=function(e){ya&&ya(e),Kn=0;var t=(ze=e.__c).__H;t&&(ki==ze?ze.__h=[]:(t.__h.some(sr),t.__h.some(Di),Kn=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),ki=ze},Fe.diffed=function(e){wa&&wa(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ea(Ca.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),ki=ze=null},Fe.__c=function(e,t){t.some(function(n){try{n.__h.some(sr),n.__h=n.__h.filter(function(o){return!o.__||Di(o)})}catch(o){n.__h=[function(){throw o}]}}),Sa&&Sa(e,t)},Fe.unmount=function(e){xa&&xa(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,Ea(Ci.push(r))}else sr(r)}catch(s){t=s}}),o.__H=void 0,t&&Fe.__e(t,o.__v))};var ka=typeof requestAnimationFrame=="function";function Gd(e){var t,n=function(){clearTimeout(o),ka&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);ka&&(t=requestAnimationFrame(n))}function Ea(e){e!=1&&ba==Fe.requestAnimationFrame||((ba=Fe.requestAnimationFrame)||Gd)(Ud)}function sr(e){var t=ze,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),ze=t}function Di(e){var t=ze;e.__c=e.__(),ze=t}function Ai(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Ei(n,e[o])})}function Da(e,t){return typeof t=="function"?t(e):t}var Ra=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],a=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=a:i===4?o[1]=Object.assign(o[1]||{},a):i===5?(o[1]=o[1]||{})[t[++s]]=a:i===6?o[1][t[++s]]+=a+"":i?(r=e.apply(a,Ra(e,a,n,["",null])),o.push(r),a[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(a)}return o},Aa=new Map;function Pa(e){var t=Aa.get(this);return t||(t=new Map,Aa.set(this,t)),(t=Ra(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",a="",f=[0],p=function(_){s===1&&(_||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?f.push(0,_,i):s===3&&(_||i)?(f.push(3,_,i),s=2):s===2&&i==="..."&&_?f.push(4,_,0):s===2&&i&&!_?f.push(5,0,!0,i):s>=5&&((i||!_&&s===5)&&(f.push(s,0,i,r),s=6),_&&(f.push(s,_,0,r),s=6)),i=""},h=0;h<n.length;h++){h&&(s===1&&p(),p(h));for(var $=0;$<n[h].length;$++)o=n[h][$],s===1?o==="<"?(p(),f=[f],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:a?o===a?a="":i+=o:o==='"'||o==="'"?a=o:o===">"?(p(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[h][$+1]===">")?(p(),s===3&&(f=f[0]),s=f,(f=f[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),s=2):i+=o),s===3&&i==="!--"&&(s=4,f=f[0])}return p(),f})(e)),t),arguments,[])).length>1?t:t[0]}var u=Pa.bind(Wr);function Ue({error:{causes:e,message:t,status:n}}){let o=n>0&&u`
    <ol>${e.map(({type:r,reason:s})=>u`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return u`<${Ri} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Ri({messages:e,details:t=e.length>2&&u`<ol>${e.map(n=>u`<li>${n}</li>`)}</ol>`}){let[n=""]=e,o=e.at(-1)??"";return u`<div class="alert error" role="alert">
    <div>${n}</div>
    ${!n.includes(o)&&u`<div><b>Root cause:</b> ${o}</div>`}
    ${t&&u`<details><summary>Details</summary>${t}</details>`}
  </div>`}function Zr({error:e,id:t,isNew:n,address:o}){return!n||e.causes[0]?.type!=="version_conflict_engine_exception"?u`<${Ue} error=${e} />`:u`<div class="alert error" role="alert">[${t}] exists already. Choose another id, or <a href=${o}>change the existing one</a>.</div>`}var lt=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function La(e,t){let n=[];for(let o=Ao(t,"error");o;o=Ao(o,"caused_by")){if(typeof o=="string")return new lt(e,[{type:"exception",reason:o}]);n.push({type:String(Ao(o,"type")??"exception"),reason:String(Ao(o,"reason")??"")})}return!n.length&&Ao(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Ao(t,"_id"))}] does not exist`}),new lt(e,n)}function Ao(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var Wd=Symbol.for("preact-signals");function ns(){if($n>1)$n--;else{var e,t=!1;for((function(){var r=es;for(es=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();ar!==void 0;){var n=ar;for(ar=void 0,Xr++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Na(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(Xr=0,$n--,t)throw e}}function Li(e){if($n>0)return e();Pi=++Yd,$n++;try{return e()}finally{ns()}}var lr,Ne=void 0;function cr(e){var t=Ne,n=lr;Ne=void 0,lr=void 0;try{return e()}finally{Ne=t,lr=n}}var ar=void 0,$n=0,Xr=0,Yd=0,Pi=0,es=void 0,ts=0;function Ma(e){if(Ne!==void 0){var t=e.n;if(t===void 0||t.t!==Ne)return t={i:0,S:e,p:Ne.s,n:void 0,t:Ne,e:void 0,x:void 0,r:t},Ne.s!==void 0&&(Ne.s.n=t),Ne.s=t,e.n=t,32&Ne.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Ne.s,t.n=void 0,Ne.s.n=t,Ne.s=t),t}}function Ke(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Ke.prototype.brand=Wd;Ke.prototype.h=function(){return!0};Ke.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:cr(function(){var o;(o=t.W)==null||o.call(t)}))};Ke.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&cr(function(){var r;(r=t.Z)==null||r.call(t)}))}};Ke.prototype.subscribe=function(e){var t=this;return gn(function(){var n=t.value;cr(function(){return e(n)})},{name:"sub"})};Ke.prototype.valueOf=function(){return this.value};Ke.prototype.toString=function(){return this.value+""};Ke.prototype.toJSON=function(){return this.value};Ke.prototype.peek=function(){var e=this;return cr(function(){return e.value})};Object.defineProperty(Ke.prototype,"value",{get:function(){var e=Ma(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Xr>100)throw new Error("Cycle detected");(function(n){$n!==0&&Xr===0&&n.l!==Pi&&(n.l=Pi,es={S:n,v:n.v,i:n.i,o:es})})(this),this.v=e,this.i++,ts++,$n++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{ns()}}}});function Ct(e,t){return new Ke(e,t)}function Na(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Oa(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function ja(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function Qn(e,t){Ke.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ts-1,this.f=4}Qn.prototype=new Ke;Qn.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ts))return!0;if(this.g=ts,this.f|=1,this.i>0&&!Na(this))return this.f&=-2,!0;var e=Ne;try{Oa(this),Ne=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Ne=e,ja(this),this.f&=-2,!0};Qn.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Ke.prototype.S.call(this,e)};Qn.prototype.U=function(e){if(this.t!==void 0&&(Ke.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Qn.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Qn.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Ma(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function _n(e,t){return new Qn(e,t)}function qa(e){var t=e.j;if(e.j=void 0,typeof t=="function"){$n++;var n=Ne;Ne=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Mi(e),o}finally{Ne=n,ns()}}}function Mi(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,qa(e)}function Kd(e){if(Ne!==this)throw new Error("Out-of-order effect");ja(this),Ne=e,this.f&=-2;try{8&this.f&&Mi(this)}finally{ns()}}function Ro(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,lr&&lr.push(this)}Ro.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Ro.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,qa(this),Oa(this),$n++;var e=Ne;return Ne=this,Kd.bind(this,e)};Ro.prototype.N=function(){2&this.f||(this.f|=2,this.u=ar,ar=this)};Ro.prototype.d=function(){this.f|=8,1&this.f||Mi(this)};Ro.prototype.dispose=function(){this.d()};function gn(e,t){var n=new Ro(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var Ia,rs,os,Qd=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Fa=[];gn(function(){Ia=this.N})();function Po(e,t){be[e]=t.bind(null,be[e]||function(){})}function ur(e){if(os){var t=os;os=void 0,t()}os=e&&e.S()}function za(e){var t=this,n=e.data,o=Xd(n);o.name="ReactiveDom",o.value=n;var r=Do(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var p=_n(function(){var g=o.value.value;return g===0?0:g===!0?"":g||""}),h=_n(function(){return!Array.isArray(p.value)&&!bi(p.value)}),$=gn(function(){if(this.N=Va,h.value){var g=p.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=g)}}),_=t.__$u.d;return t.__$u.d=function(){$(),_.call(this)},[h,p]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}za.displayName="ReactiveTextNode";Object.defineProperties(Ke.prototype,{constructor:{configurable:!0,value:Wr(Yn,null).constructor},type:{configurable:!0,value:za},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Po("__b",function(e,t){if(ur(),rs=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Ke&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});Po("__r",function(e,t){if(e(t),t.type!==Yn){ur();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return gn(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;Qd&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),rs=o,ur(n)}});Po("__e",function(e,t,n,o){ur(),rs=void 0,e(t,n,o)});Po("diffed",function(e,t){ur(),rs=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var a=s[i];a===void 0||o&&i in o||(a.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var f in o){var p=s[f],h=o[f];p===void 0?(p=Zd(n,f,h,r),s[f]=p):p.o(h,r)}}}e(t)});function Zd(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=Ct(n);return{o:function(i,a){s.value=i,o=a},d:gn(function(){this.N=Va;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}Po("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var a=t.props;for(var f in i)a[f]=i[f]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var h=p.__$u;h&&(p.__$u=void 0,h.d())}}e(t)});Po("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Co.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function Xd(e,t){return Do(function(){return Ct(e,t)},[])}var ep=function(e){queueMicrotask(function(){queueMicrotask(e)})};function tp(){Li(function(){for(var e;e=Fa.shift();)Ia.call(e)})}function Va(){Fa.push(this)===1&&(be.requestAnimationFrame||ep)(tp)}var Ba=1800*1e3,fr="sidecar.authorization",Pn=Ct(np()),Lo=Ct(!1),Ni=_n(()=>Pn.value?.user),ss=_n(()=>Pn.value!==void 0);function is(){return Pn.value?.authorization}function Ha(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function Ja(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function Ua(e){Pn.value=e}function Ga(){sessionStorage.setItem(fr,JSON.stringify({credentials:Pn.value,lastInput:Date.now()}))}function dr(){sessionStorage.removeItem(fr),Pn.value=void 0}function Oi(){dr(),Lo.value=!0}function Wa(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Pn.value&&Date.now()-e>Ba?Oi():sessionStorage.getItem(fr)&&sessionStorage.setItem(fr,JSON.stringify({credentials:Pn.value,lastInput:e}))},1e4)}function np(){let e=JSON.parse(sessionStorage.getItem(fr)??"null");return e&&Date.now()-e.lastInput<=Ba?e.credentials:void 0}var ji=new URL("../..",document.baseURI).href.replace(/\/$/,""),op=3e4;async function Y({method:e,path:t,body:n,limit:o=op},r){let s=is(),i=r||e==="GET"?AbortSignal.timeout(o):void 0,a=h=>{throw r?.aborted?h:new lt(0,[{type:"connection_error",reason:i?.aborted?`the sidecar has not answered within ${o/1e3} seconds`:"the sidecar does not answer"}])},f=await fetch(ji+t,{method:e,headers:rp(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...i?{signal:AbortSignal.any(r?[r,i]:[i])}:{}}).catch(a),p=await f.json().catch(h=>i?.aborted?a(h):void 0);if(f.ok&&p!==void 0)return p;throw f.ok?new lt(f.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(f.status===401&&s===is()&&Oi(),La(f.status,p))}function rp(e){let t=is();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function fe(e,t,{query:n={},body:o}={}){let r=Object.entries(n).flatMap(([a,f])=>f===void 0||f===""?[]:[[a,String(f)]]),s=new URLSearchParams(r).toString(),i={method:e,path:s?`${t}?${s}`:t};return o===void 0?i:{...i,body:o}}function Be(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function Ya({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function Ka({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",pr(r)]:s?["-H",pr("authorization: ApiKey <key>")]:[],a=["curl",...e==="GET"?[]:[`-X${e}`],...i,pr(o+t)];return n!==void 0&&a.push("-H",pr("content-type: application/json"),"-d",pr(JSON.stringify(n,null,2))),a.join(" ")}function pr(e){return`'${e.replaceAll("'","'\\''")}'`}function Qa(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var rn="/_siren/connector",Za=12e4,Xa=()=>fe("GET","/_siren"),ec=()=>fe("GET",`${rn}/_me`),tc=()=>fe("GET",`${rn}/agents`),sp=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),nc=()=>fe("GET",`${rn}/jobs/ingestion`,{query:{detailed:!0,filter_path:sp}}),oc=e=>fe("GET",Be`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),ls=e=>fe("POST",Be`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),qt=e=>fe("POST",`${rn}/jobs/_search`,{query:{detailed:!0},body:e}),as=e=>fe("GET",`${rn}/ingestion/_search`,{query:{...e,include_status:!0}}),mr=(e,t={})=>fe("GET",Be`/_siren/connector/ingestion/${e}`,{query:t}),hr=(e,t,n)=>fe("PUT",Be`/_siren/connector/ingestion/${e}`,{query:n,body:t}),rc=e=>fe("DELETE",Be`/_siren/connector/ingestion/${e}`),sc=(e,t)=>fe("POST",Be`/_siren/connector/ingestion/${e}/_validate`,{body:t}),Zn=(e,t={})=>fe("POST",Be`/_siren/connector/ingestion/${e}/_run`,{query:t}),ic=e=>fe("GET",Be`/_siren/connector/ingestion/${e}/_positions`),lc=e=>fe("DELETE",Be`/_siren/connector/ingestion/${e}/_positions`),ac=(e,t)=>fe("POST",Be`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),cs=e=>fe("GET",`${rn}/datasource/_search`,{query:e}),cc=e=>fe("GET",Be`/_siren/connector/datasource/${e}`),uc=(e,t,n)=>fe("PUT",Be`/_siren/connector/datasource/${e}`,{query:n,body:t}),fc=e=>fe("DELETE",Be`/_siren/connector/datasource/${e}`),us=(e,t)=>fe("POST",Be`/_siren/connector/datasource/${e}/_validate`,{body:t}),Xn=(e,t)=>({...fe("GET",Be`/_siren/connector/datasource/${e}/_metadata`,{query:t}),limit:Za}),dc=(e,t)=>fe("POST",Be`/_siren/connector/datasource/${e}/_sample`,{body:t}),pc=(e,t)=>fe("POST",Be`/_siren/connector/datasource/${e}/_transforms`,{body:t}),$r=e=>fe("GET",`${rn}/schedule`,{query:e}),mc=()=>fe("GET",`${rn}/dead_letters/_search`,{query:{size:0}}),hc=e=>fe("POST",`${rn}/dead_letters/_search`,{query:{detailed:!0},body:e}),$c=e=>fe("POST",`${rn}/dead_letters/_groups`,{body:e}),_c=(e,t)=>fe("POST",Be`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),gc=(e,t)=>fe("POST",Be`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),fs=(e,t)=>({...fe("POST",Be`/_siren/connector/datasource/${e}/_definitions`,{body:t}),limit:Za});var ds=".siren-jobs",eo=".siren-ingestions",bn=".siren-datasources",bc=".siren-dead-letters",J=Object.freeze({readRuns:[[ds,"read"]],readJobs:[[eo,"read"],[ds,"read"]],readSchedules:[[eo,"read"]],run:[[ds,"write"],[bn,"read"]],abort:[[ds,"write"]],editJobs:[[eo,"write"],[bn,"read"]],changeJobs:[[eo,"write"],[bn,"read"],[eo,"read"]],readDatasources:[[bn,"read"],[eo,"read"]],editDatasources:[[bn,"write"]],changeDatasources:[[bn,"write"],[bn,"read"]],createJobsOfTables:[[bn,"write"],[eo,"write"],[bn,"read"]],readDeadLetters:[[bc,"read"]],retry:[[bc,"write"]]}),vn=Ct(void 0);gn(()=>{Lo.value&&(vn.value=void 0)});async function ps(){vn.value=await Y(ec()),Lo.value=!1}function vc(){dr(),vn.value=void 0}function qi(e){return e.find(([t,n])=>!vn.value?.index[t]?.[n])}function me(e){return qi(e)===void 0}function yc(){let[e,t]=W(""),[n,o]=W(!1);async function r(i){i.preventDefault();let a=new FormData(i.target),[f,p,h]=["name","password","key"].map($=>String(a.get($)??""));o(!0),Ua(h?Ja(h):Ha(f??"",p??""));try{await ps(),a.has("remember")&&Ga()}catch($){if(!($ instanceof lt))throw $;dr(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return u`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&u`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&u`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function wc({title:e,onClose:t,isBusy:n,children:o}){let r=Me(null);Ve(()=>{let i=r.current,a=document.activeElement;return i?.showModal(),()=>{i?.close(),a instanceof HTMLElement&&a.focus()}},[]);function s(i){n?i.preventDefault():t()}return u`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function he({request:e}){let t=Qa(e);return u`<details class="request">
    <summary>Show request</summary>
    <${Sc} title="Dev Tools" text=${Ya(t)} />
    <${Sc} title="curl" text=${Ka(t,ji,{user:Ni.value,hasKey:ss.value&&!Ni.value})} />
  </details>`}function Sc({title:e,text:t}){let[n,o]=W(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return u`<div>
    <h3>${e} ${navigator.clipboard&&u`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function dt(e){let[t,n]=W(void 0),{label:o,requires:r,kind:s,of:i}=e;return me(r)?u`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&u`<${ip} ...${t} onClose=${()=>n(void 0)} />`}`:null}function ip({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:a,error:f}=pt(p=>{s(),o?.(p)});return u`<${wc} title=${e} onClose=${s} isBusy=${a}>
    <p>${t}</p>
    ${f&&u`<${Ue} error=${f} />`}
    <${he} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${a} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${a} aria-busy=${a} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function pt(e){let[t,n]=W(!1),[o,r]=W(void 0);async function s(i){n(!0),r(void 0);try{let a=await Y(i);n(!1),e(a)}catch(a){if(!(a instanceof lt))throw a;r(a),n(!1)}}return{submit:s,isBusy:t,error:o}}function ms({request:e,of:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=pt(o);if(!me(J.editDatasources))return null;let a=()=>{o(void 0),r(e)};return u`<span class="test">
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${s} aria-busy=${s} onClick=${a}>${s?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${n&&`Connected to ${n.product} ${n.product_version}.`}</span>
    ${i&&u`<${Ue} error=${i} /><${he} request=${e} />`}
  </span>`}function He({label:e,value:t,onChange:n,hint:o,suggestions:r,...s}){let i=Qr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <input id=${i} value=${t??""} aria-describedby=${o&&`${i}-hint`} list=${r&&`${i}-list`} spellcheck=${!1} autocomplete="off" ...${s}
      onInput=${a=>n(a.target.value)} />
    ${r&&u`<datalist id=${`${i}-list`}>${r.map(a=>u`<option value=${a} />`)}</datalist>`}
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function sn({label:e,value:t,onChange:n,hint:o,options:r,required:s}){let i=Qr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <select id=${i} value=${t??""} required=${s} aria-describedby=${o&&`${i}-hint`}
      onChange=${a=>n(a.target.value)}>
      ${Object.entries(r).map(([a,f])=>u`<option key=${a} value=${a} selected=${a===(t??"")}>${f}</option>`)}
    </select>
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function Tc({label:e,value:t,onChange:n}){return u`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function Mo({label:e,value:t,onChange:n,hint:o}){let r=Qr(),[s,i]=W(()=>xc(t)),[a,f]=W(""),p=Me(t),h=Me(null);Kr(()=>{JSON.stringify(t)!==JSON.stringify(p.current)&&(p.current=t,i(xc(t)),f(""))},[t]),Ve(()=>h.current?.setCustomValidity(a),[a]);function $(_){i(_);try{p.current=_.trim()?JSON.parse(_):void 0,n(p.current),f("")}catch(g){f(String(g instanceof Error?g.message:g))}}return u`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${h} id=${r} rows="6" spellcheck=${!1} onInvalid=${lp} aria-invalid=${a?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${_=>$(_.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${a?u`<span class="bad">${a}</span>`:o}</div>
  </div>`}function lp(e){let t=e.target.closest("details");t&&(t.open=!0)}function xc(e){return e===void 0?"":JSON.stringify(e,null,2)}var Ii=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],kc=["B","kB","MB","GB","TB"],Ec=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),ap=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),cp=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),up=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function te(e){return e===void 0?"\u2013":Ec.format(e)}function ln(e){return e===void 0?"\u2013":ap.format(e)}function Cc(e){if(e===void 0)return"\u2013";let t=Math.min(kc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${kc[t]}`}function Dc(e){return e===void 0?"\u2013":`${Ec.format(e)}/s`}function ct(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=Ii.findIndex(([,o])=>e>=o),n=e;return Ii.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function $e(e){return e===void 0?"\u2013":cp.format(e).replace(",","")}function Ac(e){return up.format(e)}function an(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=Ii.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function Rc(e){return e===void 0?"":`${Math.floor(e)} %`}function ie({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?u`<${Ue} error=${o} />`:u`<p class="empty" aria-busy="true">Loading …</p>`:u`${o&&u`<${Ue} error=${o} />
    <p class="muted">Shown is what was known at ${$e(r)}.</p>`}
  ${t(n)}`}var Fi=Ct(location.hash),hs=history.state?.position??0;Pc();var _r;addEventListener("popstate",()=>{let e=hs,t=location.hash===Fi.value;hs=history.state?.position??(t?e:e+1),Pc(),t||!_r||_r()?Fi.value=location.hash:history.go(e-hs)});function Pc(){history.replaceState({position:hs},"")}function Lc(e){return _r=e,()=>_r=void 0}function gr(e){_r=void 0,location.hash=e}var zi=_n(()=>fp(Fi.value));function fp(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?dp(r.join("/")):void 0,query:new URLSearchParams(n)}}function A(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function dp(e){try{return decodeURIComponent(e)}catch{return e}}function $s(e){Ve(()=>{if(!e)return;addEventListener("beforeunload",Mc);let t=Lc(()=>confirm("Leave this form without saving it?"));return()=>{removeEventListener("beforeunload",Mc),t()}},[e])}function Mc(e){e.preventDefault()}var vr={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${br(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${br(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${br(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${br(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${br(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function br({host:e,port:t}){return t?`${e}:${t}`:e}var Nc=Object.freeze({strategy:"REPLACE"}),_s=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function gs(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function bs(e){return[e??[]].flat().join(", ")}function Oc(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function jc(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...a}=e??{};return Object.keys(s).length?{...a,properties:s}:Object.keys(a).length?a:void 0}function Vi(e,t,n){return!e||e===t?n:e}function qc(e,t,n){return{...e,pk_field:void 0,...n,target:Vi(e.target,t?.target,n.target)}}function Ic(e){return{...e,enable_scheduler:!1}}var Fc=5e3;function oe(e,t,n){let o=Do(()=>pp(e,t),n);return Ve(()=>o.start(),[o]),o}function pp(e,t){let n=Ct({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1,i=Date.now();async function a(){clearTimeout(r),o.abort();let $=o=new AbortController,_=Date.now();try{let g=await e($.signal);if($.signal.aborted)return;n.value={data:g,error:void 0,loaded:Date.now()}}catch(g){if($.signal.aborted)return;if(!(g instanceof lt))throw g;n.value={...n.value,error:g}}finally{let g=f();s&&g&&!$.signal.aborted&&!document.hidden&&(r=setTimeout(a,Math.max(g-(Date.now()-_),g/4)))}}function f(){let{data:$,error:_}=n.value,g=typeof t=="function"?t($,Date.now()-i):t;return _?.isTemporary?Math.min(g||Fc,Fc):g}function p(){document.hidden?clearTimeout(r):(f()||!n.value.loaded)&&a()}function h(){return s=!0,i=Date.now(),document.addEventListener("visibilitychange",p),document.hidden||a(),()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",p)}}return{state:n,start:h,reload:()=>{a()}}}function Bi({id:e}){let t=oe(async n=>e===void 0?null:Y(cc(e),n),0,[e]);return u`<${ie} polling=${t}>${n=>u`<${mp} hit=${n} />`}<//>`}function mp({hit:e}){let[t,n]=W(e?._id??""),[o]=W(e?._source.jdbc??{}),[r,s]=W(o),i=_=>g=>s(S=>({...S,[_]:g}));$s(r!==o);let a={jdbc:gs(r)},f=uc(t,a,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:p,isBusy:h,error:$}=pt(()=>gr(A("tables",t)));return u`<form onSubmit=${_=>{_.preventDefault(),p(f)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&u`<${He} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&u`<${hp} onChange=${i("url")} />`}
      <${He} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${He} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${He} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${He} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Properties of the driver</summary>
        <${Mo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${$&&u`<${Zr} error=${$} id=${t} isNew=${!e} address=${A("datasource-form",t)} />`}
    <div class="submit">
      <button class="primary" disabled=${h} aria-busy=${h}>Save</button>
      <${ms} request=${us(t||"new",a)} />
      <a class="button" href=${A("datasources")}>Cancel</a>
    </div>
    <${he} request=${f} />
  </form>`}function hp({onChange:e}){let[t,n]=W(""),[o,r]=W({host:"",port:"",database:""}),s=vr[t];function i(p){n(p),a(p,{...o,port:String(vr[p]?.port??"")})}function a(p,h){r(h);let $=vr[p];$&&e($.url(h))}let f=p=>h=>a(t,{...o,[p]:h});return u`
    <${sn} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(vr).map(([p,{name:h}])=>[p,h]))}} />
    ${s?.port&&u`<div class="row">
      <${He} label="Host" value=${o.host} onChange=${f("host")} placeholder="db.example.org" />
      <${He} label="Port" value=${o.port} onChange=${f("port")} />
    </div>`}
    ${s&&u`<${He} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${f("database")} />`}
  `}function cn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return u`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Gt({name:e,label:t,value:n,placeholder:o}){let[r,s]=W(n);return Ve(()=>s(n),[n]),u`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function yr({name:e,label:t,value:n,options:o}){return u`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>u`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var $p=1e4;function Ln({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=$p,a=Math.min(e+t,n);return u`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${te(e+1)} to ${te(a)} of ${te(n)} ${n===1?o.replace(/s$/,""):o}`:`No ${o}`}</span>
    ${e>0&&u`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&u`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&u`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function Se({label:e,children:t}){return u`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function vs(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var zc=50,Hi=3;function Vc({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=cs({from:t,size:zc,include_used_by:!0,...vs(n)}),r=oe(s=>Y(o,s),0,[t,n]);return u`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${me(J.editDatasources)&&u`<a class="button primary" href=${A("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${cn} address=${s=>A("datasources",void 0,s)}>
      <${Gt} name="q" label="Search datasources" value=${n} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${ie} polling=${r}>
      ${({hits:s})=>u`
        <section class="panel"><${Se} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${s.hits.map(i=>u`<${_p} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&u`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Ln} from=${t} size=${zc} total=${s.total} of="datasources" address=${i=>A("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${he} request=${o} />
  `}function _p({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return u`<tr>
    <td>${me(J.editDatasources)?u`<a href=${A("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td class="message">
      ${o.slice(0,Hi).map(r=>u`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}
      ${o.length>Hi&&u`<a href=${A("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-Hi} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${ms} request=${us(n)} of=${n} />
      ${me(J.createJobsOfTables)&&u`<a class="button" href=${A("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${dt} label="Delete" of=${n} kind="danger" requires=${J.editDatasources} request=${fc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function ys(){let[e,t]=W(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var Ji=["id","execution","type","field","summary","q"],gp=["type","field","summary"];function Bc(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=Ji.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function ws(e){let t=Ji.filter(n=>e[n]===null).join();return{...Object.fromEntries(Ji.map(n=>[n,e[n]??void 0])),without:t}}function Hc(e,t){return{...e,...Object.fromEntries(gp.map(n=>[n,t[n]]))}}var Jc=50;function Uc({query:e}){let t=Bc(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=W(""),i=oe(h=>Y($c(t),h),0,[o]),a=hc({...t,from:n,size:Jc}),f=oe(h=>Y(a,h),0,[o,n]);function p(h){s(bp(h)),i.reload(),f.reload()}return u`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${cn} address=${h=>A("dead-letters",void 0,{...ws(t),...h})}>
      <${Gt} name="id" label="Job" value=${t.id??""} />
      <${Gt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&u`<a class="button" href=${A("dead-letters")}>Show all</a>`}
    <//>
    ${r&&u`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${ie} polling=${i}>${h=>u`<${vp} groups=${h.groups} filter=${t} onDone=${p} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${ie} polling=${f}>
        ${({hits:h})=>u`
          <${yp} key=${`${o} ${n}`} hits=${h.hits} onDone=${p} />
          <${Ln} from=${n} size=${Jc} total=${h.total} of="dead letters" address=${$=>A("dead-letters",void 0,{...ws(t),from:$})} />
        `}
      <//>
    </section>
    <${he} request=${a} />
  `}function bp({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${te(r)} deleted.`:`${[`${te(e)} indexed`,t&&`${te(t)} rejected again`,n&&`${te(n)} not tried in time`,o&&`${te(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function vp({groups:e,filter:t,onDone:n}){if(!e.length)return u`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return u`<${Se} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=Hc(t,r),a=r.summary??r.type;return u`<tr key=${JSON.stringify(i)}>
          <td class="number">${te(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${a}`}></progress></td>
          <td class="message"><a href=${A("dead-letters",void 0,ws({...i,...s?{id:s}:{}}))}>${a}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(f=>u`<a key=${f} href=${A("jobs",f)}>${f}</a> `)}</td>
          <td class="time">${$e(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&u`<${Gc} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function Gc({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${te(n)} rows`,s=`${te(n)} ${n===1?"row":"rows"} of ${e}`;return u`
    <${dt} label="Retry" of=${s} requires=${J.retry} request=${_c(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${dt} label="Delete" of=${s} kind="danger" requires=${J.retry} request=${gc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function yp({hits:e,onDone:t}){let{selected:n,toggle:o}=ys(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return u`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&u`<${Gc} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
      ${s.size>1&&u`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${Se} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${e.map(({_id:i,_source:a})=>u`<tr key=${i}>
          <td><input type="checkbox" aria-label=${`Choose row ${a.id??a.row} of ${a.job}`} checked=${n.has(i)} onChange=${()=>o(i)} /></td>
          <td><a href=${A("jobs",a.job)}>${a.job}</a></td>
          <td>${a.id??"\u2013"}</td>
          <td class="message">${a.error.reason}${!a.retryable&&u` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${A("executions",a.execution)}>${$e(a["@timestamp"])}</a></td>
          <td>${a.document&&u`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${a.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var No={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function Ui({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],a=n.at(-1);o===null||s===void 0||i===void 0||(a&&a.part===o&&a.to===s?a.to=i:n.push({part:o,from:s,to:i}))}),n}function Wc(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function Yc({events:e}){return u`<section class="panel">
    <h2>Events</h2>
    <${Se} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>u`<tr key=${o}><td class="time">${$e(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function to({children:e}){return u`<dl class="facts">${e}</dl>`}function Oe({name:e,children:t}){return u`<dt>${e}</dt><dd>${t}</dd>`}function Kc({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return u`<section class="panel">
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
  </section>`}var wp="uplot",Sp="u-hz",xp="u-vt",Tp="u-title",kp="u-wrap",Ep="u-under",Cp="u-over",Dp="u-axis",ro="u-off",Ap="u-select",Rp="u-cursor-x",Pp="u-cursor-y",Lp="u-cursor-pt",Mp="u-legend",Np="u-live",Op="u-inline",jp="u-series",qp="u-marker",Qc="u-label",Ip="u-value",Sr="width",xr="height";var Zc="bottom",Oo="left",Gi="right",ul="#000",Xc=ul+"0",Wi="mousemove",eu="mousedown",Yi="mouseup",tu="mouseenter",nu="mouseleave",ou="dblclick",Fp="resize",zp="scroll",ru="change",Es="dppxchange",fl="--",Bo=typeof window<"u",el=Bo?document:null,qo=Bo?window:null,Vp=Bo?navigator:null,_e,Ss;function tl(){let e=devicePixelRatio;_e!=e&&(_e=e,Ss&&ol(ru,Ss,tl),Ss=matchMedia(`(min-resolution: ${_e-.001}dppx) and (max-resolution: ${_e+.001}dppx)`),so(ru,Ss,tl),qo.dispatchEvent(new CustomEvent(Es)))}function Dt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function nl(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Ae(e,t,n){e.style[t]=n+"px"}function Wt(e,t,n,o){let r=el.createElement(e);return t!=null&&Dt(r,t),n?.insertBefore(r,o),r}function It(e,t){return Wt("div",e,t)}var su=new WeakMap;function un(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=su.get(e);s!=i&&(e.style.transform=s,su.set(e,s),t<0||n<0||t>o||n>r?Dt(e,ro):nl(e,ro))}var iu=new WeakMap;function lu(e,t,n){let o=t+n,r=iu.get(e);o!=r&&(iu.set(e,o),e.style.background=t,e.style.borderColor=n)}var au=new WeakMap;function cu(e,t,n,o){let r=t+""+n,s=au.get(e);r!=s&&(au.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var dl={passive:!0},Bp={...dl,capture:!0};function so(e,t,n,o){t.addEventListener(e,n,o?Bp:dl)}function ol(e,t,n,o){t.removeEventListener(e,n,dl)}Bo&&tl();function Yt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:At((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function ju(e){return(n,o,r)=>{let s=-1,i=-1;for(let a=o;a<=r;a++)if(e(n[a])){s=a;break}for(let a=r;a>=o;a--)if(e(n[a])){i=a;break}return[s,i]}}var qu=e=>e!=null,Iu=e=>e!=null&&e>0,As=ju(qu),Hp=ju(Iu);function Jp(e,t,n,o=0,r=!1){let s=r?Hp:As,i=r?Iu:qu;[t,n]=s(e,t,n);let a=e[t],f=e[t];if(t>-1)if(o==1)a=e[t],f=e[n];else if(o==-1)a=e[n],f=e[t];else for(let p=t;p<=n;p++){let h=e[p];i(h)&&(h<a?a=h:h>f&&(f=h))}return[a??xe,f??-xe]}function Rs(e,t,n,o){let r=du(e),s=du(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?yn:Fu,a=r==1?At:Ft,f=s==1?Ft:At,p=a(i(Ze(e))),h=f(i(Ze(t))),$=Io(n,p),_=Io(n,h);return n==10&&(p<0&&($=Te($,-p)),h<0&&(_=Te(_,-h))),o||n==2?(e=$*r,t=_*s):(e=Hu(e,$),t=Ps(t,_)),[e,t]}function pl(e,t,n,o){let r=Rs(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var ml=.1,uu={mode:3,pad:ml},kr={pad:0,soft:null,mode:0},Up={min:kr,max:kr};function Cs(e,t,n,o){return Ls(n)?fu(e,t,n):(kr.pad=n,kr.soft=o?0:null,kr.mode=o?3:0,fu(e,t,Up))}function de(e,t){return e??t}function Gp(e,t,n){for(t=de(t,0),n=de(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function fu(e,t,n){let o=n.min,r=n.max,s=de(o.pad,0),i=de(r.pad,0),a=de(o.hard,-xe),f=de(r.hard,xe),p=de(o.soft,xe),h=de(r.soft,-xe),$=de(o.mode,0),_=de(r.mode,0),g=t-e,S=yn(g),k=bt(Ze(e),Ze(t)),C=yn(k),R=Ze(C-S);(g<1e-24||R>10)&&(g=0,(e==0||t==0)&&(g=1e-24,$==2&&p!=xe&&(s=0),_==2&&h!=-xe&&(i=0)));let y=g||k||1e3,P=yn(y),x=Io(10,At(P)),K=y*(g==0?e==0?.1:1:s),O=Te(Hu(e-K,x/10),24),Q=e>=p&&($==1||$==3&&O<=p||$==2&&O>=p)?p:xe,I=bt(a,O<Q&&e>=Q?Q:Kt(Q,O)),ee=y*(g==0?t==0?.1:1:i),F=Te(Ps(t+ee,x/10),24),D=t<=h&&(_==1||_==3&&F>=h||_==2&&F<=h)?h:-xe,U=Kt(f,F>D&&t<=D?D:bt(D,F));return I==U&&I==0&&(U=100),[I,U]}var Wp=new Intl.NumberFormat(Bo?Vp.language:"en-US"),hl=e=>Wp.format(e),Rt=Math,ks=Rt.PI,Ze=Rt.abs,At=Rt.floor,Qe=Rt.round,Ft=Rt.ceil,Kt=Rt.min,bt=Rt.max,Io=Rt.pow,du=Rt.sign,yn=Rt.log10,Fu=Rt.log2,Yp=(e,t=1)=>Rt.sinh(e)*t,Ki=(e,t=1)=>Rt.asinh(e/t),xe=1/0;function pu(e){return(yn((e^e>>31)-(e>>31))|0)+1}function rl(e,t,n){return Kt(bt(e,t),n)}function zu(e){return typeof e=="function"}function le(e){return zu(e)?e:()=>e}var Kp=()=>{},Vu=e=>e,Bu=(e,t)=>t,Qp=e=>null,mu=e=>!0,hu=(e,t)=>e==t,Zp=/\.\d*?(?=9{6,}|0{6,})/gm,io=e=>{if(Uu(e)||Nn.has(e))return e;let t=`${e}`,n=t.match(Zp);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${io(r)}e${s}`}return Te(e,o)};function no(e,t){return io(Te(io(e/t))*t)}function Ps(e,t){return io(Ft(io(e/t))*t)}function Hu(e,t){return io(At(io(e/t))*t)}function Te(e,t=0){if(Uu(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Qe(o)/n}var Nn=new Map;function Ju(e){return((""+e).split(".")[1]||"").length}function Cr(e,t,n,o){let r=[],s=o.map(Ju);for(let i=t;i<n;i++){let a=Ze(i),f=Te(Io(e,i),a);for(let p=0;p<o.length;p++){let h=e==10?+`${o[p]}e${i}`:o[p]*f,$=(i>=0?0:a)+(i>=s[p]?0:s[p]),_=e==10?h:Te(h,$);r.push(_),Nn.set(_,$)}}return r}var Er={},$l=[],Fo=[null,null],Mn=Array.isArray,Uu=Number.isInteger,Xp=e=>e===void 0;function $u(e){return typeof e=="string"}function Ls(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function em(e){return e!=null&&typeof e=="object"}var tm=Object.getPrototypeOf(Uint8Array),Gu="__proto__";function zo(e,t=Ls){let n;if(Mn(e)){let o=e.find(r=>r!=null);if(Mn(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=zo(e[r],t)}else n=e.slice()}else if(e instanceof tm)n=e.slice();else if(t(e)){n={};for(let o in e)o!=Gu&&(n[o]=zo(e[o],t))}else n=e;return n}function Ge(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=Gu&&(Ls(e[r])?Ge(e[r],zo(o[r])):e[r]=zo(o[r]))}return e}var nm=0,om=1,rm=2;function sm(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function im(e,t){if(cm(e)){let i=e[0].slice();for(let a=1;a<e.length;a++)i.push(...e[a].slice(1));return um(i[0])||(i=am(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let f=e[i][0],p=f.length;for(let h=0;h<p;h++)n.add(f[h])}let o=[Array.from(n).sort((i,a)=>i-a)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let a=e[i],f=a[0];for(let p=1;p<a.length;p++){let h=a[p],$=Array(r).fill(void 0),_=t?t[i][p]:om,g=[];for(let S=0;S<h.length;S++){let k=h[S],C=s.get(f[S]);k===null?_!=nm&&($[C]=k,_==rm&&g.push(C)):$[C]=k}sm($,g,r),o.push($)}}return o}var lm=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function am(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],a=Array(n);for(let f=0;f<n;f++)a[f]=i[o[f]];r.push(a)}return r}function cm(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function um(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=bt(1,At((r-o+1)/t));for(let i=e[o],a=o+s;a<=r;a+=s){let f=e[a];if(f!=null){if(f<=i)return!1;i=f}}return!0}var Wu=["January","February","March","April","May","June","July","August","September","October","November","December"],Yu=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Ku(e){return e.slice(0,3)}var fm=Yu.map(Ku),dm=Wu.map(Ku),pm={MMMM:Wu,MMM:dm,WWWW:Yu,WWW:fm};function wr(e){return(e<10?"0":"")+e}function mm(e){return(e<10?"00":e<100?"0":"")+e}var hm={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>wr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>wr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>wr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>wr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>wr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>mm(e.getMilliseconds())};function _l(e,t){t=t||pm;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?hm[r[1]]:r[0]);return s=>{let i="";for(let a=0;a<n.length;a++)i+=typeof n[a]=="string"?n[a]:n[a](s,t);return i}}var $m=new Intl.DateTimeFormat().resolvedOptions().timeZone;function _m(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==$m?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Qu=e=>e%1==0,Ds=[1,2,2.5,5],gm=Cr(10,-32,0,Ds),Zu=Cr(10,0,32,Ds),bm=Zu.filter(Qu),oo=gm.concat(Zu),gl=`
`,Xu="{YYYY}",_u=gl+Xu,ef="{M}/{D}",Tr=gl+ef,xs=Tr+"/{YY}",tf="{aa}",vm="{h}:{mm}",jo=vm+tf,gu=gl+jo,bu=":{ss}",ve=null;function nf(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,f=(e==1?Cr(10,0,3,Ds).filter(Qu):Cr(10,-3,0,Ds)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),p=[[i,Xu,ve,ve,ve,ve,ve,ve,1],[r*28,"{MMM}",_u,ve,ve,ve,ve,ve,1],[r,ef,_u,ve,ve,ve,ve,ve,1],[o,"{h}"+tf,xs,ve,Tr,ve,ve,ve,1],[n,jo,xs,ve,Tr,ve,ve,ve,1],[t,bu,xs+" "+jo,ve,Tr+" "+jo,ve,gu,ve,1],[e,bu+".{fff}",xs+" "+jo,ve,Tr+" "+jo,ve,gu,ve,1]];function h($){return(_,g,S,k,C,R)=>{let y=[],P=C>=i,x=C>=s&&C<i,K=$(S),O=Te(K*e,3),Q=Qi(K.getFullYear(),P?0:K.getMonth(),x||P?1:K.getDate()),I=Te(Q*e,3);if(x||P){let ee=x?C/s:0,F=P?C/i:0,D=O==I?O:Te(Qi(Q.getFullYear()+F,Q.getMonth()+ee,1)*e,3),U=new Date(Qe(D/e)),M=U.getFullYear(),Z=U.getMonth();for(let H=0;D<=k;H++){let ae=Qi(M+F*H,Z+ee*H,1),B=ae-$(Te(ae*e,3));D=Te((+ae+B)*e,3),D<=k&&y.push(D)}}else{let ee=C>=r?r:C,F=At(S)-At(O),D=I+F+Ps(O-I,ee);y.push(D);let U=$(D),M=U.getHours()+U.getMinutes()/n+U.getSeconds()/o,Z=C/o,H=_.axes[g]._space,ae=R/H;for(;D=Te(D+C,e==1?0:3),!(D>k);)if(Z>1){let B=At(Te(M+Z,6))%24,ce=$(D).getHours()-B;ce>1&&(ce=-1),D-=ce*o,M=(M+Z)%24;let ye=y[y.length-1];Te((D-ye)/C,3)*ae>=.7&&y.push(D)}else y.push(D)}return y}}return[f,p,h]}var[ym,wm,Sm]=nf(1),[xm,Tm,km]=nf(.001);Cr(2,-53,53,[1]);function vu(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function yu(e,t){return(n,o,r,s,i)=>{let a=t.find(S=>i>=S[0])||t[t.length-1],f,p,h,$,_,g;return o.map(S=>{let k=e(S),C=k.getFullYear(),R=k.getMonth(),y=k.getDate(),P=k.getHours(),x=k.getMinutes(),K=k.getSeconds(),O=C!=f&&a[2]||R!=p&&a[3]||y!=h&&a[4]||P!=$&&a[5]||x!=_&&a[6]||K!=g&&a[7]||a[1];return f=C,p=R,h=y,$=P,_=x,g=K,O(k)})}}function Em(e,t){let n=_l(t);return(o,r,s,i,a)=>r.map(f=>n(e(f)))}function Qi(e,t,n){return new Date(e,t,n)}function wu(e,t){return t(e)}var Cm="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Su(e,t){return(n,o,r,s)=>s==null?fl:t(e(o))}function Dm(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Am(e,t){return e.series[t].fill(e,t)}var Rm={show:!0,live:!0,isolate:!1,mount:Kp,markers:{show:!0,width:2,stroke:Dm,fill:Am,dash:"solid"},idx:null,idxs:null,values:[]};function Pm(e,t){let n=e.cursor.points,o=It(),r=n.size(e,t);Ae(o,Sr,r),Ae(o,xr,r);let s=r/-2;Ae(o,"marginLeft",s),Ae(o,"marginTop",s);let i=n.width(e,t,r);return i&&Ae(o,"borderWidth",i),o}function Lm(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Mm(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Nm(e,t){return e.series[t].points.size}var Zi=[0,0];function Om(e,t,n){return Zi[0]=t,Zi[1]=n,Zi}function Ts(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function Xi(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var jm={show:!0,x:!0,y:!0,lock:!1,move:Om,points:{one:!1,show:Pm,size:Nm,width:0,stroke:Mm,fill:Lm},bind:{mousedown:Ts,mouseup:Ts,click:Ts,dblclick:Ts,mousemove:Xi,mouseleave:Xi,mouseenter:Xi},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},of={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},bl=Ge({},of,{filter:Bu}),rf=Ge({},bl,{size:10}),sf=Ge({},of,{show:!1}),vl='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',lf="bold "+vl,af=1.5,xu={show:!0,scale:"x",stroke:ul,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:lf,side:2,grid:bl,ticks:rf,border:sf,font:vl,lineGap:af,rotate:0},qm="Value",Im="Time",Tu={show:!0,scale:"x",auto:!1,sorted:1,min:xe,max:-xe,idxs:[]};function Fm(e,t,n,o,r){return t.map(s=>s==null?"":hl(s))}function zm(e,t,n,o,r,s,i){let a=[],f=Nn.get(r)||0;n=i?n:Te(Ps(n,r),f);for(let p=n;p<=o;p=Te(p+r,f))a.push(Object.is(p,-0)?0:p);return a}function sl(e,t,n,o,r,s,i){let a=[],f=e.scales[e.axes[t].scale].log,p=f==10?yn:Fu,h=At(p(n));r=Io(f,h),f==10&&(r=oo[Yt(r,oo)]);let $=n,_=r*f;f==10&&(_=oo[Yt(_,oo)]);do a.push($),$=$+r,f==10&&!Nn.has($)&&($=Te($,Nn.get(r))),$>=_&&(r=$,_=r*f,f==10&&(_=oo[Yt(_,oo)]));while($<=o);return a}function Vm(e,t,n,o,r,s,i){let f=e.scales[e.axes[t].scale].asinh,p=o>f?sl(e,t,bt(f,n),o,r):[f],h=o>=0&&n<=0?[0]:[];return(n<-f?sl(e,t,bt(f,-o),-n,r):[f]).reverse().map(_=>-_).concat(h,p)}var cf=/./,Bm=/[12357]/,Hm=/[125]/,ku=/1/,il=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function Jm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=e.scales[i],f=e.valToPos,p=s._space,h=f(10,i),$=f(9,i)-h>=p?cf:f(7,i)-h>=p?Bm:f(5,i)-h>=p?Hm:ku;if($==ku){let _=Ze(f(1,i)-h);if(_<p)return il(t.slice().reverse(),a.distr,$,Ft(p/_)).reverse()}return il(t,a.distr,$,1)}function Um(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=s._space,f=e.valToPos,p=Ze(f(1,i)-f(2,i));return p<a?il(t.slice().reverse(),3,cf,Ft(a/p)).reverse():t}function Gm(e,t,n,o){return o==null?fl:t==null?"":hl(t)}var Eu={show:!0,scale:"y",stroke:ul,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:lf,side:3,grid:bl,ticks:rf,border:sf,font:vl,lineGap:af,rotate:0};function Wm(e,t){let n=3+(e||1)*2;return Te(n*t,3)}function Ym(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),a=Ze(i-s),f=e.series[t],p=a/(f.points.space*_e);return o[1]-o[0]<=p}var Cu={scale:null,auto:!0,sorted:0,min:xe,max:-xe},uf=(e,t,n,o,r)=>r,Du={show:!0,auto:!0,sorted:0,gaps:uf,alpha:1,facets:[Ge({},Cu,{scale:"x"}),Ge({},Cu,{scale:"y"})]},Au={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:uf,alpha:1,points:{show:Ym,filter:null},values:null,min:xe,max:-xe,idxs:[],path:null,clip:null};function Km(e,t,n,o,r){return n/10}var ff={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Qm=Ge({},ff,{time:!1,ori:1}),Ru={};function df(e,t){let n=Ru[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,a,f,p){for(let h=0;h<n.plots.length;h++)n.plots[h]!=r&&n.plots[h].pub(o,r,s,i,a,f,p)}},e!=null&&(Ru[e]=n)),n}var Vo=1,ll=2;function lo(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,a=e.bbox,f=s[0],p=o==2?s[1]:s[t],h=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],_=a.left,g=a.top,S=a.width,k=a.height,C=e.valToPosH,R=e.valToPosV;return h.ori==0?n(r,f,p,h,$,C,R,_,g,S,k,Ns,Ho,js,mf,$f):n(r,f,p,h,$,R,C,g,_,k,S,Os,Jo,Sl,hf,_f)}function yl(e,t){let n=0,o=0,r=de(e.bands,$l);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function Zm(e,t,n,o,r){let s=e.mode,i=e.series[t],a=s==2?i.facets[1].scale:i.scale,f=e.scales[a];return r==-1?f.min:r==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function wn(e,t,n,o,r,s){return lo(e,t,(i,a,f,p,h,$,_,g,S,k,C)=>{let R=i.pxRound,y=p.dir*(p.ori==0?1:-1),P=p.ori==0?Ho:Jo,x,K;y==1?(x=n,K=o):(x=o,K=n);let O=R($(a[x],p,k,g)),Q=R(_(f[x],h,C,S)),I=R($(a[K],p,k,g)),ee=R(_(s==1?h.max:h.min,h,C,S)),F=new Path2D(r);return P(F,I,ee),P(F,O,ee),P(F,O,Q),F})}function Ms(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let a=t==0?js:Sl,f=n;for(let $=0;$<e.length;$++){let _=e[$];if(_[1]>_[0]){let g=_[0]-f;g>0&&a(i,f,o,g,o+s),f=_[1]}}let p=n+r-f,h=10;p>0&&a(i,f,o-h/2,p,o+s+h)}return i}function Xm(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function wl(e,t,n,o,r,s,i){let a=[],f=e.length;for(let p=r==1?n:o;p>=n&&p<=o;p+=r)if(t[p]===null){let $=p,_=p;if(r==1)for(;++p<=o&&t[p]===null;)_=p;else for(;--p>=n&&t[p]===null;)_=p;let g=s(e[$]),S=_==$?g:s(e[_]),k=$-r;g=i<=0&&k>=0&&k<f?s(e[k]):g;let R=_+r;S=i>=0&&R>=0&&R<f?s(e[R]):S,S>=g&&a.push([g,S])}return a}function Pu(e){return e==0?Vu:e==1?Qe:t=>no(t,e)}function pf(e){let t=e==0?Ns:Os,n=e==0?(r,s,i,a,f,p)=>{r.arcTo(s,i,a,f,p)}:(r,s,i,a,f,p)=>{r.arcTo(i,s,f,a,p)},o=e==0?(r,s,i,a,f)=>{r.rect(s,i,a,f)}:(r,s,i,a,f)=>{r.rect(i,s,f,a)};return(r,s,i,a,f,p=0,h=0)=>{p==0&&h==0?o(r,s,i,a,f):(p=Kt(p,a/2,f/2),h=Kt(h,a/2,f/2),t(r,s+p,i),n(r,s+a,i,s+a,i+f,p),n(r,s+a,i+f,s,i+f,h),n(r,s,i+f,s,i,h),n(r,s,i,s+a,i,p),r.closePath())}}var Ns=(e,t,n)=>{e.moveTo(t,n)},Os=(e,t,n)=>{e.moveTo(n,t)},Ho=(e,t,n)=>{e.lineTo(t,n)},Jo=(e,t,n)=>{e.lineTo(n,t)},js=pf(0),Sl=pf(1),mf=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},hf=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},$f=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},_f=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function gf(e){return(t,n,o,r,s)=>lo(t,n,(i,a,f,p,h,$,_,g,S,k,C)=>{let{pxRound:R,points:y}=i,P,x;p.ori==0?(P=Ns,x=mf):(P=Os,x=hf);let K=Te(y.width*_e,3),O=(y.size-y.width)/2*_e,Q=Te(O*2,3),I=new Path2D,ee=new Path2D,{left:F,top:D,width:U,height:M}=t.bbox;js(ee,F-Q,D-Q,U+Q*2,M+Q*2);let Z=H=>{if(f[H]!=null){let ae=R($(a[H],p,k,g)),B=R(_(f[H],h,C,S));P(I,ae+O,B),x(I,ae,B,O,0,ks*2)}};if(s)s.forEach(Z);else for(let H=o;H<=r;H++)Z(H);return{stroke:K>0?I:null,fill:I,clip:ee,flags:Vo|ll}})}function bf(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var eh=bf(Ho),th=bf(Jo);function vf(e){let t=de(e?.alignGaps,0);return(n,o,r,s)=>lo(n,o,(i,a,f,p,h,$,_,g,S,k,C)=>{[r,s]=As(f,r,s);let R=i.pxRound,y=M=>R($(M,p,k,g)),P=M=>R(_(M,h,C,S)),x,K;p.ori==0?(x=Ho,K=eh):(x=Jo,K=th);let O=p.dir*(p.ori==0?1:-1),Q={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},I=Q.stroke,ee=!1;if(s-r>=k*4){let M=z=>n.posToVal(z,p.key,!0),Z=null,H=null,ae,B,vt,Re=y(a[O==1?r:s]),ce=y(a[r]),ye=y(a[s]),re=M(O==1?ce+1:ye-1);for(let z=O==1?r:s;z>=r&&z<=s;z+=O){let We=a[z],Pe=(O==1?We<re:We>re)?Re:y(We),ge=f[z];Pe==Re?ge!=null?(B=ge,Z==null?(x(I,Pe,P(B)),ae=Z=H=B):B<Z?Z=B:B>H&&(H=B)):ge===null&&(ee=!0):(Z!=null&&K(I,Re,P(Z),P(H),P(ae),P(B)),ge!=null?(B=ge,x(I,Pe,P(B)),Z=H=ae=B):(Z=H=null,ge===null&&(ee=!0)),Re=Pe,re=M(Re+O))}Z!=null&&Z!=H&&vt!=Re&&K(I,Re,P(Z),P(H),P(ae),P(B))}else for(let M=O==1?r:s;M>=r&&M<=s;M+=O){let Z=f[M];Z===null?ee=!0:Z!=null&&x(I,y(a[M]),P(Z))}let[D,U]=yl(n,o);if(i.fill!=null||D!=0){let M=Q.fill=new Path2D(I),Z=i.fillTo(n,o,i.min,i.max,D),H=P(Z),ae=y(a[r]),B=y(a[s]);O==-1&&([B,ae]=[ae,B]),x(M,B,H),x(M,ae,H)}if(!i.spanGaps){let M=[];ee&&M.push(...wl(a,f,r,s,O,y,t)),Q.gaps=M=i.gaps(n,o,r,s,M),Q.clip=Ms(M,p.ori,g,S,k,C)}return U!=0&&(Q.band=U==2?[wn(n,o,r,s,I,-1),wn(n,o,r,s,I,1)]:wn(n,o,r,s,I,U)),Q})}function nh(e){let t=de(e.align,1),n=de(e.ascDesc,!1),o=de(e.alignGaps,0),r=de(e.extend,!1);return(s,i,a,f)=>lo(s,i,(p,h,$,_,g,S,k,C,R,y,P)=>{[a,f]=As($,a,f);let x=p.pxRound,{left:K,width:O}=s.bbox,Q=ce=>x(S(ce,_,y,C)),I=ce=>x(k(ce,g,P,R)),ee=_.ori==0?Ho:Jo,F={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},D=F.stroke,U=_.dir*(_.ori==0?1:-1),M=I($[U==1?a:f]),Z=Q(h[U==1?a:f]),H=Z,ae=Z;r&&t==-1&&(ae=K,ee(D,ae,M)),ee(D,Z,M);for(let ce=U==1?a:f;ce>=a&&ce<=f;ce+=U){let ye=$[ce];if(ye==null)continue;let re=Q(h[ce]),z=I(ye);t==1?ee(D,re,M):ee(D,H,z),ee(D,re,z),M=z,H=re}let B=H;r&&t==1&&(B=K+O,ee(D,B,M));let[vt,Re]=yl(s,i);if(p.fill!=null||vt!=0){let ce=F.fill=new Path2D(D),ye=p.fillTo(s,i,p.min,p.max,vt),re=I(ye);ee(ce,B,re),ee(ce,ae,re)}if(!p.spanGaps){let ce=[];ce.push(...wl(h,$,a,f,U,Q,o));let ye=p.width*_e/2,re=n||t==1?ye:-ye,z=n||t==-1?-ye:ye;ce.forEach(We=>{We[0]+=re,We[1]+=z}),F.gaps=ce=p.gaps(s,i,a,f,ce),F.clip=Ms(ce,_.ori,C,R,y,P)}return Re!=0&&(F.band=Re==2?[wn(s,i,a,f,D,-1),wn(s,i,a,f,D,1)]:wn(s,i,a,f,D,Re)),F})}function Lu(e,t,n,o,r,s,i=xe){if(e.length>1){let a=null;for(let f=0,p=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let h=Ze(e[f]-e[a]);h<p&&(p=h,i=Ze(n(e[f],o,r,s)-n(e[a],o,r,s)))}a=f}}return i}function oh(e){e=e||Er;let t=de(e.size,[.6,xe,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],a=de(t[1],xe),f=de(t[2],1),p=de(e.disp,Er),h=de(e.each,g=>{}),{fill:$,stroke:_}=p;return(g,S,k,C)=>lo(g,S,(R,y,P,x,K,O,Q,I,ee,F,D)=>{let U=R.pxRound,M=n,Z=o*_e,H=a*_e,ae=f*_e,B,vt;x.ori==0?[B,vt]=s(g,S):[vt,B]=s(g,S);let Re=x.dir*(x.ori==0?1:-1),ce=x.ori==0?js:Sl,ye=x.ori==0?h:(j,ke,Ye,fo,In,Zt,Fn)=>{h(j,ke,Ye,In,fo,Fn,Zt)},re=de(g.bands,$l).find(j=>j.series[0]==S),z=re!=null?re.dir:0,We=R.fillTo(g,S,R.min,R.max,z),mt=U(Q(We,K,D,ee)),Pe,ge,Vt,St=F,je=U(R.width*_e),Qt=!1,pn=null,Pt=null,xn=null,ao=null;$!=null&&(je==0||_!=null)&&(Qt=!0,pn=$.values(g,S,k,C),Pt=new Map,new Set(pn).forEach(j=>{j!=null&&Pt.set(j,new Path2D)}),je>0&&(xn=_.values(g,S,k,C),ao=new Map,new Set(xn).forEach(j=>{j!=null&&ao.set(j,new Path2D)})));let{x0:co,size:Yo}=p;if(co!=null&&Yo!=null){M=1,y=co.values(g,S,k,C),co.unit==2&&(y=y.map(Ye=>g.posToVal(I+Ye*F,x.key,!0)));let j=Yo.values(g,S,k,C);Yo.unit==2?ge=j[0]*F:ge=O(j[0],x,F,I)-O(0,x,F,I),St=Lu(y,P,O,x,F,I,St),Vt=St-ge+Z}else St=Lu(y,P,O,x,F,I,St),Vt=St*i+Z,ge=St-Vt;Vt<1&&(Vt=0),je>=ge/2&&(je=0),Vt<5&&(U=Vu);let Pr=Vt>0,jn=St-Vt-(Pr?je:0);ge=U(rl(jn,ae,H)),Pe=(M==0?ge/2:M==Re?0:ge)-M*Re*((M==0?Z/2:0)+(Pr?je/2:0));let ht={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},uo=Qt?null:new Path2D,mn=null;if(re!=null)mn=g.data[re.series[1]];else{let{y0:j,y1:ke}=p;j!=null&&ke!=null&&(P=ke.values(g,S,k,C),mn=j.values(g,S,k,C))}let qn=B*ge,ne=vt*ge;for(let j=Re==1?k:C;j>=k&&j<=C;j+=Re){let ke=P[j];if(ke==null)continue;if(mn!=null){let yt=mn[j]??0;if(ke-yt==0)continue;mt=Q(yt,K,D,ee)}let Ye=x.distr!=2||p!=null?y[j]:j,fo=O(Ye,x,F,I),In=Q(de(ke,We),K,D,ee),Zt=U(fo-Pe),Fn=U(bt(In,mt)),xt=U(Kt(In,mt)),Lt=Fn-xt;if(ke!=null){let yt=ke<0?ne:qn,Bt=ke<0?qn:ne;Qt?(je>0&&xn[j]!=null&&ce(ao.get(xn[j]),Zt,xt+At(je/2),ge,bt(0,Lt-je),yt,Bt),pn[j]!=null&&ce(Pt.get(pn[j]),Zt,xt+At(je/2),ge,bt(0,Lt-je),yt,Bt)):ce(uo,Zt,xt+At(je/2),ge,bt(0,Lt-je),yt,Bt),ye(g,S,j,Zt-je/2,xt,ge+je,Lt)}}return je>0?ht.stroke=Qt?ao:uo:Qt||(ht._fill=R.width==0?R._fill:R._stroke??R._fill,ht.width=0),ht.fill=Qt?Pt:uo,ht})}function rh(e,t){let n=de(t?.alignGaps,0);return(o,r,s,i)=>lo(o,r,(a,f,p,h,$,_,g,S,k,C,R)=>{[s,i]=As(p,s,i);let y=a.pxRound,P=B=>y(_(B,h,C,S)),x=B=>y(g(B,$,R,k)),K,O,Q;h.ori==0?(K=Ns,Q=Ho,O=$f):(K=Os,Q=Jo,O=_f);let I=h.dir*(h.ori==0?1:-1),ee=P(f[I==1?s:i]),F=ee,D=[],U=[];for(let B=I==1?s:i;B>=s&&B<=i;B+=I)if(p[B]!=null){let Re=f[B],ce=P(Re);D.push(F=ce),U.push(x(p[B]))}let M={stroke:e(D,U,K,Q,O,y),fill:null,clip:null,band:null,gaps:null,flags:Vo},Z=M.stroke,[H,ae]=yl(o,r);if(a.fill!=null||H!=0){let B=M.fill=new Path2D(Z),vt=a.fillTo(o,r,a.min,a.max,H),Re=x(vt);Q(B,F,Re),Q(B,ee,Re)}if(!a.spanGaps){let B=[];B.push(...wl(f,p,s,i,I,P,n)),M.gaps=B=a.gaps(o,r,s,i,B),M.clip=Ms(B,h.ori,S,k,C,R)}return ae!=0&&(M.band=ae==2?[wn(o,r,s,i,Z,-1),wn(o,r,s,i,Z,1)]:wn(o,r,s,i,Z,ae)),M})}function sh(e){return rh(ih,e)}function ih(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),i==2)o(a,e[1],t[1]);else{let f=Array(i),p=Array(i-1),h=Array(i-1),$=Array(i-1);for(let _=0;_<i-1;_++)h[_]=t[_+1]-t[_],$[_]=e[_+1]-e[_],p[_]=h[_]/$[_];f[0]=p[0];for(let _=1;_<i-1;_++)p[_]===0||p[_-1]===0||p[_-1]>0!=p[_]>0?f[_]=0:(f[_]=3*($[_-1]+$[_])/((2*$[_]+$[_-1])/p[_-1]+($[_]+2*$[_-1])/p[_]),isFinite(f[_])||(f[_]=0));f[i-1]=p[i-2];for(let _=0;_<i-1;_++)r(a,e[_]+$[_]/3,t[_]+f[_]*$[_]/3,e[_+1]-$[_]/3,t[_+1]-f[_+1]*$[_]/3,e[_+1],t[_+1])}return a}var al=new Set;function Mu(){for(let e of al)e.syncRect(!0)}Bo&&(so(Fp,qo,Mu),so(zp,qo,Mu,!0),so(Es,qo,()=>{ut.pxRatio=_e}));var lh=vf(),ah=gf();function Nu(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>cl(s,i,t,n))}function ch(e,t){return e.map((n,o)=>o==0?{}:Ge({},t,n))}function cl(e,t,n,o){return Ge({},t==0?n:o,e)}function yf(e,t,n){return t==null?Fo:[t,n]}var uh=yf;function fh(e,t,n){return t==null?Fo:Cs(t,n,ml,!0)}function wf(e,t,n,o){return t==null?Fo:Rs(t,n,e.scales[o].log,!1)}var dh=wf;function Sf(e,t,n,o){return t==null?Fo:pl(t,n,e.scales[o].log,!1)}var ph=Sf;function mh(e,t,n,o,r){let s=bt(pu(e),pu(t)),i=t-e,a=Yt(r/o*i,n);do{let f=n[a],p=o*f/i;if(p>=r&&s+(f<5?Nn.get(f):0)<=17)return[f,p]}while(++a<n.length);return[0,0]}function Ou(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Qe((n=+r)*_e))+"px"),[e,t,n]}function hh(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Te(t[2]*_e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ut(e,t,n){let o={mode:de(e.mode,1)},r=o.mode;function s(l,c,d,m){let b=c.valToPct(l);return m+d*(c.dir==-1?1-b:b)}function i(l,c,d,m){let b=c.valToPct(l);return m+d*(c.dir==-1?b:1-b)}function a(l,c,d,m){return c.ori==0?s(l,c,d,m):i(l,c,d,m)}o.valToPosH=s,o.valToPosV=i;let f=!1;o.status=0;let p=o.root=It(wp);if(e.id!=null&&(p.id=e.id),Dt(p,e.class),e.title){let l=It(Tp,p);l.textContent=e.title}let h=Wt("canvas"),$=o.ctx=h.getContext("2d"),_=It(kp,p);so("click",_,l=>{l.target===S&&(Ee!=So||Le!=xo)&&it.click(o,l)},!0);let g=o.under=It(Ep,_);_.appendChild(h);let S=o.over=It(Cp,_);e=zo(e);let k=+de(e.pxAlign,1),C=Pu(k);(e.plugins||[]).forEach(l=>{l.opts&&(e=l.opts(o,e)||e)});let R=e.ms||.001,y=o.series=r==1?Nu(e.series||[],Tu,Au,!1):ch(e.series||[null],Du),P=o.axes=Nu(e.axes||[],xu,Eu,!0),x=o.scales={},K=o.bands=e.bands||[];K.forEach(l=>{l.fill=le(l.fill||null),l.dir=de(l.dir,-1)});let O=r==2?y[1].facets[0].scale:y[0].scale,Q={axes:wd,series:_d},I=(e.drawOrder||["axes","series"]).map(l=>Q[l]);function ee(l){let c=l.distr==3?d=>yn(d>0?d:l.clamp(o,d,l.min,l.max,l.key)):l.distr==4?d=>Ki(d,l.asinh):l.distr==100?d=>l.fwd(d):d=>d;return d=>{let m=c(d),{_min:b,_max:v}=l,w=v-b;return(m-b)/w}}function F(l){let c=x[l];if(c==null){let d=(e.scales||Er)[l]||Er;if(d.from!=null){F(d.from);let m=Ge({},x[d.from],d,{key:l});m.valToPct=ee(m),x[l]=m}else{c=x[l]=Ge({},l==O?ff:Qm,d),c.key=l;let m=c.time,b=c.range,v=Mn(b);if((l!=O||r==2&&!m)&&(v&&(b[0]==null||b[1]==null)&&(b={min:b[0]==null?uu:{mode:1,hard:b[0],soft:b[0]},max:b[1]==null?uu:{mode:1,hard:b[1],soft:b[1]}},v=!1),!v&&Ls(b))){let w=b;b=(T,E,L)=>E==null?Fo:Cs(E,L,w)}c.range=le(b||(m?uh:l==O?c.distr==3?dh:c.distr==4?ph:yf:c.distr==3?wf:c.distr==4?Sf:fh)),c.auto=le(v?!1:c.auto),c.clamp=le(c.clamp||Km),c._min=c._max=null,c.valToPct=ee(c)}}}F("x"),F("y"),r==1&&y.forEach(l=>{F(l.scale)}),P.forEach(l=>{F(l.scale)});for(let l in e.scales)F(l);let D=x[O],U=D.distr,M,Z;D.ori==0?(Dt(p,Sp),M=s,Z=i):(Dt(p,xp),M=i,Z=s);let H={};for(let l in x){let c=x[l];(c.min!=null||c.max!=null)&&(H[l]={min:c.min,max:c.max},c.min=c.max=null)}let ae=e.tzDate||(l=>new Date(Qe(l/R))),B=e.fmtDate||_l,vt=R==1?Sm(ae):km(ae),Re=yu(ae,vu(R==1?wm:Tm,B)),ce=Su(ae,wu(Cm,B)),ye=[],re=o.legend=Ge({},Rm,e.legend),z=o.cursor=Ge({},jm,{drag:{y:r==2}},e.cursor),We=re.show,mt=z.show,Pe=re.markers;re.idxs=ye,Pe.width=le(Pe.width),Pe.dash=le(Pe.dash),Pe.stroke=le(Pe.stroke),Pe.fill=le(Pe.fill);let ge,Vt,St,je=[],Qt=[],pn,Pt=!1,xn={};if(re.live){let l=y[1]?y[1].values:null;Pt=l!=null,pn=Pt?l(o,1,0):{_:0};for(let c in pn)xn[c]=fl}if(We)if(ge=Wt("table",Mp,p),St=Wt("tbody",null,ge),re.mount(o,ge),Pt){Vt=Wt("thead",null,ge,St);let l=Wt("tr",null,Vt);Wt("th",null,l);for(var ao in pn)Wt("th",Qc,l).textContent=ao}else Dt(ge,Op),re.live&&Dt(ge,Np);let co={show:!0},Yo={show:!1};function Pr(l,c){if(c==0&&(Pt||!re.live||r==2))return Fo;let d=[],m=Wt("tr",jp,St,St.childNodes[c]);Dt(m,l.class),l.show||Dt(m,ro);let b=Wt("th",null,m);if(Pe.show){let T=It(qp,b);if(c>0){let E=Pe.width(o,c);E&&(T.style.border=E+"px "+Pe.dash(o,c)+" "+Pe.stroke(o,c)),T.style.background=Pe.fill(o,c)}}let v=It(Qc,b);l.label instanceof HTMLElement?v.appendChild(l.label):v.textContent=l.label,c>0&&(Pe.show||(v.style.color=l.width>0?Pe.stroke(o,c):Pe.fill(o,c)),ht("click",b,T=>{if(z._lock)return;Vn(T);let E=y.indexOf(l);if((T.ctrlKey||T.metaKey)!=re.isolate){let L=y.some((N,q)=>q>0&&q!=E&&N.show);y.forEach((N,q)=>{q>0&&en(q,L?q==E?co:Yo:co,!0,Je.setSeries)})}else en(E,{show:!l.show},!0,Je.setSeries)},!1),mo&&ht(tu,b,T=>{z._lock||(Vn(T),en(y.indexOf(l),ko,!0,Je.setSeries))},!1));for(var w in pn){let T=Wt("td",Ip,m);T.textContent="--",d.push(T)}return[m,d]}let jn=new Map;function ht(l,c,d,m=!0){let b=jn.get(c)||{},v=z.bind[l](o,c,d,m);v&&(so(l,c,b[l]=v),jn.set(c,b))}function uo(l,c,d){let m=jn.get(c)||{};for(let b in m)(l==null||b==l)&&(ol(b,c,m[b]),delete m[b]);l==null&&jn.delete(c)}let mn=0,qn=0,ne=0,j=0,ke=0,Ye=0,fo=ke,In=Ye,Zt=ne,Fn=j,xt=0,Lt=0,yt=0,Bt=0;o.bbox={};let Ws=!1,Lr=!1,po=!1,zn=!1,Mr=!1,Mt=!1;function Ys(l,c,d){(d||l!=o.width||c!=o.height)&&Rl(l,c),bo(!1),po=!0,Lr=!0,vo()}function Rl(l,c){o.width=mn=ne=l,o.height=qn=j=c,ke=Ye=0,ud(),fd();let d=o.bbox;xt=d.left=no(ke*_e,.5),Lt=d.top=no(Ye*_e,.5),yt=d.width=no(ne*_e,.5),Bt=d.height=no(j*_e,.5)}let ld=3;function ad(){let l=!1,c=0;for(;!l;){c++;let d=vd(c),m=yd(c);l=c==ld||d&&m,l||(Rl(o.width,o.height),Lr=!0)}}function cd({width:l,height:c}){Ys(l,c)}o.setSize=cd;function ud(){let l=!1,c=!1,d=!1,m=!1;P.forEach((b,v)=>{if(b.show&&b._show){let{side:w,_size:T}=b,E=w%2,L=b.label!=null?b.labelSize:0,N=T+L;N>0&&(E?(ne-=N,w==3?(ke+=N,m=!0):d=!0):(j-=N,w==0?(Ye+=N,l=!0):c=!0))}}),Bn[0]=l,Bn[1]=d,Bn[2]=c,Bn[3]=m,ne-=Tn[1]+Tn[3],ke+=Tn[3],j-=Tn[2]+Tn[0],Ye+=Tn[0]}function fd(){let l=ke+ne,c=Ye+j,d=ke,m=Ye;function b(v,w){switch(v){case 1:return l+=w,l-w;case 2:return c+=w,c-w;case 3:return d-=w,d+w;case 0:return m-=w,m+w}}P.forEach((v,w)=>{if(v.show&&v._show){let T=v.side;v._pos=b(T,v._size),v.label!=null&&(v._lpos=b(T,v.labelSize))}})}if(z.dataIdx==null){let l=z.hover,c=l.skip=new Set(l.skip??[]);c.add(void 0);let d=l.prox=le(l.prox),m=l.bias??=0;z.dataIdx=(b,v,w,T)=>{if(v==0)return w;let E=w,L=d(b,v,w,T)??xe,N=L>=0&&L<xe,q=D.ori==0?ne:j,X=z.left,pe=t[0],ue=t[v];if(c.has(ue[w])){E=null;let se=null,G=null,V;if(m==0||m==-1)for(V=w;se==null&&V-- >0;)c.has(ue[V])||(se=V);if(m==0||m==1)for(V=w;G==null&&V++<ue.length;)c.has(ue[V])||(G=V);if(se!=null||G!=null)if(N){let De=se==null?-1/0:M(pe[se],D,q,0),qe=G==null?1/0:M(pe[G],D,q,0),rt=X-De,we=qe-X;rt<=we?rt<=L&&(E=se):we<=L&&(E=G)}else E=G==null?se:se==null?G:w-se<=G-w?se:G}else N&&Ze(X-M(pe[w],D,q,0))>L&&(E=null);return E}}let Vn=l=>{z.event=l};z.idxs=ye,z._lock=!1;let ft=z.points;ft.show=le(ft.show),ft.size=le(ft.size),ft.stroke=le(ft.stroke),ft.width=le(ft.width),ft.fill=le(ft.fill);let Xt=o.focus=Ge({},e.focus||{alpha:.3},z.focus),mo=Xt.prox>=0,ho=mo&&ft.one,Nt=[],$o=[],_o=[];function Pl(l,c){let d=ft.show(o,c);if(d instanceof HTMLElement)return Dt(d,Lp),Dt(d,l.class),un(d,-10,-10,ne,j),S.insertBefore(d,Nt[c]),d}function Ll(l,c){if(r==1||c>0){let d=r==1&&x[l.scale].time,m=l.value;l.value=d?$u(m)?Su(ae,wu(m,B)):m||ce:m||Gm,l.label=l.label||(d?Im:qm)}if(ho||c>0){l.width=l.width==null?1:l.width,l.paths=l.paths||lh||Qp,l.fillTo=le(l.fillTo||Zm),l.pxAlign=+de(l.pxAlign,k),l.pxRound=Pu(l.pxAlign),l.stroke=le(l.stroke||null),l.fill=le(l.fill||null),l._stroke=l._fill=l._paths=l._focus=null;let d=Wm(bt(1,l.width),1),m=l.points=Ge({},{size:d,width:bt(1,d*.2),stroke:l.stroke,space:d*2,paths:ah,_stroke:null,_fill:null},l.points);m.show=le(m.show),m.filter=le(m.filter),m.fill=le(m.fill),m.stroke=le(m.stroke),m.paths=le(m.paths),m.pxAlign=l.pxAlign}if(We){let d=Pr(l,c);je.splice(c,0,d[0]),Qt.splice(c,0,d[1]),re.values.push(null)}if(mt){ye.splice(c,0,null);let d=null;ho?c==0&&(d=Pl(l,c)):c>0&&(d=Pl(l,c)),Nt.splice(c,0,d),$o.splice(c,0,0),_o.splice(c,0,0)}ot("addSeries",c)}function dd(l,c){c=c??y.length,l=r==1?cl(l,c,Tu,Au):cl(l,c,{},Du),y.splice(c,0,l),Ll(y[c],c)}o.addSeries=dd;function pd(l){if(y.splice(l,1),We){re.values.splice(l,1),Qt.splice(l,1);let c=je.splice(l,1)[0];uo(null,c.firstChild),c.remove()}mt&&(ye.splice(l,1),Nt.splice(l,1)[0].remove(),$o.splice(l,1),_o.splice(l,1)),ot("delSeries",l)}o.delSeries=pd;let Bn=[!1,!1,!1,!1];function md(l,c){if(l._show=l.show,l.show){let d=l.side%2,m=x[l.scale];m==null&&(l.scale=d?y[1].scale:O,m=x[l.scale]);let b=m.time;l.size=le(l.size),l.space=le(l.space),l.rotate=le(l.rotate),Mn(l.incrs)&&l.incrs.forEach(w=>{!Nn.has(w)&&Nn.set(w,Ju(w))}),l.incrs=le(l.incrs||(m.distr==2?bm:b?R==1?ym:xm:oo)),l.splits=le(l.splits||(b&&m.distr==1?vt:m.distr==3?sl:m.distr==4?Vm:zm)),l.stroke=le(l.stroke),l.grid.stroke=le(l.grid.stroke),l.ticks.stroke=le(l.ticks.stroke),l.border.stroke=le(l.border.stroke);let v=l.values;l.values=Mn(v)&&!Mn(v[0])?le(v):b?Mn(v)?yu(ae,vu(v,B)):$u(v)?Em(ae,v):v||Re:v||Fm,l.filter=le(l.filter||(m.distr>=3&&m.log==10?Jm:m.distr==3&&m.log==2?Um:Bu)),l.font=Ou(l.font),l.labelFont=Ou(l.labelFont),l._size=l.size(o,null,c,0),l._space=l._rotate=l._incrs=l._found=l._splits=l._values=null,l._size>0&&(Bn[c]=!0,l._el=It(Dp,_))}}function Ko(l,c,d,m){let[b,v,w,T]=d,E=c%2,L=0;return E==0&&(T||v)&&(L=c==0&&!b||c==2&&!w?Qe(xu.size/3):0),E==1&&(b||w)&&(L=c==1&&!v||c==3&&!T?Qe(Eu.size/2):0),L}let Ml=o.padding=(e.padding||[Ko,Ko,Ko,Ko]).map(l=>le(de(l,Ko))),Tn=o._padding=Ml.map((l,c)=>l(o,c,Bn,0)),st,Xe=null,et=null,Nr=r==1?y[0].idxs:null,Ht=null,Qo=!1;function Nl(l,c){if(t=l??[],o.data=o._data=t,r==2){st=0;for(let d=1;d<y.length;d++)st+=t[d][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ht=t[0],st=Ht.length;let d=t;if(U==2){d=t.slice();let m=d[0]=Array(st);for(let b=0;b<st;b++)m[b]=b}o._data=t=d}if(bo(!0),ot("setData"),U==2&&(po=!0),c!==!1){let d=D;d.auto(o,Qo)?Ks():En(O,d.min,d.max),zn=zn||z.left>=0,Mt=!0,vo()}}o.setData=Nl;function Ks(){Qo=!0;let l,c;r==1&&(st>0?(Xe=Nr[0]=0,et=Nr[1]=st-1,l=t[0][Xe],c=t[0][et],U==2?(l=Xe,c=et):l==c&&(U==3?[l,c]=Rs(l,l,D.log,!1):U==4?[l,c]=pl(l,l,D.log,!1):D.time?c=l+Qe(86400/R):[l,c]=Cs(l,c,ml,!0))):(Xe=Nr[0]=l=null,et=Nr[1]=c=null)),En(O,l,c)}let Or,go,Qs,Zs,Xs,ei,ti,ni,oi,wt;function Ol(l,c,d,m,b,v){l??=Xc,d??=$l,m??="butt",b??=Xc,v??="round",l!=Or&&($.strokeStyle=Or=l),b!=go&&($.fillStyle=go=b),c!=Qs&&($.lineWidth=Qs=c),v!=Xs&&($.lineJoin=Xs=v),m!=ei&&($.lineCap=ei=m),d!=Zs&&$.setLineDash(Zs=d)}function jl(l,c,d,m){c!=go&&($.fillStyle=go=c),l!=ti&&($.font=ti=l),d!=ni&&($.textAlign=ni=d),m!=oi&&($.textBaseline=oi=m)}function ri(l,c,d,m,b=0){if(m.length>0&&l.auto(o,Qo)&&(c==null||c.min==null)){let v=de(Xe,0),w=de(et,m.length-1),T=d.min==null?Jp(m,v,w,b,l.distr==3):[d.min,d.max];l.min=Kt(l.min,d.min=T[0]),l.max=bt(l.max,d.max=T[1])}}let ql={min:null,max:null};function hd(){for(let m in x){let b=x[m];H[m]==null&&(b.min==null||H[O]!=null&&b.auto(o,Qo))&&(H[m]=ql)}for(let m in x){let b=x[m];H[m]==null&&b.from!=null&&H[b.from]!=null&&(H[m]=ql)}H[O]!=null&&bo(!0);let l={};for(let m in H){let b=H[m];if(b!=null){let v=l[m]=zo(x[m],em);if(b.min!=null)Ge(v,b);else if(m!=O||r==2)if(st==0&&v.from==null){let w=v.range(o,null,null,m);v.min=w[0],v.max=w[1]}else v.min=xe,v.max=-xe}}if(st>0){y.forEach((m,b)=>{if(r==1){let v=m.scale,w=H[v];if(w==null)return;let T=l[v];if(b==0){let E=T.range(o,T.min,T.max,v);T.min=E[0],T.max=E[1],Xe=Yt(T.min,t[0]),et=Yt(T.max,t[0]),et-Xe>1&&(t[0][Xe]<T.min&&Xe++,t[0][et]>T.max&&et--),m.min=Ht[Xe],m.max=Ht[et]}else m.show&&m.auto&&ri(T,w,m,t[b],m.sorted);m.idxs[0]=Xe,m.idxs[1]=et}else if(b>0&&m.show&&m.auto){let[v,w]=m.facets,T=v.scale,E=w.scale,[L,N]=t[b],q=l[T],X=l[E];q!=null&&ri(q,H[T],v,L,v.sorted),X!=null&&ri(X,H[E],w,N,w.sorted),m.min=w.min,m.max=w.max}});for(let m in l){let b=l[m],v=H[m];if(b.from==null&&(v==null||v.min==null)){let w=b.range(o,b.min==xe?null:b.min,b.max==-xe?null:b.max,m);b.min=w[0],b.max=w[1]}}}for(let m in l){let b=l[m];if(b.from!=null){let v=l[b.from];if(v.min==null)b.min=b.max=null;else{let w=b.range(o,v.min,v.max,m);b.min=w[0],b.max=w[1]}}}let c={},d=!1;for(let m in l){let b=l[m],v=x[m];if(v.min!=b.min||v.max!=b.max){v.min=b.min,v.max=b.max;let w=v.distr;v._min=w==3?yn(v.min):w==4?Ki(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?yn(v.max):w==4?Ki(v.max,v.asinh):w==100?v.fwd(v.max):v.max,c[m]=d=!0}}if(d){y.forEach((m,b)=>{r==2?b>0&&c.y&&(m._paths=null):c[m.scale]&&(m._paths=null)});for(let m in c)po=!0,ot("setScale",m);mt&&z.left>=0&&(zn=Mt=!0)}for(let m in H)H[m]=null}function $d(l){let c=rl(Xe-1,0,st-1),d=rl(et+1,0,st-1);for(;l[c]==null&&c>0;)c--;for(;l[d]==null&&d<st-1;)d++;return[c,d]}function _d(){if(st>0){let l=y.some(c=>c._focus)&&wt!=Xt.alpha;l&&($.globalAlpha=wt=Xt.alpha),y.forEach((c,d)=>{if(d>0&&c.show&&(Il(d,!1),Il(d,!0),c._paths==null)){let m=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha);let b=r==2?[0,t[d][0].length-1]:$d(t[d]);c._paths=c.paths(o,d,b[0],b[1]),wt!=m&&($.globalAlpha=wt=m)}}),y.forEach((c,d)=>{if(d>0&&c.show){let m=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha),c._paths!=null&&Fl(d,!1);{let b=c._paths!=null?c._paths.gaps:null,v=c.points.show(o,d,Xe,et,b),w=c.points.filter(o,d,v,b);(v||w)&&(c.points._paths=c.points.paths(o,d,Xe,et,w),Fl(d,!0))}wt!=m&&($.globalAlpha=wt=m),ot("drawSeries",d)}}),l&&($.globalAlpha=wt=1)}}function Il(l,c){let d=c?y[l].points:y[l];d._stroke=d.stroke(o,l),d._fill=d.fill(o,l)}function Fl(l,c){let d=c?y[l].points:y[l],{stroke:m,fill:b,clip:v,flags:w,_stroke:T=d._stroke,_fill:E=d._fill,_width:L=d.width}=d._paths;L=Te(L*_e,3);let N=null,q=L%2/2;c&&E==null&&(E=L>0?"#fff":T);let X=d.pxAlign==1&&q>0;if(X&&$.translate(q,q),!c){let pe=xt-L/2,ue=Lt-L/2,se=yt+L,G=Bt+L;N=new Path2D,N.rect(pe,ue,se,G)}c?si(T,L,d.dash,d.cap,E,m,b,w,v):gd(l,T,L,d.dash,d.cap,E,m,b,w,N,v),X&&$.translate(-q,-q)}function gd(l,c,d,m,b,v,w,T,E,L,N){let q=!1;E!=0&&K.forEach((X,pe)=>{if(X.series[0]==l){let ue=y[X.series[1]],se=t[X.series[1]],G=(ue._paths||Er).band;Mn(G)&&(G=X.dir==1?G[0]:G[1]);let V,De=null;ue.show&&G&&Gp(se,Xe,et)?(De=X.fill(o,pe)||v,V=ue._paths.clip):G=null,si(c,d,m,b,De,w,T,E,L,N,V,G),q=!0}}),q||si(c,d,m,b,v,w,T,E,L,N)}let zl=Vo|ll;function si(l,c,d,m,b,v,w,T,E,L,N,q){Ol(l,c,d,m,b),(E||L||q)&&($.save(),E&&$.clip(E),L&&$.clip(L)),q?(T&zl)==zl?($.clip(q),N&&$.clip(N),qr(b,w),jr(l,v,c)):T&ll?(qr(b,w),$.clip(q),jr(l,v,c)):T&Vo&&($.save(),$.clip(q),N&&$.clip(N),qr(b,w),$.restore(),jr(l,v,c)):(qr(b,w),jr(l,v,c)),(E||L||q)&&$.restore()}function jr(l,c,d){d>0&&(c instanceof Map?c.forEach((m,b)=>{$.strokeStyle=Or=b,$.stroke(m)}):c!=null&&l&&$.stroke(c))}function qr(l,c){c instanceof Map?c.forEach((d,m)=>{$.fillStyle=go=m,$.fill(d)}):c!=null&&l&&$.fill(c)}function bd(l,c,d,m){let b=P[l],v;if(m<=0)v=[0,0];else{let w=b._space=b.space(o,l,c,d,m),T=b._incrs=b.incrs(o,l,c,d,m,w);v=mh(c,d,T,m,w)}return b._found=v}function ii(l,c,d,m,b,v,w,T,E,L){let N=w%2/2;k==1&&$.translate(N,N),Ol(T,w,E,L,T),$.beginPath();let q,X,pe,ue,se=b+(m==0||m==3?-v:v);d==0?(X=b,ue=se):(q=b,pe=se);for(let G=0;G<l.length;G++)c[G]!=null&&(d==0?q=pe=l[G]:X=ue=l[G],$.moveTo(q,X),$.lineTo(pe,ue));$.stroke(),k==1&&$.translate(-N,-N)}function vd(l){let c=!0;return P.forEach((d,m)=>{if(!d.show)return;let b=x[d.scale];if(b.min==null){d._show&&(c=!1,d._show=!1,bo(!1));return}else d._show||(c=!1,d._show=!0,bo(!1));let v=d.side,w=v%2,{min:T,max:E}=b,[L,N]=bd(m,T,E,w==0?ne:j);if(N==0)return;let q=b.distr==2,X=d._splits=d.splits(o,m,T,E,L,N,q),pe=b.distr==2?X.map(V=>Ht[V]):X,ue=b.distr==2?Ht[X[1]]-Ht[X[0]]:L,se=d._values=d.values(o,d.filter(o,pe,m,N,ue),m,N,ue);d._rotate=v==2?d.rotate(o,se,m,N):0;let G=d._size;d._size=Ft(d.size(o,se,m,l)),G!=null&&d._size!=G&&(c=!1)}),c}function yd(l){let c=!0;return Ml.forEach((d,m)=>{let b=d(o,m,Bn,l);b!=Tn[m]&&(c=!1),Tn[m]=b}),c}function wd(){for(let l=0;l<P.length;l++){let c=P[l];if(!c.show||!c._show)continue;let d=c.side,m=d%2,b,v,w=c.stroke(o,l),T=d==0||d==3?-1:1,[E,L]=c._found;if(c.label!=null){let _t=c.labelGap*T,Et=Qe((c._lpos+_t)*_e);jl(c.labelFont[0],w,"center",d==2?"top":Zc),$.save(),m==1?(b=v=0,$.translate(Et,Qe(Lt+Bt/2)),$.rotate((d==3?-ks:ks)/2)):(b=Qe(xt+yt/2),v=Et);let Un=zu(c.label)?c.label(o,l,E,L):c.label;$.fillText(Un,b,v),$.restore()}if(L==0)continue;let N=x[c.scale],q=m==0?yt:Bt,X=m==0?xt:Lt,pe=c._splits,ue=N.distr==2?pe.map(_t=>Ht[_t]):pe,se=N.distr==2?Ht[pe[1]]-Ht[pe[0]]:E,G=c.ticks,V=c.border,De=G.show?G.size:0,qe=Qe(De*_e),rt=Qe((c.alignTo==2?c._size-De-c.gap:c.gap)*_e),we=c._rotate*-ks/180,Ie=C(c._pos*_e),Tt=(qe+rt)*T,$t=Ie+Tt;v=m==0?$t:0,b=m==1?$t:0;let Ot=c.font[0],Jt=c.align==1?Oo:c.align==2?Gi:we>0?Oo:we<0?Gi:m==0?"center":d==3?Gi:Oo,nn=we||m==1?"middle":d==2?"top":Zc;jl(Ot,w,Jt,nn);let kt=c.font[1]*c.lineGap,jt=pe.map(_t=>C(a(_t,N,q,X))),Ut=c._values;for(let _t=0;_t<Ut.length;_t++){let Et=Ut[_t];if(Et!=null){m==0?b=jt[_t]:v=jt[_t],Et=""+Et;let Un=Et.indexOf(`
`)==-1?[Et]:Et.split(/\n/gm);for(let gt=0;gt<Un.length;gt++){let ia=Un[gt];we?($.save(),$.translate(b,v+gt*kt),$.rotate(we),$.fillText(ia,0,0),$.restore()):$.fillText(ia,b,v+gt*kt)}}}G.show&&ii(jt,G.filter(o,ue,l,L,se),m,d,Ie,qe,Te(G.width*_e,3),G.stroke(o,l),G.dash,G.cap);let on=c.grid;on.show&&ii(jt,on.filter(o,ue,l,L,se),m,m==0?2:1,m==0?Lt:xt,m==0?Bt:yt,Te(on.width*_e,3),on.stroke(o,l),on.dash,on.cap),V.show&&ii([Ie],[1],m==0?1:0,m==0?1:2,m==1?Lt:xt,m==1?Bt:yt,Te(V.width*_e,3),V.stroke(o,l),V.dash,V.cap)}ot("drawAxes")}function bo(l){y.forEach((c,d)=>{d>0&&(c._paths=null,l&&(r==1?(c.min=null,c.max=null):c.facets.forEach(m=>{m.min=null,m.max=null})))})}let Ir=!1,li=!1,Zo=[];function Sd(){li=!1;for(let l=0;l<Zo.length;l++)ot(...Zo[l]);Zo.length=0}function vo(){Ir||(lm(Vl),Ir=!0)}function xd(l,c=!1){Ir=!0,li=c,l(o),Vl(),c&&Zo.length>0&&queueMicrotask(Sd)}o.batch=xd;function Vl(){if(Ws&&(hd(),Ws=!1),po&&(ad(),po=!1),Lr){if(Ae(g,Oo,ke),Ae(g,"top",Ye),Ae(g,Sr,ne),Ae(g,xr,j),Ae(S,Oo,ke),Ae(S,"top",Ye),Ae(S,Sr,ne),Ae(S,xr,j),Ae(_,Sr,mn),Ae(_,xr,qn),h.width=Qe(mn*_e),h.height=Qe(qn*_e),P.forEach(({_el:l,_show:c,_size:d,_pos:m,side:b})=>{if(l!=null)if(c){let v=b===3||b===0?d:0,w=b%2==1;Ae(l,w?"left":"top",m-v),Ae(l,w?"width":"height",d),Ae(l,w?"top":"left",w?Ye:ke),Ae(l,w?"height":"width",w?j:ne),nl(l,ro)}else Dt(l,ro)}),Or=go=Qs=Xs=ei=ti=ni=oi=Zs=null,wt=1,tr(!0),ke!=fo||Ye!=In||ne!=Zt||j!=Fn){bo(!1);let l=ne/Zt,c=j/Fn;if(mt&&!zn&&z.left>=0){z.left*=l,z.top*=c,yo&&un(yo,Qe(z.left),0,ne,j),wo&&un(wo,0,Qe(z.top),ne,j);for(let d=0;d<Nt.length;d++){let m=Nt[d];m!=null&&($o[d]*=l,_o[d]*=c,un(m,Ft($o[d]),Ft(_o[d]),ne,j))}}if(Ce.show&&!Mr&&Ce.left>=0&&Ce.width>0){Ce.left*=l,Ce.width*=l,Ce.top*=c,Ce.height*=c;for(let d in pi)Ae(To,d,Ce[d])}fo=ke,In=Ye,Zt=ne,Fn=j}ot("setSize"),Lr=!1}mn>0&&qn>0&&($.clearRect(0,0,h.width,h.height),ot("drawClear"),I.forEach(l=>l()),ot("draw")),Ce.show&&Mr&&(Fr(Ce),Mr=!1),mt&&zn&&(Jn(null,!0,!1),zn=!1),re.show&&re.live&&Mt&&(fi(),Mt=!1),f||(f=!0,o.status=1,ot("ready")),Qo=!1,Ir=!1}o.redraw=(l,c)=>{po=c||!1,l!==!1?En(O,D.min,D.max):vo()};function ai(l,c){let d=x[l];if(d.from==null){if(st==0){let m=d.range(o,c.min,c.max,l);c.min=m[0],c.max=m[1]}if(c.min>c.max){let m=c.min;c.min=c.max,c.max=m}if(st>1&&c.min!=null&&c.max!=null&&c.max-c.min<1e-16)return;l==O&&d.distr==2&&st>0&&(c.min=Yt(c.min,t[0]),c.max=Yt(c.max,t[0]),c.min==c.max&&c.max++),H[l]=c,Ws=!0,vo()}}o.setScale=ai;let ci,ui,yo,wo,Bl,Hl,So,xo,Jl,Ul,Ee,Le,kn=!1,it=z.drag,tt=it.x,nt=it.y;mt&&(z.x&&(ci=It(Rp,S)),z.y&&(ui=It(Pp,S)),D.ori==0?(yo=ci,wo=ui):(yo=ui,wo=ci),Ee=z.left,Le=z.top);let Ce=o.select=Ge({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),To=Ce.show?It(Ap,Ce.over?S:g):null;function Fr(l,c){if(Ce.show){for(let d in l)Ce[d]=l[d],d in pi&&Ae(To,d,l[d]);c!==!1&&ot("setSelect")}}o.setSelect=Fr;function Td(l){if(y[l].show)We&&nl(je[l],ro);else if(We&&Dt(je[l],ro),mt){let d=ho?Nt[0]:Nt[l];d!=null&&un(d,-10,-10,ne,j)}}function En(l,c,d){ai(l,{min:c,max:d})}function en(l,c,d,m){c.focus!=null&&Ad(l),c.show!=null&&y.forEach((b,v)=>{v>0&&(l==v||l==null)&&(b.show=c.show,Td(v),r==2?(En(b.facets[0].scale,null,null),En(b.facets[1].scale,null,null)):En(b.scale,null,null),vo())}),d!==!1&&ot("setSeries",l,c),m&&nr("setSeries",o,l,c)}o.setSeries=en;function kd(l,c){Ge(K[l],c)}function Ed(l,c){l.fill=le(l.fill||null),l.dir=de(l.dir,-1),c=c??K.length,K.splice(c,0,l)}function Cd(l){l==null?K.length=0:K.splice(l,1)}o.addBand=Ed,o.setBand=kd,o.delBand=Cd;function Dd(l,c){y[l].alpha=c,mt&&Nt[l]!=null&&(Nt[l].style.opacity=c),We&&je[l]&&(je[l].style.opacity=c)}let hn,Cn,Hn,ko={focus:!0};function Ad(l){if(l!=Hn){let c=l==null,d=Xt.alpha!=1;y.forEach((m,b)=>{if(r==1||b>0){let v=c||b==0||b==l;m._focus=c?null:v,d&&Dd(b,v?1:Xt.alpha)}}),Hn=l,d&&vo()}}We&&mo&&ht(nu,ge,l=>{z._lock||(Vn(l),Hn!=null&&en(null,ko,!0,Je.setSeries))});function tn(l,c,d){let m=x[c];d&&(l=l/_e-(m.ori==1?Ye:ke));let b=ne;m.ori==1&&(b=j,l=b-l),m.dir==-1&&(l=b-l);let v=m._min,w=m._max,T=l/b,E=v+(w-v)*T,L=m.distr;return L==3?Io(10,E):L==4?Yp(E,m.asinh):L==100?m.bwd(E):E}function Rd(l,c){let d=tn(l,O,c);return Yt(d,t[0],Xe,et)}o.valToIdx=l=>Yt(l,t[0]),o.posToIdx=Rd,o.posToVal=tn,o.valToPos=(l,c,d)=>x[c].ori==0?s(l,x[c],d?yt:ne,d?xt:0):i(l,x[c],d?Bt:j,d?Lt:0),o.setCursor=(l,c,d)=>{Ee=l.left,Le=l.top,Jn(null,c,d)};function Gl(l,c){Ae(To,Oo,Ce.left=l),Ae(To,Sr,Ce.width=c)}function Wl(l,c){Ae(To,"top",Ce.top=l),Ae(To,xr,Ce.height=c)}let Xo=D.ori==0?Gl:Wl,er=D.ori==1?Gl:Wl;function Pd(){if(We&&re.live)for(let l=r==2?1:0;l<y.length;l++){if(l==0&&Pt)continue;let c=re.values[l],d=0;for(let m in c)Qt[l][d++].firstChild.nodeValue=c[m]}}function fi(l,c){if(l!=null&&(l.idxs?l.idxs.forEach((d,m)=>{ye[m]=d}):Xp(l.idx)||ye.fill(l.idx),re.idx=ye[0]),We&&re.live){for(let d=0;d<y.length;d++)(d>0||r==1&&!Pt)&&Ld(d,ye[d]);Pd()}Mt=!1,c!==!1&&ot("setLegend")}o.setLegend=fi;function Ld(l,c){let d=y[l],m=l==0&&U==2?Ht:t[l],b;Pt?b=d.values(o,l,c)??xn:(b=d.value(o,c==null?null:m[c],l,c),b=b==null?xn:{_:b}),re.values[l]=b}function Jn(l,c,d){Jl=Ee,Ul=Le,[Ee,Le]=z.move(o,Ee,Le),z.left=Ee,z.top=Le,mt&&(yo&&un(yo,Qe(Ee),0,ne,j),wo&&un(wo,0,Qe(Le),ne,j));let m,b=Xe>et;hn=xe,Cn=null;let v=D.ori==0?ne:j,w=D.ori==1?ne:j;if(Ee<0||st==0||b){m=z.idx=null;for(let T=0;T<y.length;T++){let E=Nt[T];E!=null&&un(E,-10,-10,ne,j)}mo&&en(null,ko,!0,l==null&&Je.setSeries),re.live&&(ye.fill(m),Mt=!0)}else{let T,E,L;r==1&&(T=D.ori==0?Ee:Le,E=tn(T,O),m=z.idx=Yt(E,t[0],Xe,et),L=M(t[0][m],D,v,0));let N=-10,q=-10,X=0,pe=0,ue=!0,se="",G="";for(let V=r==2?1:0;V<y.length;V++){let De=y[V],qe=ye[V],rt=qe==null?null:r==1?t[V][qe]:t[V][1][qe],we=z.dataIdx(o,V,m,E),Ie=we==null?null:r==1?t[V][we]:t[V][1][we];if(Mt=Mt||Ie!=rt||we!=qe,ye[V]=we,V>0&&De.show){let Tt=we==null?-10:we==m?L:M(r==1?t[0][we]:t[V][0][we],D,v,0),$t=Ie==null?-10:Z(Ie,r==1?x[De.scale]:x[De.facets[1].scale],w,0);if(mo&&Ie!=null){let Ot=D.ori==1?Ee:Le,Jt=Ze(Xt.dist(o,V,we,$t,Ot));if(Jt<hn){let nn=Xt.bias;if(nn!=0){let kt=tn(Ot,De.scale),jt=Ie>=0?1:-1,Ut=kt>=0?1:-1;Ut==jt&&(Ut==1?nn==1?Ie>=kt:Ie<=kt:nn==1?Ie<=kt:Ie>=kt)&&(hn=Jt,Cn=V)}else hn=Jt,Cn=V}}if(Mt||ho){let Ot,Jt;D.ori==0?(Ot=Tt,Jt=$t):(Ot=$t,Jt=Tt);let nn,kt,jt,Ut,on,_t,Et=!0,Un=ft.bbox;if(Un!=null){Et=!1;let gt=Un(o,V);jt=gt.left,Ut=gt.top,nn=gt.width,kt=gt.height}else jt=Ot,Ut=Jt,nn=kt=ft.size(o,V);if(_t=ft.fill(o,V),on=ft.stroke(o,V),ho)V==Cn&&hn<=Xt.prox&&(N=jt,q=Ut,X=nn,pe=kt,ue=Et,se=_t,G=on);else{let gt=Nt[V];gt!=null&&($o[V]=jt,_o[V]=Ut,cu(gt,nn,kt,Et),lu(gt,_t,on),un(gt,Ft(jt),Ft(Ut),ne,j))}}}}if(ho){let V=Xt.prox,De=Hn==null?hn<=V:hn>V||Cn!=Hn;if(Mt||De){let qe=Nt[0];qe!=null&&($o[0]=N,_o[0]=q,cu(qe,X,pe,ue),lu(qe,se,G),un(qe,Ft(N),Ft(q),ne,j))}}}if(Ce.show&&kn)if(l!=null){let[T,E]=Je.scales,[L,N]=Je.match,[q,X]=l.cursor.sync.scales,pe=l.cursor.drag;if(tt=pe._x,nt=pe._y,tt||nt){let{left:ue,top:se,width:G,height:V}=l.select,De=l.scales[q].ori,qe=l.posToVal,rt,we,Ie,Tt,$t,Ot=T!=null&&L(T,q),Jt=E!=null&&N(E,X);Ot&&tt?(De==0?(rt=ue,we=G):(rt=se,we=V),Ie=x[T],Tt=M(qe(rt,q),Ie,v,0),$t=M(qe(rt+we,q),Ie,v,0),Xo(Kt(Tt,$t),Ze($t-Tt))):Xo(0,v),Jt&&nt?(De==1?(rt=ue,we=G):(rt=se,we=V),Ie=x[E],Tt=Z(qe(rt,X),Ie,w,0),$t=Z(qe(rt+we,X),Ie,w,0),er(Kt(Tt,$t),Ze($t-Tt))):er(0,w)}else mi()}else{let T=Ze(Jl-Bl),E=Ze(Ul-Hl);if(D.ori==1){let X=T;T=E,E=X}tt=it.x&&T>=it.dist,nt=it.y&&E>=it.dist;let L=it.uni;L!=null?tt&&nt&&(tt=T>=L,nt=E>=L,!tt&&!nt&&(E>T?nt=!0:tt=!0)):it.x&&it.y&&(tt||nt)&&(tt=nt=!0);let N,q;tt&&(D.ori==0?(N=So,q=Ee):(N=xo,q=Le),Xo(Kt(N,q),Ze(q-N)),nt||er(0,w)),nt&&(D.ori==1?(N=So,q=Ee):(N=xo,q=Le),er(Kt(N,q),Ze(q-N)),tt||Xo(0,v)),!tt&&!nt&&(Xo(0,0),er(0,0))}if(it._x=tt,it._y=nt,l==null){if(d){if(sa!=null){let[T,E]=Je.scales;Je.values[0]=T!=null?tn(D.ori==0?Ee:Le,T):null,Je.values[1]=E!=null?tn(D.ori==1?Ee:Le,E):null}nr(Wi,o,Ee,Le,ne,j,m)}if(mo){let T=d&&Je.setSeries,E=Xt.prox;Hn==null?hn<=E&&en(Cn,ko,!0,T):hn>E?en(null,ko,!0,T):Cn!=Hn&&en(Cn,ko,!0,T)}}Mt&&(re.idx=m,fi()),c!==!1&&ot("setCursor")}let Dn=null;Object.defineProperty(o,"rect",{get(){return Dn==null&&tr(!1),Dn}});function tr(l=!1){l?Dn=null:(Dn=S.getBoundingClientRect(),ot("syncRect",Dn))}function Yl(l,c,d,m,b,v,w){z._lock||kn&&l!=null&&l.movementX==0&&l.movementY==0||(di(l,c,d,m,b,v,w,!1,l!=null),l!=null?Jn(null,!0,!0):Jn(c,!0,!1))}function di(l,c,d,m,b,v,w,T,E){if(Dn==null&&tr(!1),Vn(l),l!=null)d=l.clientX-Dn.left,m=l.clientY-Dn.top;else{if(d<0||m<0){Ee=-10,Le=-10;return}let[L,N]=Je.scales,q=c.cursor.sync,[X,pe]=q.values,[ue,se]=q.scales,[G,V]=Je.match,De=c.axes[0].side%2==1,qe=D.ori==0?ne:j,rt=D.ori==1?ne:j,we=De?v:b,Ie=De?b:v,Tt=De?m:d,$t=De?d:m;if(ue!=null?d=G(L,ue)?a(X,x[L],qe,0):-10:d=qe*(Tt/we),se!=null?m=V(N,se)?a(pe,x[N],rt,0):-10:m=rt*($t/Ie),D.ori==1){let Ot=d;d=m,m=Ot}}E&&(c==null||c.cursor.event.type==Wi)&&((d<=1||d>=ne-1)&&(d=no(d,ne)),(m<=1||m>=j-1)&&(m=no(m,j))),T?(Bl=d,Hl=m,[So,xo]=z.move(o,d,m)):(Ee=d,Le=m)}let pi={width:0,height:0,left:0,top:0};function mi(){Fr(pi,!1)}let Kl,Ql,Zl,Xl;function ea(l,c,d,m,b,v,w){kn=!0,tt=nt=it._x=it._y=!1,di(l,c,d,m,b,v,w,!0,!1),l!=null&&(ht(Yi,el,ta,!1),nr(eu,o,So,xo,ne,j,null));let{left:T,top:E,width:L,height:N}=Ce;Kl=T,Ql=E,Zl=L,Xl=N}function ta(l,c,d,m,b,v,w){kn=it._x=it._y=!1,di(l,c,d,m,b,v,w,!1,!0);let{left:T,top:E,width:L,height:N}=Ce,q=L>0||N>0,X=Kl!=T||Ql!=E||Zl!=L||Xl!=N;if(q&&X&&Fr(Ce),it.setScale&&q&&X){let pe=T,ue=L,se=E,G=N;if(D.ori==1&&(pe=E,ue=N,se=T,G=L),tt&&En(O,tn(pe,O),tn(pe+ue,O)),nt)for(let V in x){let De=x[V];V!=O&&De.from==null&&De.min!=xe&&En(V,tn(se+G,V),tn(se,V))}mi()}else z.lock&&(z._lock=!z._lock,Jn(c,!0,l!=null));l!=null&&(uo(Yi,el),nr(Yi,o,Ee,Le,ne,j,null))}function Md(l,c,d,m,b,v,w){if(z._lock)return;Vn(l);let T=kn;if(kn){let E=!0,L=!0,N=10,q,X;D.ori==0?(q=tt,X=nt):(q=nt,X=tt),q&&X&&(E=Ee<=N||Ee>=ne-N,L=Le<=N||Le>=j-N),q&&E&&(Ee=Ee<So?0:ne),X&&L&&(Le=Le<xo?0:j),Jn(null,!0,!0),kn=!1}Ee=-10,Le=-10,ye.fill(null),Jn(null,!0,!0),T&&(kn=T)}function na(l,c,d,m,b,v,w){z._lock||(Vn(l),Ks(),mi(),l!=null&&nr(ou,o,Ee,Le,ne,j,null))}function oa(){P.forEach(hh),Ys(o.width,o.height,!0)}so(Es,qo,oa);let Eo={};Eo.mousedown=ea,Eo.mousemove=Yl,Eo.mouseup=ta,Eo.dblclick=na,Eo.setSeries=(l,c,d,m)=>{let b=Je.match[2];d=b(o,c,d),d!=-1&&en(d,m,!0,!1)},mt&&(ht(eu,S,ea),ht(Wi,S,Yl),ht(tu,S,l=>{Vn(l),tr(!1)}),ht(nu,S,Md),ht(ou,S,na),al.add(o),o.syncRect=tr);let zr=o.hooks=e.hooks||{};function ot(l,c,d){li?Zo.push([l,c,d]):l in zr&&zr[l].forEach(m=>{m.call(null,o,c,d)})}(e.plugins||[]).forEach(l=>{for(let c in l.hooks)zr[c]=(zr[c]||[]).concat(l.hooks[c])});let ra=(l,c,d)=>d,Je=Ge({key:null,setSeries:!1,filters:{pub:mu,sub:mu},scales:[O,y[1]?y[1].scale:null],match:[hu,hu,ra],values:[null,null]},z.sync);Je.match.length==2&&Je.match.push(ra),z.sync=Je;let sa=Je.key,hi=df(sa);function nr(l,c,d,m,b,v,w){Je.filters.pub(l,c,d,m,b,v,w)&&hi.pub(l,c,d,m,b,v,w)}hi.sub(o);function Nd(l,c,d,m,b,v,w){Je.filters.sub(l,c,d,m,b,v,w)&&Eo[l](null,c,d,m,b,v,w)}o.pub=Nd;function Od(){hi.unsub(o),al.delete(o),jn.clear(),ol(Es,qo,oa),p.remove(),ge?.remove(),ot("destroy")}o.destroy=Od;function $i(){ot("init",e,t),Nl(t||e.data,!1),H[O]?ai(O,H[O]):Ks(),Mr=Ce.show&&(Ce.width>0||Ce.height>0),zn=Mt=!0,Ys(e.width,e.height)}return y.forEach(Ll),P.forEach(md),n?n instanceof HTMLElement?(n.appendChild(p),$i()):n(o,$i):$i(),o}ut.assign=Ge;ut.fmtNum=hl;ut.rangeNum=Cs;ut.rangeLog=Rs;ut.rangeAsinh=pl;ut.orient=lo;ut.pxRatio=_e;ut.join=im;ut.fmtDate=_l,ut.tzDate=_m;ut.sync=df;{ut.addGap=Xm,ut.clipGaps=Ms;let e=ut.paths={points:gf};e.linear=vf,e.stepped=nh,e.bars=oh,e.spline=sh}var Tf=220,$h=6,_h=80,gh=[1,2,5,10,15,30,60,120,300,600,900,1800,3600,7200,10800,21600,43200,86400];function kf({history:e}){let t=Me(null),n=Me(null),o=Me(e);o.current=e,Ve(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ut(vh(s,()=>o.current),xf(o.current),s)};i();let a=matchMedia("(prefers-color-scheme: dark)"),f=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:Tf}));return f.observe(s),a.addEventListener("change",i),()=>{f.disconnect(),a.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Ve(()=>n.current?.setData(xf(e)),[e]);let r=Wc(Ui(e));return u`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&u`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>u`<span class="legend ${s}">${No[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${Se} label="Rate as a table"><${bh} history=${e} /><//>
    </details>
  </figure>`}function bh({history:e}){return u`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>u`<tr>
          <td>${$e(t)}</td>
          <td class="number">${te(e.rows[n])}</td>
          <td class="number">${Dc(e.docs_per_second[n])}</td>
          <td>${No[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function xf(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function vh(e,t){let n=r=>wh(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:Tf,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,space:_h,incrs:gh,values:(r,s)=>s.map(i=>Ac(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>ln(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>yh(r,t(),n)]}}}function yh(e,t,n){let{ctx:o}=e,r=$h*devicePixelRatio;for(let{part:s,from:i,to:a}of Ui(t)){if(!(s in No))continue;let f=e.valToPos(i/1e3,"x",!0),p=e.valToPos(a/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(f,e.bbox.top+e.bbox.height-r,Math.max(1,p-f),r)}}function wh(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function qs({children:e}){return u`<div class="tiles">${e}</div>`}function zt({name:e,value:t,isBad:n=!1,href:o}){let r=u`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?u`<a class=${s} href=${o}>${r}</a>`:u`<div class=${s}>${r}</div>`}var Sh={dropped:"Dropped by the pipeline",duplicates:"Duplicate ids",nulled:"Values replaced by null",retries:"Retries"};function Is({status:e}){let t=e.details??{};return u`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&u`<${Ri} messages=${e.error} />`}
      ${e.is_running&&u`<${Dr} details=${t} />`}
      <${qs}>
        <${zt} name="Rows" value=${te(e.count)} />
        <${zt} name="Rows per second" value=${ln(xh(e))} />
        ${e.is_running&&u`<${zt} name="Time left" value=${ct(t.eta_in_millis)} />`}
        <${zt} name="Running time" value=${ct((e.end_time??Date.now())-e.start_time)} />
        <${zt} name="Rejected rows" value=${te(t.rejected)} isBad=${t.rejected>0}
          href=${t.rejected>0&&me(J.readDeadLetters)?A("dead-letters",void 0,{execution:t.execution}):void 0} />
      <//>
      ${t.history?.time.length>1&&u`<${kf} history=${t.history} />`}
    </section>
    ${t.partitions&&u`<${Kc} partitions=${t.partitions} />`}
    <div class="columns">
      <${Th} status=${e} />
      ${t.events&&u`<${Yc} events=${t.events} />`}
    </div>
  `}function xh({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function Dr({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=Rc(e.percent);return u`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function Th({status:e}){let t=e.details??{};return u`<section class="panel">
    <h2>Run</h2>
    <${to}>
      <${Oe} name="Started">${$e(e.start_time)}, ${t.trigger==="schedule"?"by the schedule":"manually"}<//>
      <${Oe} name="Ended">${$e(e.end_time)}<//>
      <${Oe} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${Oe} name="Agent">${t.agent??"\u2013"}<//>
      <${Oe} name="Index">${t.index??"\u2013"}<//>
      <${Oe} name="Slowest part">${No[t.bottleneck]??"\u2013"}<//>
      <${Oe} name="Rows read">${te(t.rows_read)}<//>
      ${Object.entries(Sh).map(([n,o])=>t[n]>0&&u`<${Oe} key=${n} name=${o}>${te(t[n])}<//>`)}
      <${Oe} name="Sent">${Cc(t.bytes)}<//>
      <${Oe} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&u`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function fn({state:e}){return u`<span class="state ${e??"never"}">${e??"never run"}</span>`}var kh=["history","events","partitions","query"].map(e=>`ingestion.details.${e}`),Eh=1500,Ch=6e4;function dn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:kh}}}var Fs=e=>({term:{"ingestion.id":e}}),On=e=>({term:{"ingestion.state":e}}),Sn=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),Ar=e=>Math.floor((Date.now()-e)/6e4)*6e4,Ef=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),Dh=1e3;function Cf(e){return{size:0,query:{bool:{filter:[Sn({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:Dh,order:{failed:"desc"}},aggs:{failed:{filter:On("error")},successful:{filter:On("successful")}}}}}}function Df(e,t){return e||t>Ch?0:Eh}function Af(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var Ah=1e3;function Rf({id:e}){let t=qt({query:{ids:{values:[e]}}}),n=oe(async o=>(await Y(t,o)).hits.hits[0]?._source.ingestion??null,o=>o?.is_running?Ah:0,[e]);return u`<${ie} polling=${n}>
      ${o=>o?u`<${Rh} id=${e} status=${o} />`:u`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${he} request=${t} />`}function Rh({id:e,status:t}){return u`
    <div class="heading">
      <h1>Run of <a href=${A("jobs",t.id)}>${t.id}</a></h1>
      <${fn} state=${t.state} />
      <span class="muted">${$e(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&u`<p><a href=${A("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${Is} status=${t} />
    ${!t.is_running&&u`<${Ph} status=${t} />`}
  `}function Ph({status:e}){let t=dn([Fs(e.id),On("successful"),Sn({lt:e.start_time})],{size:1}),n=oe(async o=>(await Y(qt(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return u`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${ie} polling=${n}>
      ${o=>o?u`<${Lh} status=${e} hit=${o} />`:u`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function Lh({status:e,hit:t}){let n=t._source.ingestion,o=s=>s.end_time&&s.end_time-s.start_time,r=[["Running time",o(e),o(n),ct],["Rows",e.count,n.count,te],["Rows per second",e.details?.docs_per_second,n.details?.docs_per_second,te],["Rejected rows",e.details?.rejected,n.details?.rejected,te],["Retries",e.details?.retries,n.details?.retries,te],["Attempts",e.details?.attempt,n.details?.attempt,te]];return u`<${Se} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${A("executions",t._id)}>${$e(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${r.map(([s,i,a,f])=>u`<tr key=${s}>
          <th scope="row">${s}</th><td class="number">${f(i)}</td><td class="number">${f(a)}</td><td class="number">${Mh(i,a)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function Mh(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function Uo({hits:e,hasJob:t=!1}){return u`<${Se} label="Runs">
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
          <td class="time"><a href=${A("executions",n)}>${$e(o.start_time)}</a></td>
          ${t&&u`<td><a href=${A("jobs",o.id)}>${o.id}</a></td>`}
          <td><${fn} state=${o.state} /></td>
          <td class="number">${te(o.count)}</td>
          <td class="number">${te(o.details?.rejected)}</td>
          <td class="number">${ln(o.details?.docs_per_second)}</td>
          <td class="number">${ct(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&u`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var Pf=50,Nh=1e4,Oh=36e5,jh={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},qh={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function Lf({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("hours")??"",r=Number(e.get("from")??0),s=()=>qt(dn(Ih({q:t,state:n,hours:o}),{from:r,size:Pf})),i=oe(a=>Y(s(),a),Nh,[t,n,o,r]);return u`
    <div class="heading"><h1>Runs</h1></div>
    <${cn} address=${a=>A("executions",void 0,a)}>
      <${Gt} name="q" label="Job or words of the error" value=${t} />
      <${yr} name="state" label="State" value=${n} options=${jh} />
      <${yr} name="hours" label="Started" value=${o} options=${qh} />
    <//>
    <${ie} polling=${i}>
      ${({hits:a})=>u`
        <section class="panel"><${Uo} hits=${a.hits} hasJob /></section>
        <${Ln} from=${r} size=${Pf} total=${a.total} of="runs"
          address=${f=>A("executions",void 0,{q:t,state:n,hours:o,from:f})} />
      `}
    <//>
    <${he} request=${s()} />
  `}function Ih({q:e,state:t,hours:n}){return[...e?[Ef(e)]:[],...t?[On(t)]:[],...n?[Sn({gte:Ar(Number(n)*Oh)})]:[]]}function zs(e,t){let n=Me(e);Ve(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var Vs=90,xl=10,Mf=3;function Nf({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(xl+Mf);return u`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ct(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${Vs}`} width=${o} height=${Vs} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*Vs);return u`<rect key=${r.id} class=${r.state} x=${s*(xl+Mf)} y=${Vs-i} width=${xl} height=${i} rx="2">
          <title>${`${$e(r.start_time)}: ${r.state}, ${ct(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function Bs({hit:e,onChange:t}){let{schedule:n,enable_scheduler:o=!1,timezone:r}=e._source.ingest,s=e._id;if(!n)return u`<span class="muted">manual</span>`;let i=e.next_fire;return u`<span class="schedule">
    <span title=${`${n} ${r??"UTC"}${i?`, next ${$e(i)}`:""}`}>
      ${o?i?an(i,Date.now()):"never":"off"}
    </span>
    <${dt} label=${o?"Disable":"Enable"} of=${`the schedule of ${s}`} requires=${J.editJobs}
      request=${ac(s,!o)} onDone=${t}
      question=${o?`Disable the schedule of ${s}? A run that is under way goes on.`:`Enable the schedule of ${s} (${n})?`} />
  </span>`}var Fh=1e3,zh=5e3,Vh=6e4,Of=50;function jf({id:e}){let t=oe(n=>Y(mr(e,{include_status:!0}),n),Vh,[e]);return u`<${ie} polling=${t}>
    ${n=>u`<${Bh} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function Bh({id:e,hit:t,onChange:n}){let o=oc(e),r=Me(t.status!==void 0),s=oe(async p=>(r.current||=(await Y(mr(e,{include_status:!0}),p)).status!==void 0,r.current?(await Y(o,p)).status:null),p=>p?.is_running?Fh:zh,[e]),i=s.state.value.data,a=i?.details?.execution,f=i?.state;return zs(i===void 0?void 0:`${a} ${f}`,n),u`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&u`<${fn} state=${i.state} />`}
      <div class="actions"><${Hh} id=${e} isRunning=${i?.is_running??!1} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&u`<p>${t._source.ingest.description}</p>`}
    <${ie} polling=${s}>
      ${p=>p?u`<${Is} status=${p} />`:u`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${Jh} id=${e} execution=${a} state=${f} isRunning=${i?.is_running??!1} />
    <div class="columns">
      <${Uh} hit=${t} onChange=${n} />
      <${Gh} id=${e} execution=${a} state=${f} />
    </div>
    <${he} request=${o} />
  `}function Hh({id:e,isRunning:t,onChange:n}){return u`
    ${t?u`<${dt} label="Abort" kind="danger" requires=${J.abort} request=${ls(e)} onDone=${n}
          question=${`Abort the run of ${e}? The statement in the database is cancelled. Rows that a REPLACE has sent are discarded.`} />`:u`<${dt} label="Run" kind="primary" requires=${J.run} request=${Zn(e)} onDone=${n} question=${`Run ${e} now?`} />
          <${dt} label="Run in full" requires=${J.run} request=${Zn(e,{full:!0})} onDone=${n}
            question=${`Run ${e} as a first run does? It reads all rows, and sets the positions anew.`} />`}
    ${me(J.editJobs)&&u`<a class="button" href=${A("job-form",e)}>Edit</a>
      <a class="button" href=${A("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!t&&u`<${dt} label="Delete" kind="danger" requires=${J.editJobs} request=${rc(e)}
      onDone=${()=>{location.hash=A("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function Jh({id:e,execution:t,state:n,isRunning:o}){let r=qt(dn([Fs(e)],{size:Of})),s=a=>a?.hits.hits.some(f=>f._id===t&&f._source.ingestion.is_running===o),i=oe(a=>Y(r,a),(a,f)=>Df(!t||s(a),f),[e,t,n,o]);return u`<section class="panel">
    <h2>Last runs</h2>
    <${ie} polling=${i}>
      ${({hits:a})=>{let f=a.hits.map(p=>({...p._source.ingestion,id:p._id})).reverse();return f.length?u`<div class="scroll"><${Nf} runs=${f} /></div>
          <div class="list"><${Uo} hits=${a.hits} /></div>
          ${a.total>Of&&u`<p><a href=${A("executions",void 0,{q:e})}>All ${a.total} runs</a></p>`}`:u`<p class="muted">No runs yet.</p>`}}
    <//>
  </section>`}function Uh({hit:e,onChange:t}){let n=e._source.ingest;return u`<section class="panel">
    <h2>Definition</h2>
    <${to}>
      <${Oe} name="Datasource"><a href=${A("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${Oe} name="Target">${n.target}<//>
      <${Oe} name="Strategy">${n.strategy}<//>
      <${Oe} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${Oe} name="Schedule">${n.schedule&&u`<code>${n.schedule}</code> `}${n.schedule&&(n.timezone??"UTC")} <${Bs} hit=${e} onChange=${t} /><//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function Gh({id:e,execution:t,state:n}){let o=oe(r=>Y(ic(e),r),0,[e,t,n]);return u`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">Where the next run continues: the values of the query's variables.</p>
    <${ie} polling=${o}>
      ${({positions:r})=>u`
        <${to}>
          ${Object.entries(r??{}).map(([s,i])=>u`<${Oe} key=${s} name=${s}><code>${JSON.stringify(i)}</code><//>`)}
        <//>
        ${Object.keys(r??{}).length===0?u`<p>None are stored: the next run starts from the beginning.</p>`:u`<p><${dt} label="Reset" kind="danger" requires=${J.run} of="the positions" request=${lc(e)} onDone=${o.reload}
              question=${`Reset the positions of ${e}? The next run reads as a first one does.`} /></p>`}
      `}
    <//>
  </section>`}function qf({request:e}){let[t,n]=W(void 0),{submit:o,isBusy:r,error:s}=pt(n);return u`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${r} aria-busy=${r} onClick=${()=>o(e)}>${r?"Asking \u2026":"Dry run"}</button>
    ${s&&u`<${Ue} error=${s} />`}
    <div role="status">${!s&&t&&u`<${Wh} plan=${t} />`}</div>
    <${he} request=${e} />
  </section>`}function Wh({plan:e}){return u`<div>
    ${e.changes?.changed&&e.index&&!e.replaces?u`<p class="alert warning">Some fields of the target have another type than the columns. A run cannot change them, and may reject rows.</p>`:u`<p class="good">A run would work.</p>`}
    <${to}>
      <${Oe} name="Rows">${e.rows_total===void 0?"not known":`about ${te(e.rows_total)}`}<//>
      <${Oe} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&u`<${Oe} name="Removal guard"><${Yh} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${Oe} name="Starts from"><${Kh} start=${e.start} /><//>
      <${Oe} name="Next runs">
        ${e.next_fires?.length?u`<ul class="plain">${e.next_fires.map(t=>u`<li key=${t}>${$e(t)} <span class="muted">${an(t,Date.now())}</span></li>`)}</ul>`:"only manually"}
      <//>
    <//>
    ${e.changes&&u`<${Qh} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function Yh({guard:e,rows:t}){let n=`The target has ${te(e.documents)} documents; a run with fewer than ${te(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?u`<span class="bad">${n} The estimate is below.</span>`:n}function Kh({start:e}){let t=Object.entries(e);return t.length?u`${t.map(([n,o])=>u`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function Qh({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?u`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>u`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:u`<p class="muted">The mapping of the target stays as it is.</p>`}var Zh=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function If({ingest:e,change:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=pt(o),{datasource:a,query:f,mapping:p}=e,h=pc(a??"",{query:f});return u`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${me(J.editDatasources)&&u`<button type="button" disabled=${!a||!f||s} aria-busy=${s} onClick=${()=>r(h)}>
      ${s?"Reading \u2026":"Show the columns"}
    </button>`}
    ${i&&u`<${Ue} error=${i} />`}
    ${a&&f&&u`<${he} request=${h} />`}
    ${n&&u`<${Xh} defaults=${n.mapping} mapping=${p} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${Mo} label="Mapping" value=${p} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${Mo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${Mo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function Xh({defaults:e,mapping:t,onChange:n}){return u`<${Se} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return u`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${a=>n(jc(t,o,a.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...Zh,...i?[i]:[]])].map(a=>u`<option key=${a} value=${a} selected=${a===i}>${a}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function Ff({ingest:e,change:t}){let{schedule:n="",timezone:o,enable_scheduler:r=!1}=e,s=n in _s;function i(a){t("schedule")(a),!!a!=!!n&&t("enable_scheduler")(!!a),a&&!n&&!o&&t("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone)}return u`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${sn} label="Starts" value=${s?n:"custom"} onChange=${i} options=${s?_s:{..._s,custom:"As written below"}} />
    <${He} label="Quartz cron expression" value=${n} onChange=${i} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${n&&u`
      <${He} label="Time zone of the schedule" value=${o} onChange=${t("timezone")} placeholder="UTC" />
      <${Tc} label="The schedule is enabled" value=${r} onChange=${t("enable_scheduler")} />
    `}
  </section>`}function zf({datasource:e,onTable:t}){let{submit:n,error:o}=pt(({ingestions:i})=>t(i[0])),r=i=>n(fs(e,i)),s=oe(i=>Y(Xn(e,{}),i),0,[e]);return u`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&u`<${Ue} error=${o} />`}
    <${ie} polling=${s}>
      ${({catalogs:i})=>i.map(({name:a})=>u`<${Vf} key=${a} name=${a} isOpen=${i.length===1}>
        <${e$} datasource=${e} catalog=${a} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function e$({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>Y(Xn(e,{catalog:t}),r),0,[e,t]);return u`<${ie} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>u`<${Vf} key=${s} name=${s} isOpen=${r.length===1}>
      <${t$} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function t$({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>Y(Xn(e,{catalog:t,schema:n}),s),0,[e,t,n]);return u`<${ie} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>u`
      ${s.length===0&&u`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:a})=>u`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${a==="view"&&u`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function Vf({name:e,isOpen:t,children:n}){let[o,r]=W(t);return u`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Bf({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return u`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&u`<p class="muted">The query returns no rows.</p>`}
    <${Se} label="First rows">
      <table>
        <thead><tr>${r.map(s=>u`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>u`<tr key=${i}>${r.map(a=>u`<td key=${a}>${n$(s[a])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>u`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&u`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function n$(e){return e==null?u`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function Hf({label:e,value:t,onChange:n}){let o=Me(null),r=Me(null),s=Me(n),i=Me(t),[a,f]=W(!1);s.current=n,Ve(()=>{let h=!1;return import("./sql.js").then(({createEditor:$})=>{h||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:p}),f(!0))},()=>{}),()=>{h=!0,r.current?.destroy()}},[]),Kr(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t]);function p(h){i.current=h,s.current(h)}return u`<div class="editor">
    <div ref=${o}></div>
    ${!a&&u`<textarea rows="8" aria-label=${e} spellcheck=${!1} value=${t} onInput=${h=>p(h.target.value)}></textarea>`}
  </div>`}var o$=20,r$=200;function Jf({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let[s,i]=W(void 0),a=pt(_=>{i(_),r(Object.keys(_.types))}),{datasource:f,query:p=""}=e,h=()=>{i(void 0),a.submit($)},$=dc(f??"",{query:p,row_limit:o$,max_text_size:r$});return n.length?u`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${sn} label="Datasource" value=${f} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map(_=>[_,_]))}} />
        ${f&&me(J.editDatasources)&&u`<${zf} key=${f} datasource=${f} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${Hf} label="Query" value=${p} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${me(J.editDatasources)&&u`<button type="button" disabled=${!f||!p||a.isBusy} aria-busy=${a.isBusy} onClick=${h}>
          ${a.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${a.error&&u`<${Ue} error=${a.error} />`}
    ${s&&u`<${Bf} sample=${s} />`}
    ${f&&p&&u`<${he} request=${$} />`}
  </section>`:u`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${A("datasource-form")}>New datasource</a>
    </section>`}var s$={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key"};function Uf({ingest:e,change:t,columns:n}){return u`
    <${He} label="Target" value=${e.target} onChange=${t("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${sn} label="Strategy" value=${e.strategy??"INCREMENTAL"} onChange=${t("strategy")} options=${s$} />
    <${He} label="Key" value=${bs(e.pk_field)} onChange=${o=>t("pk_field")(Oc(o))} suggestions=${n}
      placeholder="id" hint="Column whose value becomes the document's id; several with commas. Without one, ids are generated: each INCREMENTAL run adds new documents." />
    <details>
      <summary>Limits and batches</summary>
      <${He} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${t("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${He} label="Removal guard" value=${e.removal_guard} onChange=${t("removal_guard")} placeholder="50%"
        hint="A REPLACE that would remove more than this share of the documents is not published." />
      <${He} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${t("pipeline")} />
      <${He} label="Description" value=${e.description} onChange=${t("description")} />
    </details>
  `}function Tl({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([Y(cs({size:1e3}),r),n?Y(mr(n),r):null]);return{datasources:s.hits.hits.map(a=>a._id),hit:i}},0,[n]);return u`<${ie} polling=${o}>
    ${({datasources:r,hit:s})=>u`<${i$} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?Ic(s._source.ingest):s._source.ingest:{...Nc,datasource:t.get("datasource")??""}} />`}
  <//>`}function i$({datasources:e,saved:t,origin:n}){let[o,r]=W(n),[s,i]=W(t),[a,f]=W(t?._id??""),[p,h]=W(o),[$,_]=W([]),g=I=>ee=>h(F=>({...F,[I]:ee}));$s(p!==o);let S={ingest:gs(p)},k=hr(a,S,s?{if_seq_no:s._seq_no,if_primary_term:s._primary_term}:{op_type:"create"}),C=Me(!1),R=pt(()=>gr(A("jobs",a))),y=pt(I=>C.current?(i(I),r(p),R.submit(Zn(a))):gr(A("jobs",a))),P=y.isBusy||R.isBusy,x=y.error??R.error,K=Me(void 0);function O(I){let ee=K.current;K.current=I,s||f(F=>Vi(F,ee?._id,I._id)),h(F=>qc(F,ee?._source.ingest,I._source.ingest))}function Q(I){I.preventDefault(),C.current=I.submitter?.value==="run",y.submit(k)}return u`<form class="job-form" onSubmit=${Q}>
    <div class="heading"><h1>${s?`Job ${a}`:"New job"}</h1></div>
    <${Jf} ingest=${p} change=${g} datasources=${e} onTable=${O} onColumns=${_} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!s&&u`<${He} label="Job id" value=${a} onChange=${f} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${Uf} ingest=${p} change=${g} columns=${$} />
    </section>
    <${If} ingest=${p} change=${g} />
    <${Ff} ingest=${p} change=${g} />
    <${qf} request=${sc(a||"new",S)} />
    ${x&&u`<${Zr} error=${x} id=${a} isNew=${!s} address=${A("job-form",a)} />`}
    <div class="submit">
      <button class="primary" disabled=${P} aria-busy=${P}>Save</button>
      ${me(J.run)&&u`<button value="run" disabled=${P}>Save and run</button>`}
      <a class="button" href=${s?A("jobs",a):A("jobs")}>Cancel</a>
    </div>
    <${he} request=${k} />
  </form>`}function kl({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return u`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var l$=1e3,a$=5e3;function Hs(){return oe(async e=>{let{jobs:t}=await Y(nc(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?l$:a$,[])}var Gf=50,c$=3e4;function Wf({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=as({from:t,size:Gf,sort:o,...vs(n)}),s=oe(p=>Y(r,p),c$,[t,n,o]),i=Hs(),a=i.state.value.data&&[...i.state.value.data.keys()].sort().join();zs(a,s.reload);let f=p=>A("jobs",void 0,{q:n,sort:o,...p});return u`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${me(J.editJobs)&&u`<a class="button primary" href=${A("job-form")}>New job</a>`}
      </div>
    </div>
    <${cn} address=${p=>f(p)}>
      <${Gt} name="q" label="Search jobs" value=${n} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${ie} polling=${s}>
      ${({hits:p})=>u`
        <section class="panel"><${Se} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${kl} field="_id" sort=${o} address=${h=>f({sort:h})}>Job<//>
                <${kl} field="ingest.target" sort=${o} address=${h=>f({sort:h})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${p.hits.map(h=>u`<${u$} key=${h._id} hit=${h} status=${i.state.value.data?.get(h._id)??h.status}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${p.total===0&&u`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Ln} from=${t} size=${Gf} total=${p.total} of="jobs" address=${h=>f({from:h})} />
      `}
    <//>
    <${he} request=${r} />
  `}function u$({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return u`<tr>
    <td><a href=${A("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${fn} state=${t?.state} />
      ${t?.is_running&&o&&u`<${Dr} details=${o} />`}
    </td>
    <td class="number">${te(t?.count)}</td>
    <td class="number">${ln(o?.docs_per_second)}</td>
    <td class="time">${t&&f$(t)}</td>
    <td><${Bs} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?u`<${dt} label="Abort" of=${r} kind="danger" requires=${J.abort} request=${ls(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:u`<${dt} label="Run" of=${r} requires=${J.run} request=${Zn(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${me(J.editJobs)&&u`<a class="button" aria-label=${`Clone ${r}`} href=${A("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function f$(e){return e.is_running?`for ${ct(Date.now()-e.start_time)}`:`${an(e.end_time,Date.now())}, took ${ct(e.end_time-e.start_time)}`}function Yf(){return u`<h1>There is no such page</h1>
    <p><a href=${A("overview")}>Overview</a></p>`}var El=2e4,d$=6e4,Js=10,Cl=864e5;function Kf(){let e=Hs(),t=oe(f=>Y(qt(dn([On("error"),Sn({gte:Ar(Cl)})],{size:10})),f),El,[]),n=oe(f=>Y(tc(),f),El,[]),o=oe(async f=>me(J.readDeadLetters)?Y(mc(),f):null,El,[]),r=oe(async f=>Af((await Y(qt(Cf(Ar(Cl))),f)).aggregations.jobs.buckets),d$,[]),s=n.state.value.data?.agents.filter(f=>f.is_alive).length,i=t.state.value.data?.hits.total,a=o.state.value.data?.hits.total;return u`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${me(J.editDatasources)&&u`<a class="button" href=${A("datasource-form")}>New datasource</a>`}
        ${me(J.editJobs)&&u`<a class="button primary" href=${A("job-form")}>New job</a>`}
      </div>
    </div>
    ${me(J.readJobs)&&me(J.editJobs)&&u`<${p$} />`}
    <${qs}>
      <${zt} name="Running" value=${te(e.state.value.data?.size)} href=${A("jobs")} />
      <${zt} name="Failed in the last 24 hours" value=${te(i)} isBad=${i>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      <${zt} name="Failing repeatedly" value=${te(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      ${a!==void 0&&u`<${zt} name="Dead letters" value=${te(a)} isBad=${a>0} href=${A("dead-letters")} />`}
      <${zt} name="Agents" value=${te(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${ie} polling=${e}>${f=>u`<${h$} jobs=${f} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${ie} polling=${t}>
        ${({hits:f})=>f.total?u`<${Uo} hits=${f.hits} hasJob />`:u`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${ie} polling=${r}>${f=>u`<${m$} jobs=${f} />`}<//>
    <div class="columns">
      ${me(J.readSchedules)&&u`<${$$} />`}
      <section class="panel">
        <h2>Agents</h2>
        <${ie} polling=${n}>${f=>u`<${_$} agents=${f.agents} />`}<//>
      </section>
    </div>
    <${g$} />
  `}function p$(){return oe(t=>Y(as({size:1}),t),0,[]).state.value.data?.hits.total!==0?null:u`<section class="panel">
    <h2>First steps</h2>
    <ol>
      <li><a href=${A("datasource-form")}>Connect a database</a> as a datasource.</li>
      <li>Choose tables of the datasource, or <a href=${A("job-form")}>write a query</a>: each becomes a job that fills an index.</li>
      <li>Run the job, or give it a schedule.</li>
    </ol>
  </section>`}function m$({jobs:e}){return e.length?u`<section class="panel">
    <h2>Failing repeatedly</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,Js).map(t=>u`<li key=${t}><a href=${A("jobs",t)}>${t}</a></li>`)}
      ${e.length>Js&&u`<li class="muted">and ${e.length-Js} more</li>`}
    </ul>
  </section>`:null}function h$({jobs:e}){return e.size?u`<${Se} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>u`<tr key=${t}>
          <td><a href=${A("jobs",t)}>${t}</a></td>
          <td><${fn} state=${n.state} /></td>
          <td><${Dr} details=${n.details??{}} /></td>
          <td class="number">${te(n.count)}</td>
          <td class="number">${ln(n.details?.docs_per_second)}</td>
          <td class="number">${ct(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:u`<p class="muted">Nothing is running.</p>`}function $$(){let e=oe(t=>Y($r({from:Date.now(),to:Date.now()+Cl,size:Js}),t),6e4,[]);return u`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${ie} polling=${e}>
      ${({fires:t})=>u`
        ${t.length===0&&u`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.map(({_id:n,time:o})=>u`<li key=${`${n} ${o}`}><a href=${A("jobs",n)}>${n}</a> <span class="muted">${an(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${A("schedule")}>Open the schedule</a>
      `}
    <//>
  </section>`}function _$({agents:e}){return u`<${Se} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>u`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?an(t.heartbeat,Date.now()):u`<span class="state error">${an(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function g$(){let e=oe(t=>Y(Xa(),t),0,[]);return u`<${ie} polling=${e}>
    ${t=>u`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function Qf(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s}of t)o(r).fires.push(s);for(let r of n.values())r.overruns=v$(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var b$=15e3;function v$({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r})=>o+b$<n&&n<r))}function Zf(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function Xf(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var Go=26,Wo=180,Rr=900,Us=22,y$=64,w$=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function ed({lanes:e,now:t,from:n,to:o}){if(!e.length)return u`<p class="muted">No run and no fire time.</p>`;let r=i=>Wo+(i-n)/(o-n)*Rr,s=Us+e.length*Go;return u`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${Wo+Rr} ${s}`} width=${Wo+Rr} height=${s}>
        ${Xf(n,o).map(i=>u`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${Us} y2=${s} />${r(i)+y$<Wo+Rr&&u`<text x=${r(i)+3} y="14">${w$.format(i)}</text>`}</g>`)}
        ${e.map((i,a)=>u`<${S$} key=${i.id} lane=${i} x=${r} y=${Us+a*Go} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${Us-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
    </figcaption>
    <details><summary>Show as a table</summary><${Se} label="Calendar as a table"><${x$} lanes=${e} now=${t} /><//></details>
  </figure>`}function S$({lane:e,x:t,y:n}){let o=new Set(e.overruns);return u`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${Wo+Rr} y1=${n+Go} y2=${n+Go} />
    ${e.runs.map(r=>u`<rect key=${r.execution} class=${r.state} x=${Math.max(Wo,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-t(r.start))} height=${Go-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${$e(r.start)}, ${ct(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>u`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+Go/2} r="2.5"><title>${$e(r)}</title></circle>`)}
  </g>`}function x$({lanes:e,now:t}){return u`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${e.map(({id:n,runs:o,fires:r,overruns:s})=>u`<tr key=${n}>
        <td><a href=${A("jobs",n)}>${n}</a></td>
        <td class="number">${o.length}</td>
        <td class="number">${o.filter(({state:i})=>i==="error").length}</td>
        <td>${$e(o[0]?.start)}</td>
        <td>${$e(r.find(i=>i>t))}</td>
        <td class="number">${s.length}</td>
      </tr>`)}
    </tbody>
  </table>`}var Dl=36e5,T$={6:"6 hours",24:"24 hours",168:"7 days"},k$=6e4,td=2e3,Al=60,E$=10;function nd({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*Dl,a=s+t*Dl,[f,p]=await Promise.all([Y(qt(dn([Sn({gte:i})],{size:td})),r),Y($r({from:i,to:a}),r)]);return{now:s,from:i,to:a,runs:f.hits.hits.map(C$),fires:p.fires,isCut:p.truncated||f.hits.total>td}},k$,[t]);return u`
    <div class="heading"><h1>Schedule</h1></div>
    <${cn} address=${r=>A("schedule",void 0,r)}>
      <${Gt} name="q" label="Part of the job's id" value=${n} />
      <${yr} name="hours" label="Before and after now" value=${String(t)} options=${T$} />
    <//>
    <${ie} polling=${o}>
      ${({now:r,from:s,to:i,runs:a,fires:f,isCut:p})=>{let h=Qf(a,f).filter(({id:_})=>_.includes(n)),$=f.filter(_=>_.time>=r&&_._id.includes(n));return u`
          <section class="panel"><h2>Calendar</h2><${ed} lanes=${h.slice(0,Al)} now=${r} from=${s} to=${i} />
            ${h.length>Al&&u`<p class="muted">${h.length-Al} further jobs are left out: filter by their ids.</p>`}
            ${p&&u`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${D$} lanes=${h} />
            <${A$} fires=${$} />
          </div>
        `}}
    <//>
    <${he} request=${$r({from:Date.now(),to:Date.now()+t*Dl})} />
  `}function C$({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state}}function D$({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return u`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>u`<li key=${n}><a href=${A("jobs",n)}>${n}</a>: ${o.length} times, last at ${$e(o.at(-1))}</li>`)}</ul>
  </section>`}function A$({fires:e}){let t=Zf(e).slice(0,E$);return u`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>u`<li key=${n}>${$e(n)}: ${o.slice(0,5).map(r=>u`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function od({id:e}){let t=oe(async n=>{let{catalogs:o}=await Y(Xn(e,{}),n);return(await Promise.all(o.map(async({name:s})=>(await Y(Xn(e,{catalog:s}),n)).catalogs[0]))).flatMap(({name:s,schemas:i})=>i.map(({name:a})=>({catalog:s,schema:a})))},0,[e]);return u`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${A("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${ie} polling=${t}>${n=>u`<${R$} datasource=${e} schemas=${n} />`}<//>
  `}function R$({datasource:e,schemas:t}){let[n,o]=W(0),r=t[n];return r?u`
    ${t.length>1&&u`<${sn} label="Schema" value=${String(n)} onChange=${s=>o(Number(s))}
      options=${Object.fromEntries(t.map((s,i)=>[i,s.catalog===s.schema?s.schema:`${s.catalog}.${s.schema}`]))} />`}
    <${P$} key=${n} datasource=${e} ...${r} />
  `:u`<p class="empty">The datasource's user may read no schema.</p>`}function P$({datasource:e,catalog:t,schema:n}){let o=fs(e,{catalog:t,schema:n}),r=oe(s=>Y(o,s),0,[e,t,n]);return u`<${ie} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>u`<${L$} proposals=${s} isCut=${i} />`}
    <//>
    <${he} request=${o} />`}function L$({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=ys(),[s,i]=W(new Map),[a,f]=W(new Map),[p,h]=W(!1),$=e.filter(({_id:k})=>a.get(k)!=="created"),_=$.filter(({_id:k})=>n.has(k));async function g(){h(!0);try{await S()}finally{h(!1)}}async function S(){for(let{_id:k,_source:C}of _){let R=await Y(hr(k,s.get(k)??C,{op_type:"create"})).then(()=>"created",y=>y instanceof lt?y:Promise.reject(y));f(y=>new Map(y).set(k,R))}}return e.length?u`<section class="panel">
    <${Se} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&_.length===$.length}
            onChange=${()=>r(_.length===$.length?[]:$.map(({_id:k})=>k))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(k=>u`<${M$} key=${k._id} proposal=${k} result=${a.get(k._id)} isSelected=${n.has(k._id)}
          onToggle=${()=>o(k._id)} onSource=${C=>i(new Map(s).set(k._id,C))} />`)}
      </tbody>
    </table><//>
    ${t&&u`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!_.length||p} aria-busy=${p} onClick=${g}>${_.length?`Create ${_.length} ${_.length===1?"job":"jobs"}`:"Create jobs"}</button>
      <a class="button" href=${A("jobs")}>Show all jobs</a>
    </div>
    ${_[0]&&u`<${he} request=${hr(_[0]._id,s.get(_[0]._id)??_[0]._source,{op_type:"create"})} />`}
  </section>`:u`<p class="empty">No tables that this user may read.</p>`}function M$({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:a}){let f=r==="created",p=h=>a(h.target.value==="REPLACE"?t:n);return u`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${f} checked=${s} onChange=${i} /></td>
    <td>${f?u`<a href=${A("jobs",e)}>${e}</a>`:e}</td>
    <td>${bs(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?u`<select aria-label=${`Strategy of ${e}`} disabled=${f} onChange=${p}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted"><details><summary>${o[0]}</summary>${o.slice(1).join(" ")}</details></td>
    <td>${f?u`<span class="good">created</span>`:r&&u`<${Ue} error=${r} />`}</td>
  </tr>`}var Gs={overview:{title:"Overview",list:Kf,requires:J.readRuns},jobs:{title:"Jobs",list:Wf,object:jf,requires:J.readJobs},executions:{title:"Runs",list:Lf,object:Rf,requires:J.readRuns},schedule:{title:"Schedule",list:nd,requires:J.readJobs},"dead-letters":{title:"Dead letters",list:Uc,requires:J.readDeadLetters},datasources:{title:"Datasources",list:Vc,requires:J.readDatasources},"job-form":{parent:"jobs",list:Tl,object:Tl,requires:J.editJobs,objectRequires:J.changeJobs},"datasource-form":{parent:"datasources",list:Bi,object:Bi,requires:J.editDatasources,objectRequires:J.changeDatasources},tables:{parent:"datasources",object:od,requires:J.createJobsOfTables}};function rd(e,t){let n=Gs[e],o=t===void 0?n?.list:n?.object;if(!n||!o)return{component:Yf,name:"Not found",requires:[]};let r=t===void 0?n.requires:n.objectRequires??n.requires;return{component:o,name:t??n.title??"New",requires:r}}function sd(){return u`
    <a class="skip" href="#main" onClick=${N$}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${A("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${vn.value&&u`<${O$} />`}
      <${j$} />
    </header>
    <main id="main" tabindex="-1">${Lo.value?u`<${yc} />`:vn.value?u`<${I$} />`:u`<${q$} />`}</main>
  `}function N$(e){e.preventDefault(),document.getElementById("main")?.focus()}function O$(){let{page:e}=zi.value,t=Gs[e]?.parent??e;return u`<nav aria-label="Pages">
    ${Object.entries(Gs).map(([n,{title:o,requires:r}])=>o&&me(r)&&u`<a key=${n} href=${A(n)} aria-current=${n!==t?void 0:n===e?"page":"true"}>${o}</a>`)}
  </nav>`}function j$(){return vn.value?.security?u`<div class="account">
    ${vn.value.username} ${ss.value&&u`<button type="button" onClick=${vc}>Log out</button>`}
  </div>`:null}function q$(){let[e,t]=W(void 0);return Ve(()=>{let n=0,o=()=>{ps().catch(r=>{if(!(r instanceof lt))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?u`<${Ue} error=${e} />`:u`<p class="empty" aria-busy="true">Loading …</p>`}function I$(){let{page:e,id:t,query:n}=zi.value,{component:o,name:r,requires:s}=rd(e,t),i=Me(!0);Ve(()=>{document.title=`${r} \u2013 Siren sidecar`,i.current||document.getElementById("main")?.focus({preventScroll:!0}),i.current=!1},[e,t]);let a=qi(s);return a?u`<p class="alert error" role="alert">You have no permission to see this page: it requires ${a[1]} on ${a[0]}.</p>`:u`<${o} key=${`${e}/${t}`} id=${t} query=${n} />`}var id=document.getElementById("console");id&&(Wa(),ga(u`<${sd} />`,id));
