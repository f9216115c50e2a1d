var ge,Gl,ai,Dn,ii,Ir,Wl,jr,Yl,ci,li,wd,or=Symbol.for("pv"),zr={},Vr=[],Sd=/^m(i|n|o|s|text|space)$/,ui=Array.isArray,fi=Vr.slice,Gn=Object.assign;function Jn(e){e&&e.parentNode&&e.remove()}function Br(e,t,n){var o,r,s,i={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return a>2&&(i.children=a>3?fi.call(arguments,2):n),nr(e,i,o,r,null)}function nr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:or,__v:r||++Gl,__i:-1,__u:0};return!r&&ge.vnode&&ge.vnode(s),s}function Wn(e){return e.children}function To(e,t){this.props=e,this.context=t,this.__g=0}function An(e,t){if(t==null)return e.__&&An(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:An(e)}function xd(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Gn({constructor:or},n)).__v=n.__v+1,ge.vnode&&ge.vnode(t),di(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||An(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,ta(r,t,s),n.__=n.__e=null,t.__e!=o&&Kl(t))}function Kl(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),Kl(e)}function Ul(e){(8&e.__g||(e.__g|=8,Dn.push(e),Ir++))&&ii==ge.debounceRendering||((ii=ge.debounceRendering)||queueMicrotask)(Ql)}function Ql(){try{for(var e,t=1;Dn.length;)Dn.length>t&&Dn.sort(Wl),e=Dn.shift(),t=Dn.length,8&e.__g&&xd(e)}finally{(Ir=Dn.length)&&(ii||queueMicrotask)(Ql)}}function Zl(e,t,n,o,r,s,i,a,f,h,p){var $,g,b,S,k,E,R=o.__k||Vr,y=t.length;for(f=Td(n,t,R,f,y),$=0;$<y;$++)(b=n.__k[$])!=null&&(g=~b.__i&&R[b.__i]||zr,b.__i=$,E=di(e,b,g,r,s,i,a,f,h,p),S=b.__e,(g.ref!=b.ref||8&g.__u)&&(g.ref&&pi(g.ref,null,b,g),b.ref&&p.push(b.ref,b.__c||S,b)),k=k||S,4&b.__u?(f=Xl(b,f,e,!g.__v),g.__e&&(g.__e=null)):typeof b.type=="function"&&E!==void 0?f=E:S&&(f=S.nextSibling),b.__u&=-21);return n.__e=k,f}function Td(e,t,n,o,r){var s,i,a,f,h,p,$,g,b,S=n.length,k=S,E=0,R=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=nr(null,i):ui(i)?i=y[s]=nr(Wn,{children:i}):i.constructor===or&&i.__b?i=y[s]=nr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,f=s+E,i.__=e,i.__b=e.__b+1,a=null,~(h=i.__i=kd(i,n,f,k))&&(k--,(a=n[h])&&(a.__u|=2)),a&&a.__v?(i.__u|=16,h==f-1?E--:h==f+1?E++:h!=f&&(h>f?E--:E++,R=1)):(~h||(r>S?E--:r<S&&E++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(R){for(p=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(E=0,g=p.length;E<g;)p[b=E+g>>1]<i.__i?E=b+1:g=b;p[E]=i.__i,$[s]=E+1}for(E=p.length;s--;)$[s]&&($[s]==E?E--:y[s].__u|=4)}if(k)for(s=0;s<S;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=An(a)),mi(a,a));return o}function Xl(e,t,n,o){var r,s,i,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=Xl(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=An(e))&&!t.parentNode&&(t=null),i=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(i!=a&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function kd(e,t,n,o){var r,s=e.key,i=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&s==null||f&&s==a.key&&i==a.type)return n;if(o>(f?1:0)){for(r=n-1;r>=0;r--)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r;for(r=n+1;r<t.length;r++)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r}return-1}function Jl(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function qr(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Jl(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Jl(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=li[t]||(li[t]=Ed(t)),(e.__a||(e.__a={}))[t]=ci,s=t!=(t=t.replace(Yl,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Ed(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[jr]==null)t[jr]=ci++;else if(t[jr]<this.__a[e])return;return n(ge.event?ge.event(t):t)}}}function di(e,t,n,o,r,s,i,a,f,h){var p,$,g,b,S,k,E,R,y,P,x,Q,A,U,B,ne,H,D,J=t.type;if(t.constructor!==or)return null;128&n.__u&&(f=32&n.__u,p=n.__c.__z)&&(t.__u|=f,$=s=[],p.nodeType==8?a=Fr(p,s):s.push(p),a=s[0]||a),(p=ge.__b)&&p(t);e:if(typeof J=="function"){g=i.length;try{if(R=t.props,y=(p=J.prototype)&&p.render,P=(p=J.contextType)&&o[p.__c],x=p?P?P.props.value:p.__:o,(b=n.__c)?(t.__c=b,2&b.__g&&(b.__g|=1)):(y?t.__c=b=new J(R,x):(t.__c=b=new To(R,x),b.constructor=J,b.render=Dd),P&&P.sub(b),b.state||(b.state={}),b.__n=o,b.__g|=8,b.__h=[],b.__k=[]),y&&(b.__s||(b.__s=b.state),J.getDerivedStateFromProps&&(b.__s==b.state&&(b.__s=Gn({},b.__s)),Gn(b.__s,J.getDerivedStateFromProps(R,b.__s)))),S=b.props,k=b.state,b.__v=t,n.__c){if(R!==S&&y&&!J.getDerivedStateFromProps&&b.componentWillReceiveProps&&b.componentWillReceiveProps(R,x),t.__v==n.__v&&!(8&b.__g)||!(4&b.__g)&&b.shouldComponentUpdate&&b.shouldComponentUpdate(R,b.__s,x)===!1){t.__v!=n.__v&&(b.props=R,b.state=b.__s,b.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(N){N&&(N.__=t)}),Vr.push.apply(b.__h,b.__k),b.__k=[],b.__h.length&&i.push(b),a=An(n);break e}b.componentWillUpdate&&b.componentWillUpdate(R,b.__s,x),y&&b.componentDidUpdate&&b.__h.push(function(){b.componentDidUpdate(S,k,E)})}else y&&!J.getDerivedStateFromProps&&b.componentWillMount&&b.componentWillMount(),y&&b.componentDidMount&&b.__h.push(b.componentDidMount);b.context=x,b.props=R,b.__P=e,b.__g&=-5,Q=ge.__r,A=y?25:0;do b.__g&=-9,Q&&Q(t),p=b.render(b.props,b.state=b.__s,b.context);while(8&b.__g&&++A<25);y&&(Vr.push.apply(b.__h,b.__k),b.__k=[]),b.state=b.__s,b.getChildContext&&(o=Gn({},o,b.getChildContext())),y&&n.__c&&b.getSnapshotBeforeUpdate&&(E=b.getSnapshotBeforeUpdate(S,k)),U=p&&p.type===Wn&&p.key==null?p.props.children:p,R.__P&&(p=a,r=(e=R.__P).namespaceURI,f=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(N){N&&mi(N,N)}),n.__k=null),a=n.__k?An(n,0):null),a=Zl(e,ui(U)?U:[U],t,n,o,r,s,i,a,f,h),R.__P&&(t.__e=null,a=p),t.__u&=-161,$&&$.some(Jn),b.__h.length&&i.push(b),1&b.__g&&(b.__g&=-4)}catch(N){if(i.length=g,t.__v=null,f||s)if(N&&N.then){if(t.__u|=128|f,s){for(~(H=s.indexOf(a||void 0))||(H=s.length);(D=s[H-1])&&D.nodeType==8;)H--;for(;H<s.length;H++)if(D=s[H])if(s[H]=null,B){if(D==ne)break}else{if(D.nodeType!=8)break;D.data.startsWith("$s")&&(ne=Fr(B=D))}}if(!B){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;B=a}(p=Fr(B=t.__c.__z||(t.__c.__z=B)))?(t.__e=B,a=p):t.__e=a,a=a&&a.nextSibling}else s&&s.some(Jn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),N&&N.then||ea(t),ge.__e(N,t,n)}}else a=t.__e=Cd(n.__e,t,n,o,r,s,i,f,h,e);return(p=ge.diffed)&&p(t),a}function Fr(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function ea(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(ea))}function ta(e,t,n){for(var o=0;o<n.length;)pi(n[o++],n[o++],n[o++]);ge.__c&&ge.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){ge.__e(s,r.__v)}})}function Cd(e,t,n,o,r,s,i,a,f,h){var p,$,g,b,S,k,E,R,y=n.props||zr,P=t.props,x=t.type;if(x=="svg"?r="http://www.w3.org/2000/svg":x=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(p=0;p<s.length;p++)if((S=s[p])&&(x?S.localName==x:S.nodeType==3)){e=S,s[p]=null;break}}if(!e){if(R=h.ownerDocument||document,!x)return R.createTextNode(P);e=R.createElementNS(r,x,P.is?P:h),a&&(ge.__m&&ge.__m(t,s),a=!1),s=null}if(x){if(h=x=="template"&&e.content||e,s=x=="textarea"&&P.defaultValue!=null?null:s&&fi.call(h.childNodes),!a&&s)for(y={},p=0;p<e.attributes.length;p++)y[(S=e.attributes[p]).name]=S.value;for(p in y)S=y[p],p=="dangerouslySetInnerHTML"?g=S:p=="children"||p in P||p=="value"&&"defaultValue"in P||p=="checked"&&"defaultChecked"in P||qr(e,p,null,S,r);for(p in P)S=P[p],p=="children"?b=S:p=="dangerouslySetInnerHTML"?$=S:p=="value"?k=S:p=="checked"?E=S:a&&typeof S!="function"||y[p]===S||qr(e,p,S,y[p],r);$?(a||g&&($.__html==g.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(g&&(e.textContent=""),(x=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&Sd.test(x))&&(r="http://www.w3.org/1999/xhtml"),Zl(h,ui(b)?b:[b],t,n,o,r,s,i,s?s[0]:n.__k&&An(n,0),a,f),s&&s.some(Jn)),a&&x!="textarea"||(p="value",x=="progress"&&k==null?e.removeAttribute(p):k==null||k===e[p]&&(x!="progress"||k)||qr(e,p,k,y[p],r),p="checked",E!=null&&E!=e[p]&&qr(e,p,E,y[p],r))}else y===P||a&&e.data==P||(e.data=P);return e}function pi(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){ge.__e(r,n)}}function mi(e,t,n){var o,r,s,i;if(ge.unmount&&ge.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||pi(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){ge.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&mi(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=Fr(o,s=[]))&&(o==e.__e&&s.some(Jn),Jn(r),Jn(o)),n||Jn(e.__e),e.__e=e.__c=e.__=null}function Dd(e,t,n){return this.constructor(e,n)}function na(e,t){var n,o,r,s;ge.__&&ge.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=nr(Wn,{children:[e]}),r=[],s=[],di(t,t.__k,o||zr,zr,t.namespaceURI,o?null:t.firstChild?fi.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),ta(r,t.__k,s),t.__k.props.children=null}ge={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(a){e=a}}throw Ir=0,e}},Gl=0,ai=function(e){return e!=null&&e.constructor===or},To.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Gn({},this.state)),typeof e=="function"&&(e=e(Gn({},n),this.props)),e&&(Gn(n,e),this.__v&&(t&&this.__k.push(t),Ul(this)))},To.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Ul(this))},To.prototype.render=Wn,Dn=[],Ir=0,Wl=function(e,t){return e.__v.__b-t.__v.__b},jr=Symbol(),Yl=/(PointerCapture)$|Capture$/i,ci=0,li={},wd=0;var ko,Ge,hi,oa,$i=Object.is,Hr=0,da=[],_i=[],Je=ge,ra=Je.__b,sa=Je.__r,ia=Je.diffed,la=Je.__c,aa=Je.unmount,ca=Je.__;function Ur(e,t){Je.__h&&Je.__h(Ge,e,Hr||t),Hr=0;var n=Ge.__H||(Ge.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function W(e){return Hr=1,Ad(ma,e)}function Ad(e,t,n){var o=Ur(ko++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):ma(void 0,t),function(s){var i=(o.__N||o.__)[0],a=o.t(i,s);$i(i,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=Ge,!Ge.__f)){Ge.__f=!0;var r=Ge.shouldComponentUpdate;Ge.shouldComponentUpdate=function(s,i,a){var f=this.__H;if(!f)return!0;var h=!1,p=this.props!=s;if(f.__.some(function(g){g.__N&&(h=!0,$i(g.__[0],g.__N[0])||(p=!0))}),r){var $=r.call(this,s,i,a);return h?$||p:$}return!h||p}}return o.__}function Pe(e,t){var n=Ur(ko++,3);!Je.__s&&pa(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,Ge.__H.__h.push(n))}function Ve(e){return Hr=5,Eo(function(){return{current:e}},[])}function Eo(e,t){var n=Ur(ko++,7);return pa(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Jr(){var e=Ur(ko++,11);if(!e.__){for(var t=Ge.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function Rd(){var e;do{for(;e=_i.shift();)try{rr(e)}catch(n){Je.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=da.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(rr),t.__h.some(gi),t.__h=[]}catch(n){t.__h=[],Je.__e(n,e.__v)}}}while(_i.length)}Je.__b=function(e){Ge=null,ra&&ra(e)},Je.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),ca&&ca(e,t)},Je.__r=function(e){sa&&sa(e),ko=0;var t=(Ge=e.__c).__H;t&&(hi==Ge?Ge.__h=[]:(t.__h.some(rr),t.__h.some(gi),ko=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),hi=Ge},Je.diffed=function(e){ia&&ia(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&fa(da.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),hi=Ge=null},Je.__c=function(e,t){t.some(function(n){try{n.__h.some(rr),n.__h=n.__h.filter(function(o){return!o.__||gi(o)})}catch(o){n.__h=[function(){throw o}]}}),la&&la(e,t)},Je.unmount=function(e){aa&&aa(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,fa(_i.push(r))}else rr(r)}catch(s){t=s}}),o.__H=void 0,t&&Je.__e(t,o.__v))};var ua=typeof requestAnimationFrame=="function";function Pd(e){var t,n=function(){clearTimeout(o),ua&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);ua&&(t=requestAnimationFrame(n))}function fa(e){e!=1&&oa==Je.requestAnimationFrame||((oa=Je.requestAnimationFrame)||Pd)(Rd)}function rr(e){var t=Ge,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),Ge=t}function gi(e){var t=Ge;e.__c=e.__(),Ge=t}function pa(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!$i(n,e[o])})}function ma(e,t){return typeof t=="function"?t(e):t}var $a=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],a=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=a:i===4?o[1]=Object.assign(o[1]||{},a):i===5?(o[1]=o[1]||{})[t[++s]]=a:i===6?o[1][t[++s]]+=a+"":i?(r=e.apply(a,$a(e,a,n,["",null])),o.push(r),a[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(a)}return o},ha=new Map;function _a(e){var t=ha.get(this);return t||(t=new Map,ha.set(this,t)),(t=$a(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",a="",f=[0],h=function(g){s===1&&(g||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?f.push(0,g,i):s===3&&(g||i)?(f.push(3,g,i),s=2):s===2&&i==="..."&&g?f.push(4,g,0):s===2&&i&&!g?f.push(5,0,!0,i):s>=5&&((i||!g&&s===5)&&(f.push(s,0,i,r),s=6),g&&(f.push(s,g,0,r),s=6)),i=""},p=0;p<n.length;p++){p&&(s===1&&h(),h(p));for(var $=0;$<n[p].length;$++)o=n[p][$],s===1?o==="<"?(h(),f=[f],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:a?o===a?a="":i+=o:o==='"'||o==="'"?a=o:o===">"?(h(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[p][$+1]===">")?(h(),s===3&&(f=f[0]),s=f,(f=f[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(h(),s=2):i+=o),s===3&&i==="!--"&&(s=4,f=f[0])}return h(),f})(e)),t),arguments,[])).length>1?t:t[0]}var u=_a.bind(Br);function Fe({error:e}){let[t,...n]=e.causes,o=n.at(-1);return u`<div class="alert error" role="alert">
    <div>${t?.reason??e.message}</div>
    ${o&&u`<div><b>Root cause:</b> ${o.reason}</div>`}
    ${e.status>0&&u`<details>
      <summary>Details</summary>
      <ol>${e.causes.map(({type:r,reason:s})=>u`<li><code>${r}</code> ${s}</li>`)}</ol>
      <div>HTTP status ${e.status}</div>
    </details>`}
  </div>`}function ga({messages:e}){let[t,...n]=e;return u`<div class="alert error" role="alert">
    <div>${t}</div>
    ${n.length>0&&u`<div><b>Root cause:</b> ${n.at(-1)}</div>`}
    ${n.length>1&&u`<details><summary>Details</summary><ol>${e.map(o=>u`<li>${o}</li>`)}</ol></details>`}
  </div>`}var at=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function ba(e,t){let n=[];for(let o=Co(t,"error");o;o=Co(o,"caused_by")){if(typeof o=="string")return new at(e,[{type:"exception",reason:o}]);n.push({type:String(Co(o,"type")??"exception"),reason:String(Co(o,"reason")??"")})}return!n.length&&Co(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Co(t,"_id"))}] does not exist`}),new at(e,n)}function Co(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var Ld=Symbol.for("preact-signals");function Kr(){if($n>1)$n--;else{var e,t=!1;for((function(){var r=Wr;for(Wr=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();ir!==void 0;){var n=ir;for(ir=void 0,Gr++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&ya(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(Gr=0,$n--,t)throw e}}function vi(e){if($n>0)return e();bi=++Md,$n++;try{return e()}finally{Kr()}}var sr,qe=void 0;function lr(e){var t=qe,n=sr;qe=void 0,sr=void 0;try{return e()}finally{qe=t,sr=n}}var ir=void 0,$n=0,Gr=0,Md=0,bi=0,Wr=void 0,Yr=0;function va(e){if(qe!==void 0){var t=e.n;if(t===void 0||t.t!==qe)return t={i:0,S:e,p:qe.s,n:void 0,t:qe,e:void 0,x:void 0,r:t},qe.s!==void 0&&(qe.s.n=t),qe.s=t,e.n=t,32&qe.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=qe.s,t.n=void 0,qe.s.n=t,qe.s=t),t}}function Qe(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Qe.prototype.brand=Ld;Qe.prototype.h=function(){return!0};Qe.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:lr(function(){var o;(o=t.W)==null||o.call(t)}))};Qe.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&lr(function(){var r;(r=t.Z)==null||r.call(t)}))}};Qe.prototype.subscribe=function(e){var t=this;return gn(function(){var n=t.value;lr(function(){return e(n)})},{name:"sub"})};Qe.prototype.valueOf=function(){return this.value};Qe.prototype.toString=function(){return this.value+""};Qe.prototype.toJSON=function(){return this.value};Qe.prototype.peek=function(){var e=this;return lr(function(){return e.value})};Object.defineProperty(Qe.prototype,"value",{get:function(){var e=va(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Gr>100)throw new Error("Cycle detected");(function(n){$n!==0&&Gr===0&&n.l!==bi&&(n.l=bi,Wr={S:n,v:n.v,i:n.i,o:Wr})})(this),this.v=e,this.i++,Yr++,$n++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{Kr()}}}});function Dt(e,t){return new Qe(e,t)}function ya(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function wa(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Sa(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function Yn(e,t){Qe.call(this,void 0,t),this.x=e,this.s=void 0,this.g=Yr-1,this.f=4}Yn.prototype=new Qe;Yn.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===Yr))return!0;if(this.g=Yr,this.f|=1,this.i>0&&!ya(this))return this.f&=-2,!0;var e=qe;try{wa(this),qe=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return qe=e,Sa(this),this.f&=-2,!0};Yn.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Qe.prototype.S.call(this,e)};Yn.prototype.U=function(e){if(this.t!==void 0&&(Qe.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Yn.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Yn.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=va(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function _n(e,t){return new Yn(e,t)}function xa(e){var t=e.j;if(e.j=void 0,typeof t=="function"){$n++;var n=qe;qe=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,yi(e),o}finally{qe=n,Kr()}}}function yi(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,xa(e)}function Nd(e){if(qe!==this)throw new Error("Out-of-order effect");Sa(this),qe=e,this.f&=-2;try{8&this.f&&yi(this)}finally{Kr()}}function Do(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,sr&&sr.push(this)}Do.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Do.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,xa(this),wa(this),$n++;var e=qe;return qe=this,Nd.bind(this,e)};Do.prototype.N=function(){2&this.f||(this.f|=2,this.u=ir,ir=this)};Do.prototype.d=function(){this.f|=8,1&this.f||yi(this)};Do.prototype.dispose=function(){this.d()};function gn(e,t){var n=new Do(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var Ta,Zr,Qr,Od=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var ka=[];gn(function(){Ta=this.N})();function Ao(e,t){ge[e]=t.bind(null,ge[e]||function(){})}function ar(e){if(Qr){var t=Qr;Qr=void 0,t()}Qr=e&&e.S()}function Ea(e){var t=this,n=e.data,o=jd(n);o.name="ReactiveDom",o.value=n;var r=Eo(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var h=_n(function(){var b=o.value.value;return b===0?0:b===!0?"":b||""}),p=_n(function(){return!Array.isArray(h.value)&&!ai(h.value)}),$=gn(function(){if(this.N=Ca,p.value){var b=h.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=b)}}),g=t.__$u.d;return t.__$u.d=function(){$(),g.call(this)},[p,h]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}Ea.displayName="ReactiveTextNode";Object.defineProperties(Qe.prototype,{constructor:{configurable:!0,value:Br(Wn,null).constructor},type:{configurable:!0,value:Ea},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Ao("__b",function(e,t){if(ar(),Zr=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Qe&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});Ao("__r",function(e,t){if(e(t),t.type!==Wn){ar();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return gn(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;Od&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),Zr=o,ar(n)}});Ao("__e",function(e,t,n,o){ar(),Zr=void 0,e(t,n,o)});Ao("diffed",function(e,t){ar(),Zr=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var a=s[i];a===void 0||o&&i in o||(a.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var f in o){var h=s[f],p=o[f];h===void 0?(h=qd(n,f,p,r),s[f]=h):h.o(p,r)}}}e(t)});function qd(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=Dt(n);return{o:function(i,a){s.value=i,o=a},d:gn(function(){this.N=Ca;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}Ao("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var a=t.props;for(var f in i)a[f]=i[f]}t.__np=void 0}else{var h=t.__c;if(h){h.__$f|=8;var p=h.__$u;p&&(h.__$u=void 0,p.d())}}e(t)});Ao("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});To.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function jd(e,t){return Eo(function(){return Dt(e,t)},[])}var Fd=function(e){queueMicrotask(function(){queueMicrotask(e)})};function Id(){vi(function(){for(var e;e=ka.shift();)Ta.call(e)})}function Ca(){ka.push(this)===1&&(ge.requestAnimationFrame||Fd)(Id)}var Da=1800*1e3,cr="sidecar.authorization",Rn=Dt(zd()),Ro=Dt(!1),wi=_n(()=>Rn.value?.user),Xr=_n(()=>Rn.value!==void 0);function es(){return Rn.value?.authorization}function Aa(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function Ra(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function Pa(e){Rn.value=e}function La(){sessionStorage.setItem(cr,JSON.stringify({credentials:Rn.value,lastInput:Date.now()}))}function ur(){sessionStorage.removeItem(cr),Rn.value=void 0}function Si(){ur(),Ro.value=!0}function Ma(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Rn.value&&Date.now()-e>Da?Si():sessionStorage.getItem(cr)&&sessionStorage.setItem(cr,JSON.stringify({credentials:Rn.value,lastInput:e}))},1e4)}function zd(){let e=JSON.parse(sessionStorage.getItem(cr)??"null");return e&&Date.now()-e.lastInput<=Da?e.credentials:void 0}var xi=new URL("../..",document.baseURI).href.replace(/\/$/,"");async function Y({method:e,path:t,body:n},o){let r=es(),s=await fetch(xi+t,{method:e,headers:Vd(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...o?{signal:o}:{}}).catch(a=>{throw o?.aborted?a:new at(0,[{type:"connection_error",reason:"the sidecar does not answer"}])}),i=await s.json().catch(()=>{});if(s.ok&&i!==void 0)return i;throw s.ok?new at(s.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(s.status===401&&r===es()&&Si(),ba(s.status,i))}function Vd(e){let t=es();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function fe(e,t,{query:n={},body:o}={}){let r=Object.entries(n).flatMap(([a,f])=>f===void 0||f===""?[]:[[a,String(f)]]),s=new URLSearchParams(r).toString(),i={method:e,path:s?`${t}?${s}`:t};return o===void 0?i:{...i,body:o}}function Be(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function Na({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function Oa({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",fr(r)]:s?["-H",fr("authorization: ApiKey <key>")]:[],a=["curl",...e==="GET"?[]:[`-X${e}`],...i,fr(o+t)];return n!==void 0&&a.push("-H",fr("content-type: application/json"),"-d",fr(JSON.stringify(n,null,2))),a.join(" ")}function fr(e){return`'${e.replaceAll("'","'\\''")}'`}function qa(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var be="/_siren/connector",ja=()=>fe("GET","/_siren"),Fa=()=>fe("GET",`${be}/_me`),Ia=()=>fe("GET",`${be}/agents`),Bd=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),za=()=>fe("GET",`${be}/jobs/ingestion`,{query:{detailed:!0,filter_path:Bd}}),Va=e=>fe("GET",`${be}/jobs/ingestion/${Be`${e}`}`,{query:{detailed:!0}}),ts=e=>fe("POST",`${be}/jobs/ingestion/${Be`${e}`}/_abort`,{query:{wait_for_completion:!1}}),Ft=e=>fe("POST",`${be}/jobs/_search`,{query:{detailed:!0},body:e}),Ba=e=>fe("GET",`${be}/ingestion/_search`,{query:{...e,include_status:!0}}),dr=e=>fe("GET",`${be}/ingestion/${Be`${e}`}`,{query:{include_status:!0}}),pr=(e,t,n)=>fe("PUT",`${be}/ingestion/${Be`${e}`}`,{query:n,body:t}),Ha=e=>fe("DELETE",`${be}/ingestion/${Be`${e}`}`),Ua=(e,t)=>fe("POST",`${be}/ingestion/${Be`${e}`}/_validate`,{body:t}),Kn=(e,t={})=>fe("POST",`${be}/ingestion/${Be`${e}`}/_run`,{query:t}),Ja=e=>fe("GET",`${be}/ingestion/${Be`${e}`}/_positions`),Ga=e=>fe("DELETE",`${be}/ingestion/${Be`${e}`}/_positions`),Wa=(e,t)=>fe("POST",`${be}/ingestion/${Be`${e}`}/${t?"_enable":"_disable"}`),ns=e=>fe("GET",`${be}/datasource/_search`,{query:{...e,include_used_by:!0}}),Ya=e=>fe("GET",`${be}/datasource/${Be`${e}`}`,{query:{include_used_by:!0}}),Ka=(e,t,n)=>fe("PUT",`${be}/datasource/${Be`${e}`}`,{query:n,body:t}),Qa=e=>fe("DELETE",`${be}/datasource/${Be`${e}`}`),os=(e,t)=>fe("POST",`${be}/datasource/${Be`${e}`}/_validate`,{body:t}),Qn=(e,t)=>fe("GET",`${be}/datasource/${Be`${e}`}/_metadata`,{query:t}),Za=(e,t)=>fe("POST",`${be}/datasource/${Be`${e}`}/_sample`,{body:t}),Xa=(e,t)=>fe("POST",`${be}/datasource/${Be`${e}`}/_transforms`,{body:t}),Po=e=>fe("GET",`${be}/schedule`,{query:e}),ec=()=>fe("GET",`${be}/dead_letters/_search`,{query:{size:0}}),tc=e=>fe("GET",`${be}/dead_letters/_search`,{query:e}),nc=e=>fe("GET",`${be}/dead_letters/_groups`,{query:e}),oc=(e,t)=>fe("POST",`${be}/ingestion/${Be`${e}`}/_dead_letters/_retry`,{body:t}),rc=(e,t)=>fe("DELETE",`${be}/ingestion/${Be`${e}`}/_dead_letters`,{body:t}),rs=(e,t)=>fe("POST",`${be}/datasource/${Be`${e}`}/_definitions`,{body:t});var ss=".siren-jobs",is=".siren-ingestions",Lo=".siren-datasources",sc=".siren-dead-letters",ee=Object.freeze({readRuns:[[ss,"read"]],readJobs:[[is,"read"],[ss,"read"]],run:[[ss,"write"],[Lo,"read"]],abort:[[ss,"write"]],editJobs:[[is,"write"],[Lo,"read"]],readDatasources:[[Lo,"read"],[is,"read"]],editDatasources:[[Lo,"write"]],createJobsOfTables:[[Lo,"write"],[is,"write"],[Lo,"read"]],readDeadLetters:[[sc,"read"]],retry:[[sc,"write"]]}),bn=Dt(void 0);gn(()=>{Ro.value&&(bn.value=void 0)});async function ls(){bn.value=await Y(Fa()),Ro.value=!1}function ic(){ur(),bn.value=void 0}function Ti(e){return e.find(([t,n])=>!bn.value?.index[t]?.[n])}function Ce(e){return Ti(e)===void 0}function lc(){let[e,t]=W(""),[n,o]=W(!1);async function r(i){i.preventDefault();let a=new FormData(i.target),[f,h,p]=["name","password","key"].map($=>String(a.get($)??""));o(!0),Pa(p?Ra(p):Aa(f??"",h??""));try{await ls(),a.has("remember")&&La()}catch($){if(!($ instanceof at))throw $;ur(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return u`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&u`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&u`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function ac({title:e,onClose:t,isBusy:n,children:o}){let r=Ve(null);Pe(()=>{let i=r.current,a=document.activeElement;return i?.showModal(),()=>{i?.close(),a instanceof HTMLElement&&a.focus()}},[]);function s(i){n?i.preventDefault():t()}return u`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function me({request:e}){let t=qa(e);return u`<details class="request">
    <summary>Show request</summary>
    <${cc} title="Dev Tools" text=${Na(t)} />
    <${cc} title="curl" text=${Oa(t,xi,{user:wi.value,hasKey:Xr.value&&!wi.value})} />
  </details>`}function cc({title:e,text:t}){let[n,o]=W(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return u`<div>
    <h3>${e} ${navigator.clipboard&&u`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function mt(e){let[t,n]=W(void 0),{label:o,requires:r,kind:s,of:i}=e;return Ce(r)?u`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&u`<${Hd} ...${t} onClose=${()=>n(void 0)} />`}`:null}function Hd({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:a,error:f}=ut(h=>{s(),o?.(h)});return u`<${ac} title=${e} onClose=${s} isBusy=${a}>
    <p>${t}</p>
    ${f&&u`<${Fe} error=${f} />`}
    <${me} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${a} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${a} aria-busy=${a} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function ut(e){let[t,n]=W(!1),[o,r]=W(void 0);async function s(i){n(!0),r(void 0);try{let a=await Y(i);n(!1),e(a)}catch(a){if(!(a instanceof at))throw a;r(a),n(!1)}}return{submit:s,isBusy:t,error:o}}function as({request:e,of:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=ut(o);if(!Ce(ee.editDatasources))return null;let a=()=>{o(void 0),r(e)};return u`<span>
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${s} aria-busy=${s} onClick=${a}>${s?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${n&&` ${n.product} ${n.product_version} answers.`}</span>
    ${i&&u`<${Fe} error=${i} /><${me} request=${e} />`}
  </span>`}function He({label:e,value:t,onChange:n,hint:o,suggestions:r,...s}){let i=Jr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <input id=${i} value=${t??""} aria-describedby=${o&&`${i}-hint`} list=${r&&`${i}-list`} spellcheck="false" autocomplete="off" ...${s}
      onInput=${a=>n(a.target.value)} />
    ${r&&u`<datalist id=${`${i}-list`}>${r.map(a=>u`<option value=${a} />`)}</datalist>`}
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function sn({label:e,value:t,onChange:n,hint:o,options:r,required:s}){let i=Jr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <select id=${i} value=${t??""} required=${s} aria-describedby=${o&&`${i}-hint`}
      onChange=${a=>n(a.target.value)}>
      ${Object.entries(r).map(([a,f])=>u`<option key=${a} value=${a} selected=${a===(t??"")}>${f}</option>`)}
    </select>
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function fc({label:e,value:t,onChange:n}){return u`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function Mo({label:e,value:t,onChange:n,hint:o}){let r=Jr(),[s,i]=W(()=>uc(t)),[a,f]=W(""),h=Ve(t),p=Ve(null);Pe(()=>{JSON.stringify(t)!==JSON.stringify(h.current)&&(h.current=t,i(uc(t)),f(""))},[t]),Pe(()=>p.current?.setCustomValidity(a),[a]);function $(g){i(g);try{h.current=g.trim()?JSON.parse(g):void 0,n(h.current),f("")}catch(b){f(String(b instanceof Error?b.message:b))}}return u`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${p} id=${r} rows="6" spellcheck="false" onInvalid=${Ud} aria-invalid=${a?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${g=>$(g.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${a?u`<span class="bad">${a}</span>`:o}</div>
  </div>`}function Ud(e){let t=e.target.closest("details");t&&(t.open=!0)}function uc(e){return e===void 0?"":JSON.stringify(e,null,2)}var ki=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],dc=["B","kB","MB","GB","TB"],pc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),Jd=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),Gd=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),Wd=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function K(e){return e===void 0?"\u2013":pc.format(e)}function ln(e){return e===void 0?"\u2013":Jd.format(e)}function mc(e){if(e===void 0)return"\u2013";let t=Math.min(dc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${dc[t]}`}function hc(e){return e===void 0?"\u2013":`${pc.format(e)}/s`}function ft(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=ki.findIndex(([,o])=>e>=o),n=e;return ki.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function he(e){return e===void 0?"\u2013":Gd.format(e).replace(",","")}function $c(e){return Wd.format(e)}function an(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=ki.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function _c(e){return e===void 0?"":`${Math.floor(e)} %`}function ie({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?u`<${Fe} error=${o} />`:u`<p class="empty" aria-busy="true">Loading …</p>`:u`${o&&u`<${Fe} error=${o} />
    <p class="muted">Shown is what was known at ${he(r)}.</p>`}
  ${t(n)}`}function cs(e){Pe(()=>{if(e)return addEventListener("beforeunload",gc),document.addEventListener("click",bc,{capture:!0}),()=>{removeEventListener("beforeunload",gc),document.removeEventListener("click",bc,{capture:!0})}},[e])}function gc(e){e.preventDefault()}function bc(e){e.target instanceof Element&&e.target.closest("a[href^='#/']")&&!confirm("Leave this form without saving it?")&&(e.preventDefault(),e.stopPropagation())}var hr={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${mr(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${mr(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${mr(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${mr(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${mr(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function mr({host:e,port:t}){return t?`${e}:${t}`:e}var vc=Object.freeze({strategy:"REPLACE"}),us=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function fs(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function ds(e){return[e??[]].flat().join(", ")}function yc(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function wc(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...a}=e??{};return Object.keys(s).length?{...a,properties:s}:Object.keys(a).length?a:void 0}function Sc(e){return{...e,enable_scheduler:!1}}var xc=5e3;function oe(e,t,n){let o=Eo(()=>Yd(e,t),n);return Pe(()=>o.start(),[o]),o}function Yd(e,t){let n=Dt({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1;async function i(){clearTimeout(r),o.abort();let p=o=new AbortController;try{let $=await e(p.signal);if(p.signal.aborted)return;n.value={data:$,error:void 0,loaded:Date.now()}}catch($){if(p.signal.aborted)return;if(!($ instanceof at))throw $;n.value={...n.value,error:$}}finally{let $=a();s&&$&&!p.signal.aborted&&!document.hidden&&(r=setTimeout(i,$))}}function a(){let{data:p,error:$}=n.value,g=typeof t=="function"?t(p):t;return $?.isTemporary?Math.min(g||xc,xc):g}function f(){document.hidden?clearTimeout(r):(a()||!n.value.loaded)&&i()}function h(){return s=!0,document.addEventListener("visibilitychange",f),document.hidden||i(),()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",f)}}return{state:n,start:h,reload:()=>{i()}}}var Tc=Dt(location.hash);addEventListener("hashchange",()=>{Tc.value=location.hash});var Ei=_n(()=>Kd(Tc.value));function Kd(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?Qd(r.join("/")):void 0,query:new URLSearchParams(n)}}function L(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function Qd(e){try{return decodeURIComponent(e)}catch{return e}}function Ci({id:e}){let t=oe(async n=>e===void 0?null:Y(Ya(e),n),0,[e]);return u`<${ie} polling=${t}>${n=>u`<${Zd} hit=${n} />`}<//>`}function Zd({hit:e}){let[t,n]=W(e?._id??""),[o]=W(e?._source.jdbc??{}),[r,s]=W(o),i=g=>b=>s(S=>({...S,[g]:b}));cs(r!==o);let a={jdbc:fs(r)},f=Ka(t,a,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:h,isBusy:p,error:$}=ut(()=>{location.hash=L("tables",t)});return u`<form onSubmit=${g=>{g.preventDefault(),h(f)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&u`<${He} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&u`<${Xd} onChange=${i("url")} />`}
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
    ${$&&u`<${Fe} error=${$} />`}
    <div class="submit">
      <button class="primary" disabled=${p} aria-busy=${p}>Save</button>
      <${as} request=${os(t||"new",a)} />
      <a class="button" href=${L("datasources")}>Cancel</a>
    </div>
    <${me} request=${f} />
  </form>`}function Xd({onChange:e}){let[t,n]=W(""),[o,r]=W({host:"",port:"",database:""}),s=hr[t];function i(h){n(h),a(h,{...o,port:String(hr[h]?.port??"")})}function a(h,p){r(p);let $=hr[h];$&&e($.url(p))}let f=h=>p=>a(t,{...o,[h]:p});return u`
    <${sn} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(hr).map(([h,{name:p}])=>[h,p]))}} />
    ${s?.port&&u`<div class="row">
      <${He} label="Host" value=${o.host} onChange=${f("host")} placeholder="db.example.org" />
      <${He} label="Port" value=${o.port} onChange=${f("port")} />
    </div>`}
    ${s&&u`<${He} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${f("database")} />`}
  `}function cn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return u`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Wt({name:e,label:t,value:n,placeholder:o}){let[r,s]=W(n);return Pe(()=>s(n),[n]),u`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function $r({name:e,label:t,value:n,options:o}){return u`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>u`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var ep=1e4;function Pn({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=ep,a=Math.min(e+t,n);return u`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${K(e+1)} to ${K(a)} of ${K(n)} ${o}`:`No ${o}`}</span>
    ${e>0&&u`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&u`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&u`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function Se({label:e,children:t}){return u`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function ps(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var kc=50,Di=3;function Ec({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=ns({from:t,size:kc,...ps(n)}),r=oe(s=>Y(o,s),0,[t,n]);return u`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${Ce(ee.editDatasources)&&u`<a class="button primary" href=${L("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${cn} address=${s=>L("datasources",void 0,s)}>
      <${Wt} name="q" label="Search datasources" value=${n} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${ie} polling=${r}>
      ${({hits:s})=>u`
        <section class="panel"><${Se} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${s.hits.map(i=>u`<${tp} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&u`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${kc} total=${s.total} of="datasources" address=${i=>L("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${me} request=${o} />
  `}function tp({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return u`<tr>
    <td>${Ce(ee.editDatasources)?u`<a href=${L("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td>
      ${o.slice(0,Di).map(r=>u`<a key=${r} href=${L("jobs",r)}>${r}</a> `)}
      ${o.length>Di&&u`<a href=${L("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-Di} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${as} request=${os(n)} of=${n} />
      ${Ce(ee.createJobsOfTables)&&u`<a class="button" href=${L("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${mt} label="Delete" of=${n} kind="danger" requires=${ee.editDatasources} request=${Qa(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}var Cc=50,np=["id","execution","type","field","summary","q"];function Dc({query:e}){let t=Object.fromEntries(np.flatMap(p=>e.get(p)?[[p,e.get(p)]]:[])),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=W(""),i=oe(p=>Y(nc(t),p),0,[o]),a=tc({...t,from:n,size:Cc,detailed:!0}),f=oe(p=>Y(a,p),0,[o,n]);function h(p){s(op(p)),i.reload(),f.reload()}return u`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${cn} address=${p=>L("dead-letters",void 0,{...t,...p,from:void 0})}>
      <${Wt} name="id" label="Job" value=${t.id??""} />
      <${Wt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&u`<a class="button" href=${L("dead-letters")}>Show all</a>`}
    <//>
    ${r&&u`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${ie} polling=${i}>${p=>u`<${rp} groups=${p.groups} filter=${t} onDone=${h} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${ie} polling=${f}>
        ${({hits:p})=>u`
          <${ip} key=${`${o} ${n}`} hits=${p.hits} onDone=${h} />
          <${Pn} from=${n} size=${Cc} total=${p.total} of="dead letters" address=${$=>L("dead-letters",void 0,{...t,from:$})} />
        `}
      <//>
    </section>
    <${me} request=${a} />
  `}function op({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${K(r)} deleted.`:`${[`${K(e)} indexed`,t&&`${K(t)} rejected again`,n&&`${K(n)} not tried in time`,o&&`${K(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function rp({groups:e,filter:t,onDone:n}){if(!e.length)return u`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return u`<${Se} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let s=sp(r),i=r.summary??r.type;return u`<tr key=${JSON.stringify(s)}>
          <td class="number">${K(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${i}`}></progress></td>
          <td class="message"><a href=${L("dead-letters",void 0,{...t,...s})}>${i}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(a=>u`<a key=${a} href=${L("jobs",a)}>${a}</a> `)}</td>
          <td class="time">${he(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&u`<${Ac} job=${r.jobs[0]} selection=${{...s,...t.execution?{execution:t.execution}:{}}}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function sp({type:e,field:t,summary:n}){return{type:e,...t?{field:t}:{},...n?{summary:n}:{}}}function Ac({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${K(n)} rows`,s=`${K(n)} ${n===1?"row":"rows"} of ${e}`;return u`
    <${mt} label="Retry" of=${s} requires=${ee.retry} request=${oc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${mt} label="Delete" of=${s} kind="danger" requires=${ee.retry} request=${rc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function ip({hits:e,onDone:t}){let[n,o]=W(new Set),r=e.filter(({_id:a})=>n.has(a)),s=new Set(r.map(({_source:a})=>a.job));function i(a){let f=new Set(n);f.delete(a)||f.add(a),o(f)}return u`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&u`<${Ac} job=${[...s][0]} selection=${{ids:r.map(({_id:a})=>a)}} count=${r.length} onDone=${t} />`}
      ${s.size>1&&u`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${Se} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${e.map(({_id:a,_source:f})=>u`<tr key=${a}>
          <td><input type="checkbox" aria-label=${`Choose row ${f.id??f.row} of ${f.job}`} checked=${n.has(a)} onChange=${()=>i(a)} /></td>
          <td><a href=${L("jobs",f.job)}>${f.job}</a></td>
          <td>${f.id??"\u2013"}</td>
          <td class="message">${f.error.reason}${!f.retryable&&u` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${L("executions",f.execution)}>${he(f["@timestamp"])}</a></td>
          <td>${f.document&&u`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${f.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var No={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function Ai({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],a=n.at(-1);o===null||s===void 0||i===void 0||(a&&a.part===o&&a.to===s?a.to=i:n.push({part:o,from:s,to:i}))}),n}function Rc(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function Pc({events:e}){return u`<section class="panel">
    <h2>Events</h2>
    <${Se} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>u`<tr key=${o}><td class="time">${he(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function Zn({children:e}){return u`<dl class="facts">${e}</dl>`}function xe({name:e,children:t}){return u`<dt>${e}</dt><dd>${t}</dd>`}function Lc({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return u`<section class="panel">
    <h2>Ranges</h2>
    <${Se} label="Ranges">
      <table>
        <thead><tr><th>Range</th><th class="number">Rows</th><th class="wide">Share of the largest</th><th>Last id</th></tr></thead>
        <tbody>
          ${e.map(({name:n,count:o,last_id:r})=>u`<tr key=${n}>
              <td>${n}</td>
              <td class="number">${K(o)}</td>
              <td><progress max=${t} value=${o} aria-label=${`Rows of range ${n}`}></progress></td>
              <td>${r??"\u2013"}</td>
            </tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}var lp="uplot",ap="u-hz",cp="u-vt",up="u-title",fp="u-wrap",dp="u-under",pp="u-over",mp="u-axis",to="u-off",hp="u-select",$p="u-cursor-x",_p="u-cursor-y",gp="u-cursor-pt",bp="u-legend",vp="u-live",yp="u-inline",wp="u-series",Sp="u-marker",Mc="u-label",xp="u-value",gr="width",br="height";var Nc="bottom",Oo="left",Ri="right",Wi="#000",Oc=Wi+"0",Pi="mousemove",qc="mousedown",Li="mouseup",jc="mouseenter",Fc="mouseleave",Ic="dblclick",Tp="resize",kp="scroll",zc="change",gs="dppxchange",Yi="--",Bo=typeof window<"u",ji=Bo?document:null,jo=Bo?window:null,Ep=Bo?navigator:null,$e,ms;function Fi(){let e=devicePixelRatio;$e!=e&&($e=e,ms&&zi(zc,ms,Fi),ms=matchMedia(`(min-resolution: ${$e-.001}dppx) and (max-resolution: ${$e+.001}dppx)`),no(zc,ms,Fi),jo.dispatchEvent(new CustomEvent(gs)))}function At(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Ii(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Le(e,t,n){e.style[t]=n+"px"}function Yt(e,t,n,o){let r=ji.createElement(e);return t!=null&&At(r,t),n?.insertBefore(r,o),r}function It(e,t){return Yt("div",e,t)}var Vc=new WeakMap;function un(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=Vc.get(e);s!=i&&(e.style.transform=s,Vc.set(e,s),t<0||n<0||t>o||n>r?At(e,to):Ii(e,to))}var Bc=new WeakMap;function Hc(e,t,n){let o=t+n,r=Bc.get(e);o!=r&&(Bc.set(e,o),e.style.background=t,e.style.borderColor=n)}var Uc=new WeakMap;function Jc(e,t,n,o){let r=t+""+n,s=Uc.get(e);r!=s&&(Uc.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var Ki={passive:!0},Cp={...Ki,capture:!0};function no(e,t,n,o){t.addEventListener(e,n,o?Cp:Ki)}function zi(e,t,n,o){t.removeEventListener(e,n,Ki)}Bo&&Fi();function Kt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:Rt((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function vu(e){return(n,o,r)=>{let s=-1,i=-1;for(let a=o;a<=r;a++)if(e(n[a])){s=a;break}for(let a=r;a>=o;a--)if(e(n[a])){i=a;break}return[s,i]}}var yu=e=>e!=null,wu=e=>e!=null&&e>0,ys=vu(yu),Dp=vu(wu);function Ap(e,t,n,o=0,r=!1){let s=r?Dp:ys,i=r?wu:yu;[t,n]=s(e,t,n);let a=e[t],f=e[t];if(t>-1)if(o==1)a=e[t],f=e[n];else if(o==-1)a=e[n],f=e[t];else for(let h=t;h<=n;h++){let p=e[h];i(p)&&(p<a?a=p:p>f&&(f=p))}return[a??Te,f??-Te]}function ws(e,t,n,o){let r=Yc(e),s=Yc(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?vn:Su,a=r==1?Rt:zt,f=s==1?zt:Rt,h=a(i(Xe(e))),p=f(i(Xe(t))),$=Fo(n,h),g=Fo(n,p);return n==10&&(h<0&&($=ke($,-h)),p<0&&(g=ke(g,-p))),o||n==2?(e=$*r,t=g*s):(e=Eu(e,$),t=Ss(t,g)),[e,t]}function Qi(e,t,n,o){let r=ws(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var Zi=.1,Gc={mode:3,pad:Zi},yr={pad:0,soft:null,mode:0},Rp={min:yr,max:yr};function bs(e,t,n,o){return xs(n)?Wc(e,t,n):(yr.pad=n,yr.soft=o?0:null,yr.mode=o?3:0,Wc(e,t,Rp))}function de(e,t){return e??t}function Pp(e,t,n){for(t=de(t,0),n=de(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function Wc(e,t,n){let o=n.min,r=n.max,s=de(o.pad,0),i=de(r.pad,0),a=de(o.hard,-Te),f=de(r.hard,Te),h=de(o.soft,Te),p=de(r.soft,-Te),$=de(o.mode,0),g=de(r.mode,0),b=t-e,S=vn(b),k=vt(Xe(e),Xe(t)),E=vn(k),R=Xe(E-S);(b<1e-24||R>10)&&(b=0,(e==0||t==0)&&(b=1e-24,$==2&&h!=Te&&(s=0),g==2&&p!=-Te&&(i=0)));let y=b||k||1e3,P=vn(y),x=Fo(10,Rt(P)),Q=y*(b==0?e==0?.1:1:s),A=ke(Eu(e-Q,x/10),24),U=e>=h&&($==1||$==3&&A<=h||$==2&&A>=h)?h:Te,B=vt(a,A<U&&e>=U?U:Qt(U,A)),ne=y*(b==0?t==0?.1:1:i),H=ke(Ss(t+ne,x/10),24),D=t<=p&&(g==1||g==3&&H>=p||g==2&&H<=p)?p:-Te,J=Qt(f,H>D&&t<=D?D:vt(D,H));return B==J&&B==0&&(J=100),[B,J]}var Lp=new Intl.NumberFormat(Bo?Ep.language:"en-US"),Xi=e=>Lp.format(e),Pt=Math,_s=Pt.PI,Xe=Pt.abs,Rt=Pt.floor,Ze=Pt.round,zt=Pt.ceil,Qt=Pt.min,vt=Pt.max,Fo=Pt.pow,Yc=Pt.sign,vn=Pt.log10,Su=Pt.log2,Mp=(e,t=1)=>Pt.sinh(e)*t,Mi=(e,t=1)=>Pt.asinh(e/t),Te=1/0;function Kc(e){return(vn((e^e>>31)-(e>>31))|0)+1}function Vi(e,t,n){return Qt(vt(e,t),n)}function xu(e){return typeof e=="function"}function le(e){return xu(e)?e:()=>e}var Np=()=>{},Tu=e=>e,ku=(e,t)=>t,Op=e=>null,Qc=e=>!0,Zc=(e,t)=>e==t,qp=/\.\d*?(?=9{6,}|0{6,})/gm,oo=e=>{if(Du(e)||Mn.has(e))return e;let t=`${e}`,n=t.match(qp);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${oo(r)}e${s}`}return ke(e,o)};function Xn(e,t){return oo(ke(oo(e/t))*t)}function Ss(e,t){return oo(zt(oo(e/t))*t)}function Eu(e,t){return oo(Rt(oo(e/t))*t)}function ke(e,t=0){if(Du(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Ze(o)/n}var Mn=new Map;function Cu(e){return((""+e).split(".")[1]||"").length}function Sr(e,t,n,o){let r=[],s=o.map(Cu);for(let i=t;i<n;i++){let a=Xe(i),f=ke(Fo(e,i),a);for(let h=0;h<o.length;h++){let p=e==10?+`${o[h]}e${i}`:o[h]*f,$=(i>=0?0:a)+(i>=s[h]?0:s[h]),g=e==10?p:ke(p,$);r.push(g),Mn.set(g,$)}}return r}var wr={},el=[],Io=[null,null],Ln=Array.isArray,Du=Number.isInteger,jp=e=>e===void 0;function Xc(e){return typeof e=="string"}function xs(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Fp(e){return e!=null&&typeof e=="object"}var Ip=Object.getPrototypeOf(Uint8Array),Au="__proto__";function zo(e,t=xs){let n;if(Ln(e)){let o=e.find(r=>r!=null);if(Ln(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=zo(e[r],t)}else n=e.slice()}else if(e instanceof Ip)n=e.slice();else if(t(e)){n={};for(let o in e)o!=Au&&(n[o]=zo(e[o],t))}else n=e;return n}function We(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=Au&&(xs(e[r])?We(e[r],zo(o[r])):e[r]=zo(o[r]))}return e}var zp=0,Vp=1,Bp=2;function Hp(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function Up(e,t){if(Wp(e)){let i=e[0].slice();for(let a=1;a<e.length;a++)i.push(...e[a].slice(1));return Yp(i[0])||(i=Gp(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let f=e[i][0],h=f.length;for(let p=0;p<h;p++)n.add(f[p])}let o=[Array.from(n).sort((i,a)=>i-a)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let a=e[i],f=a[0];for(let h=1;h<a.length;h++){let p=a[h],$=Array(r).fill(void 0),g=t?t[i][h]:Vp,b=[];for(let S=0;S<p.length;S++){let k=p[S],E=s.get(f[S]);k===null?g!=zp&&($[E]=k,g==Bp&&b.push(E)):$[E]=k}Hp($,b,r),o.push($)}}return o}var Jp=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function Gp(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],a=Array(n);for(let f=0;f<n;f++)a[f]=i[o[f]];r.push(a)}return r}function Wp(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function Yp(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=vt(1,Rt((r-o+1)/t));for(let i=e[o],a=o+s;a<=r;a+=s){let f=e[a];if(f!=null){if(f<=i)return!1;i=f}}return!0}var Ru=["January","February","March","April","May","June","July","August","September","October","November","December"],Pu=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Lu(e){return e.slice(0,3)}var Kp=Pu.map(Lu),Qp=Ru.map(Lu),Zp={MMMM:Ru,MMM:Qp,WWWW:Pu,WWW:Kp};function _r(e){return(e<10?"0":"")+e}function Xp(e){return(e<10?"00":e<100?"0":"")+e}var em={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>_r(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>_r(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>_r(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>_r(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>_r(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Xp(e.getMilliseconds())};function tl(e,t){t=t||Zp;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?em[r[1]]:r[0]);return s=>{let i="";for(let a=0;a<n.length;a++)i+=typeof n[a]=="string"?n[a]:n[a](s,t);return i}}var tm=new Intl.DateTimeFormat().resolvedOptions().timeZone;function nm(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==tm?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Mu=e=>e%1==0,vs=[1,2,2.5,5],om=Sr(10,-32,0,vs),Nu=Sr(10,0,32,vs),rm=Nu.filter(Mu),eo=om.concat(Nu),nl=`
`,Ou="{YYYY}",eu=nl+Ou,qu="{M}/{D}",vr=nl+qu,hs=vr+"/{YY}",ju="{aa}",sm="{h}:{mm}",qo=sm+ju,tu=nl+qo,nu=":{ss}",ve=null;function Fu(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,f=(e==1?Sr(10,0,3,vs).filter(Mu):Sr(10,-3,0,vs)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),h=[[i,Ou,ve,ve,ve,ve,ve,ve,1],[r*28,"{MMM}",eu,ve,ve,ve,ve,ve,1],[r,qu,eu,ve,ve,ve,ve,ve,1],[o,"{h}"+ju,hs,ve,vr,ve,ve,ve,1],[n,qo,hs,ve,vr,ve,ve,ve,1],[t,nu,hs+" "+qo,ve,vr+" "+qo,ve,tu,ve,1],[e,nu+".{fff}",hs+" "+qo,ve,vr+" "+qo,ve,tu,ve,1]];function p($){return(g,b,S,k,E,R)=>{let y=[],P=E>=i,x=E>=s&&E<i,Q=$(S),A=ke(Q*e,3),U=Ni(Q.getFullYear(),P?0:Q.getMonth(),x||P?1:Q.getDate()),B=ke(U*e,3);if(x||P){let ne=x?E/s:0,H=P?E/i:0,D=A==B?A:ke(Ni(U.getFullYear()+H,U.getMonth()+ne,1)*e,3),J=new Date(Ze(D/e)),N=J.getFullYear(),Z=J.getMonth();for(let V=0;D<=k;V++){let ae=Ni(N+H*V,Z+ne*V,1),z=ae-$(ke(ae*e,3));D=ke((+ae+z)*e,3),D<=k&&y.push(D)}}else{let ne=E>=r?r:E,H=Rt(S)-Rt(A),D=B+H+Ss(A-B,ne);y.push(D);let J=$(D),N=J.getHours()+J.getMinutes()/n+J.getSeconds()/o,Z=E/o,V=g.axes[b]._space,ae=R/V;for(;D=ke(D+E,e==1?0:3),!(D>k);)if(Z>1){let z=Rt(ke(N+Z,6))%24,ce=$(D).getHours()-z;ce>1&&(ce=-1),D-=ce*o,N=(N+Z)%24;let ye=y[y.length-1];ke((D-ye)/E,3)*ae>=.7&&y.push(D)}else y.push(D)}return y}}return[f,h,p]}var[im,lm,am]=Fu(1),[cm,um,fm]=Fu(.001);Sr(2,-53,53,[1]);function ou(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function ru(e,t){return(n,o,r,s,i)=>{let a=t.find(S=>i>=S[0])||t[t.length-1],f,h,p,$,g,b;return o.map(S=>{let k=e(S),E=k.getFullYear(),R=k.getMonth(),y=k.getDate(),P=k.getHours(),x=k.getMinutes(),Q=k.getSeconds(),A=E!=f&&a[2]||R!=h&&a[3]||y!=p&&a[4]||P!=$&&a[5]||x!=g&&a[6]||Q!=b&&a[7]||a[1];return f=E,h=R,p=y,$=P,g=x,b=Q,A(k)})}}function dm(e,t){let n=tl(t);return(o,r,s,i,a)=>r.map(f=>n(e(f)))}function Ni(e,t,n){return new Date(e,t,n)}function su(e,t){return t(e)}var pm="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function iu(e,t){return(n,o,r,s)=>s==null?Yi:t(e(o))}function mm(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function hm(e,t){return e.series[t].fill(e,t)}var $m={show:!0,live:!0,isolate:!1,mount:Np,markers:{show:!0,width:2,stroke:mm,fill:hm,dash:"solid"},idx:null,idxs:null,values:[]};function _m(e,t){let n=e.cursor.points,o=It(),r=n.size(e,t);Le(o,gr,r),Le(o,br,r);let s=r/-2;Le(o,"marginLeft",s),Le(o,"marginTop",s);let i=n.width(e,t,r);return i&&Le(o,"borderWidth",i),o}function gm(e,t){let n=e.series[t].points;return n._fill||n._stroke}function bm(e,t){let n=e.series[t].points;return n._stroke||n._fill}function vm(e,t){return e.series[t].points.size}var Oi=[0,0];function ym(e,t,n){return Oi[0]=t,Oi[1]=n,Oi}function $s(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function qi(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var wm={show:!0,x:!0,y:!0,lock:!1,move:ym,points:{one:!1,show:_m,size:vm,width:0,stroke:bm,fill:gm},bind:{mousedown:$s,mouseup:$s,click:$s,dblclick:$s,mousemove:qi,mouseleave:qi,mouseenter:qi},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Iu={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},ol=We({},Iu,{filter:ku}),zu=We({},ol,{size:10}),Vu=We({},Iu,{show:!1}),rl='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Bu="bold "+rl,Hu=1.5,lu={show:!0,scale:"x",stroke:Wi,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Bu,side:2,grid:ol,ticks:zu,border:Vu,font:rl,lineGap:Hu,rotate:0},Sm="Value",xm="Time",au={show:!0,scale:"x",auto:!1,sorted:1,min:Te,max:-Te,idxs:[]};function Tm(e,t,n,o,r){return t.map(s=>s==null?"":Xi(s))}function km(e,t,n,o,r,s,i){let a=[],f=Mn.get(r)||0;n=i?n:ke(Ss(n,r),f);for(let h=n;h<=o;h=ke(h+r,f))a.push(Object.is(h,-0)?0:h);return a}function Bi(e,t,n,o,r,s,i){let a=[],f=e.scales[e.axes[t].scale].log,h=f==10?vn:Su,p=Rt(h(n));r=Fo(f,p),f==10&&(r=eo[Kt(r,eo)]);let $=n,g=r*f;f==10&&(g=eo[Kt(g,eo)]);do a.push($),$=$+r,f==10&&!Mn.has($)&&($=ke($,Mn.get(r))),$>=g&&(r=$,g=r*f,f==10&&(g=eo[Kt(g,eo)]));while($<=o);return a}function Em(e,t,n,o,r,s,i){let f=e.scales[e.axes[t].scale].asinh,h=o>f?Bi(e,t,vt(f,n),o,r):[f],p=o>=0&&n<=0?[0]:[];return(n<-f?Bi(e,t,vt(f,-o),-n,r):[f]).reverse().map(g=>-g).concat(p,h)}var Uu=/./,Cm=/[12357]/,Dm=/[125]/,cu=/1/,Hi=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function Am(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=e.scales[i],f=e.valToPos,h=s._space,p=f(10,i),$=f(9,i)-p>=h?Uu:f(7,i)-p>=h?Cm:f(5,i)-p>=h?Dm:cu;if($==cu){let g=Xe(f(1,i)-p);if(g<h)return Hi(t.slice().reverse(),a.distr,$,zt(h/g)).reverse()}return Hi(t,a.distr,$,1)}function Rm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=s._space,f=e.valToPos,h=Xe(f(1,i)-f(2,i));return h<a?Hi(t.slice().reverse(),3,Uu,zt(a/h)).reverse():t}function Pm(e,t,n,o){return o==null?Yi:t==null?"":Xi(t)}var uu={show:!0,scale:"y",stroke:Wi,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Bu,side:3,grid:ol,ticks:zu,border:Vu,font:rl,lineGap:Hu,rotate:0};function Lm(e,t){let n=3+(e||1)*2;return ke(n*t,3)}function Mm(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),a=Xe(i-s),f=e.series[t],h=a/(f.points.space*$e);return o[1]-o[0]<=h}var fu={scale:null,auto:!0,sorted:0,min:Te,max:-Te},Ju=(e,t,n,o,r)=>r,du={show:!0,auto:!0,sorted:0,gaps:Ju,alpha:1,facets:[We({},fu,{scale:"x"}),We({},fu,{scale:"y"})]},pu={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Ju,alpha:1,points:{show:Mm,filter:null},values:null,min:Te,max:-Te,idxs:[],path:null,clip:null};function Nm(e,t,n,o,r){return n/10}var Gu={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Om=We({},Gu,{time:!1,ori:1}),mu={};function Wu(e,t){let n=mu[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,a,f,h){for(let p=0;p<n.plots.length;p++)n.plots[p]!=r&&n.plots[p].pub(o,r,s,i,a,f,h)}},e!=null&&(mu[e]=n)),n}var Vo=1,Ui=2;function ro(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,a=e.bbox,f=s[0],h=o==2?s[1]:s[t],p=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],g=a.left,b=a.top,S=a.width,k=a.height,E=e.valToPosH,R=e.valToPosV;return p.ori==0?n(r,f,h,p,$,E,R,g,b,S,k,ks,Ho,Cs,Ku,Zu):n(r,f,h,p,$,R,E,b,g,k,S,Es,Uo,ll,Qu,Xu)}function sl(e,t){let n=0,o=0,r=de(e.bands,el);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function qm(e,t,n,o,r){let s=e.mode,i=e.series[t],a=s==2?i.facets[1].scale:i.scale,f=e.scales[a];return r==-1?f.min:r==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function yn(e,t,n,o,r,s){return ro(e,t,(i,a,f,h,p,$,g,b,S,k,E)=>{let R=i.pxRound,y=h.dir*(h.ori==0?1:-1),P=h.ori==0?Ho:Uo,x,Q;y==1?(x=n,Q=o):(x=o,Q=n);let A=R($(a[x],h,k,b)),U=R(g(f[x],p,E,S)),B=R($(a[Q],h,k,b)),ne=R(g(s==1?p.max:p.min,p,E,S)),H=new Path2D(r);return P(H,B,ne),P(H,A,ne),P(H,A,U),H})}function Ts(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let a=t==0?Cs:ll,f=n;for(let $=0;$<e.length;$++){let g=e[$];if(g[1]>g[0]){let b=g[0]-f;b>0&&a(i,f,o,b,o+s),f=g[1]}}let h=n+r-f,p=10;h>0&&a(i,f,o-p/2,h,o+s+p)}return i}function jm(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function il(e,t,n,o,r,s,i){let a=[],f=e.length;for(let h=r==1?n:o;h>=n&&h<=o;h+=r)if(t[h]===null){let $=h,g=h;if(r==1)for(;++h<=o&&t[h]===null;)g=h;else for(;--h>=n&&t[h]===null;)g=h;let b=s(e[$]),S=g==$?b:s(e[g]),k=$-r;b=i<=0&&k>=0&&k<f?s(e[k]):b;let R=g+r;S=i>=0&&R>=0&&R<f?s(e[R]):S,S>=b&&a.push([b,S])}return a}function hu(e){return e==0?Tu:e==1?Ze:t=>Xn(t,e)}function Yu(e){let t=e==0?ks:Es,n=e==0?(r,s,i,a,f,h)=>{r.arcTo(s,i,a,f,h)}:(r,s,i,a,f,h)=>{r.arcTo(i,s,f,a,h)},o=e==0?(r,s,i,a,f)=>{r.rect(s,i,a,f)}:(r,s,i,a,f)=>{r.rect(i,s,f,a)};return(r,s,i,a,f,h=0,p=0)=>{h==0&&p==0?o(r,s,i,a,f):(h=Qt(h,a/2,f/2),p=Qt(p,a/2,f/2),t(r,s+h,i),n(r,s+a,i,s+a,i+f,h),n(r,s+a,i+f,s,i+f,p),n(r,s,i+f,s,i,p),n(r,s,i,s+a,i,h),r.closePath())}}var ks=(e,t,n)=>{e.moveTo(t,n)},Es=(e,t,n)=>{e.moveTo(n,t)},Ho=(e,t,n)=>{e.lineTo(t,n)},Uo=(e,t,n)=>{e.lineTo(n,t)},Cs=Yu(0),ll=Yu(1),Ku=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},Qu=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},Zu=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},Xu=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function ef(e){return(t,n,o,r,s)=>ro(t,n,(i,a,f,h,p,$,g,b,S,k,E)=>{let{pxRound:R,points:y}=i,P,x;h.ori==0?(P=ks,x=Ku):(P=Es,x=Qu);let Q=ke(y.width*$e,3),A=(y.size-y.width)/2*$e,U=ke(A*2,3),B=new Path2D,ne=new Path2D,{left:H,top:D,width:J,height:N}=t.bbox;Cs(ne,H-U,D-U,J+U*2,N+U*2);let Z=V=>{if(f[V]!=null){let ae=R($(a[V],h,k,b)),z=R(g(f[V],p,E,S));P(B,ae+A,z),x(B,ae,z,A,0,_s*2)}};if(s)s.forEach(Z);else for(let V=o;V<=r;V++)Z(V);return{stroke:Q>0?B:null,fill:B,clip:ne,flags:Vo|Ui}})}function tf(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var Fm=tf(Ho),Im=tf(Uo);function nf(e){let t=de(e?.alignGaps,0);return(n,o,r,s)=>ro(n,o,(i,a,f,h,p,$,g,b,S,k,E)=>{[r,s]=ys(f,r,s);let R=i.pxRound,y=N=>R($(N,h,k,b)),P=N=>R(g(N,p,E,S)),x,Q;h.ori==0?(x=Ho,Q=Fm):(x=Uo,Q=Im);let A=h.dir*(h.ori==0?1:-1),U={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},B=U.stroke,ne=!1;if(s-r>=k*4){let N=F=>n.posToVal(F,h.key,!0),Z=null,V=null,ae,z,yt,Me=y(a[A==1?r:s]),ce=y(a[r]),ye=y(a[s]),re=N(A==1?ce+1:ye-1);for(let F=A==1?r:s;F>=r&&F<=s;F+=A){let Ye=a[F],Ne=(A==1?Ye<re:Ye>re)?Me:y(Ye),_e=f[F];Ne==Me?_e!=null?(z=_e,Z==null?(x(B,Ne,P(z)),ae=Z=V=z):z<Z?Z=z:z>V&&(V=z)):_e===null&&(ne=!0):(Z!=null&&Q(B,Me,P(Z),P(V),P(ae),P(z)),_e!=null?(z=_e,x(B,Ne,P(z)),Z=V=ae=z):(Z=V=null,_e===null&&(ne=!0)),Me=Ne,re=N(Me+A))}Z!=null&&Z!=V&&yt!=Me&&Q(B,Me,P(Z),P(V),P(ae),P(z))}else for(let N=A==1?r:s;N>=r&&N<=s;N+=A){let Z=f[N];Z===null?ne=!0:Z!=null&&x(B,y(a[N]),P(Z))}let[D,J]=sl(n,o);if(i.fill!=null||D!=0){let N=U.fill=new Path2D(B),Z=i.fillTo(n,o,i.min,i.max,D),V=P(Z),ae=y(a[r]),z=y(a[s]);A==-1&&([z,ae]=[ae,z]),x(N,z,V),x(N,ae,V)}if(!i.spanGaps){let N=[];ne&&N.push(...il(a,f,r,s,A,y,t)),U.gaps=N=i.gaps(n,o,r,s,N),U.clip=Ts(N,h.ori,b,S,k,E)}return J!=0&&(U.band=J==2?[yn(n,o,r,s,B,-1),yn(n,o,r,s,B,1)]:yn(n,o,r,s,B,J)),U})}function zm(e){let t=de(e.align,1),n=de(e.ascDesc,!1),o=de(e.alignGaps,0),r=de(e.extend,!1);return(s,i,a,f)=>ro(s,i,(h,p,$,g,b,S,k,E,R,y,P)=>{[a,f]=ys($,a,f);let x=h.pxRound,{left:Q,width:A}=s.bbox,U=ce=>x(S(ce,g,y,E)),B=ce=>x(k(ce,b,P,R)),ne=g.ori==0?Ho:Uo,H={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},D=H.stroke,J=g.dir*(g.ori==0?1:-1),N=B($[J==1?a:f]),Z=U(p[J==1?a:f]),V=Z,ae=Z;r&&t==-1&&(ae=Q,ne(D,ae,N)),ne(D,Z,N);for(let ce=J==1?a:f;ce>=a&&ce<=f;ce+=J){let ye=$[ce];if(ye==null)continue;let re=U(p[ce]),F=B(ye);t==1?ne(D,re,N):ne(D,V,F),ne(D,re,F),N=F,V=re}let z=V;r&&t==1&&(z=Q+A,ne(D,z,N));let[yt,Me]=sl(s,i);if(h.fill!=null||yt!=0){let ce=H.fill=new Path2D(D),ye=h.fillTo(s,i,h.min,h.max,yt),re=B(ye);ne(ce,z,re),ne(ce,ae,re)}if(!h.spanGaps){let ce=[];ce.push(...il(p,$,a,f,J,U,o));let ye=h.width*$e/2,re=n||t==1?ye:-ye,F=n||t==-1?-ye:ye;ce.forEach(Ye=>{Ye[0]+=re,Ye[1]+=F}),H.gaps=ce=h.gaps(s,i,a,f,ce),H.clip=Ts(ce,g.ori,E,R,y,P)}return Me!=0&&(H.band=Me==2?[yn(s,i,a,f,D,-1),yn(s,i,a,f,D,1)]:yn(s,i,a,f,D,Me)),H})}function $u(e,t,n,o,r,s,i=Te){if(e.length>1){let a=null;for(let f=0,h=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let p=Xe(e[f]-e[a]);p<h&&(h=p,i=Xe(n(e[f],o,r,s)-n(e[a],o,r,s)))}a=f}}return i}function Vm(e){e=e||wr;let t=de(e.size,[.6,Te,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],a=de(t[1],Te),f=de(t[2],1),h=de(e.disp,wr),p=de(e.each,b=>{}),{fill:$,stroke:g}=h;return(b,S,k,E)=>ro(b,S,(R,y,P,x,Q,A,U,B,ne,H,D)=>{let J=R.pxRound,N=n,Z=o*$e,V=a*$e,ae=f*$e,z,yt;x.ori==0?[z,yt]=s(b,S):[yt,z]=s(b,S);let Me=x.dir*(x.ori==0?1:-1),ce=x.ori==0?Cs:ll,ye=x.ori==0?p:(q,Ee,Ke,ao,jn,Xt,Fn)=>{p(q,Ee,Ke,jn,ao,Fn,Xt)},re=de(b.bands,el).find(q=>q.series[0]==S),F=re!=null?re.dir:0,Ye=R.fillTo(b,S,R.min,R.max,F),ht=J(U(Ye,Q,D,ne)),Ne,_e,Bt,xt=H,je=J(R.width*$e),Zt=!1,pn=null,Lt=null,Sn=null,so=null;$!=null&&(je==0||g!=null)&&(Zt=!0,pn=$.values(b,S,k,E),Lt=new Map,new Set(pn).forEach(q=>{q!=null&&Lt.set(q,new Path2D)}),je>0&&(Sn=g.values(b,S,k,E),so=new Map,new Set(Sn).forEach(q=>{q!=null&&so.set(q,new Path2D)})));let{x0:io,size:Wo}=h;if(io!=null&&Wo!=null){N=1,y=io.values(b,S,k,E),io.unit==2&&(y=y.map(Ke=>b.posToVal(B+Ke*H,x.key,!0)));let q=Wo.values(b,S,k,E);Wo.unit==2?_e=q[0]*H:_e=A(q[0],x,H,B)-A(0,x,H,B),xt=$u(y,P,A,x,H,B,xt),Bt=xt-_e+Z}else xt=$u(y,P,A,x,H,B,xt),Bt=xt*i+Z,_e=xt-Bt;Bt<1&&(Bt=0),je>=_e/2&&(je=0),Bt<5&&(J=Tu);let Er=Bt>0,On=xt-Bt-(Er?je:0);_e=J(Vi(On,ae,V)),Ne=(N==0?_e/2:N==Me?0:_e)-N*Me*((N==0?Z/2:0)+(Er?je/2:0));let $t={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},lo=Zt?null:new Path2D,mn=null;if(re!=null)mn=b.data[re.series[1]];else{let{y0:q,y1:Ee}=h;q!=null&&Ee!=null&&(P=Ee.values(b,S,k,E),mn=q.values(b,S,k,E))}let qn=z*_e,te=yt*_e;for(let q=Me==1?k:E;q>=k&&q<=E;q+=Me){let Ee=P[q];if(Ee==null)continue;if(mn!=null){let wt=mn[q]??0;if(Ee-wt==0)continue;ht=U(wt,Q,D,ne)}let Ke=x.distr!=2||h!=null?y[q]:q,ao=A(Ke,x,H,B),jn=U(de(Ee,Ye),Q,D,ne),Xt=J(ao-Ne),Fn=J(vt(jn,ht)),Tt=J(Qt(jn,ht)),Mt=Fn-Tt;if(Ee!=null){let wt=Ee<0?te:qn,Ht=Ee<0?qn:te;Zt?(je>0&&Sn[q]!=null&&ce(so.get(Sn[q]),Xt,Tt+Rt(je/2),_e,vt(0,Mt-je),wt,Ht),pn[q]!=null&&ce(Lt.get(pn[q]),Xt,Tt+Rt(je/2),_e,vt(0,Mt-je),wt,Ht)):ce(lo,Xt,Tt+Rt(je/2),_e,vt(0,Mt-je),wt,Ht),ye(b,S,q,Xt-je/2,Tt,_e+je,Mt)}}return je>0?$t.stroke=Zt?so:lo:Zt||($t._fill=R.width==0?R._fill:R._stroke??R._fill,$t.width=0),$t.fill=Zt?Lt:lo,$t})}function Bm(e,t){let n=de(t?.alignGaps,0);return(o,r,s,i)=>ro(o,r,(a,f,h,p,$,g,b,S,k,E,R)=>{[s,i]=ys(h,s,i);let y=a.pxRound,P=z=>y(g(z,p,E,S)),x=z=>y(b(z,$,R,k)),Q,A,U;p.ori==0?(Q=ks,U=Ho,A=Zu):(Q=Es,U=Uo,A=Xu);let B=p.dir*(p.ori==0?1:-1),ne=P(f[B==1?s:i]),H=ne,D=[],J=[];for(let z=B==1?s:i;z>=s&&z<=i;z+=B)if(h[z]!=null){let Me=f[z],ce=P(Me);D.push(H=ce),J.push(x(h[z]))}let N={stroke:e(D,J,Q,U,A,y),fill:null,clip:null,band:null,gaps:null,flags:Vo},Z=N.stroke,[V,ae]=sl(o,r);if(a.fill!=null||V!=0){let z=N.fill=new Path2D(Z),yt=a.fillTo(o,r,a.min,a.max,V),Me=x(yt);U(z,H,Me),U(z,ne,Me)}if(!a.spanGaps){let z=[];z.push(...il(f,h,s,i,B,P,n)),N.gaps=z=a.gaps(o,r,s,i,z),N.clip=Ts(z,p.ori,S,k,E,R)}return ae!=0&&(N.band=ae==2?[yn(o,r,s,i,Z,-1),yn(o,r,s,i,Z,1)]:yn(o,r,s,i,Z,ae)),N})}function Hm(e){return Bm(Um,e)}function Um(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),i==2)o(a,e[1],t[1]);else{let f=Array(i),h=Array(i-1),p=Array(i-1),$=Array(i-1);for(let g=0;g<i-1;g++)p[g]=t[g+1]-t[g],$[g]=e[g+1]-e[g],h[g]=p[g]/$[g];f[0]=h[0];for(let g=1;g<i-1;g++)h[g]===0||h[g-1]===0||h[g-1]>0!=h[g]>0?f[g]=0:(f[g]=3*($[g-1]+$[g])/((2*$[g]+$[g-1])/h[g-1]+($[g]+2*$[g-1])/h[g]),isFinite(f[g])||(f[g]=0));f[i-1]=h[i-2];for(let g=0;g<i-1;g++)r(a,e[g]+$[g]/3,t[g]+f[g]*$[g]/3,e[g+1]-$[g]/3,t[g+1]-f[g+1]*$[g]/3,e[g+1],t[g+1])}return a}var Ji=new Set;function _u(){for(let e of Ji)e.syncRect(!0)}Bo&&(no(Tp,jo,_u),no(kp,jo,_u,!0),no(gs,jo,()=>{dt.pxRatio=$e}));var Jm=nf(),Gm=ef();function gu(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>Gi(s,i,t,n))}function Wm(e,t){return e.map((n,o)=>o==0?{}:We({},t,n))}function Gi(e,t,n,o){return We({},t==0?n:o,e)}function of(e,t,n){return t==null?Io:[t,n]}var Ym=of;function Km(e,t,n){return t==null?Io:bs(t,n,Zi,!0)}function rf(e,t,n,o){return t==null?Io:ws(t,n,e.scales[o].log,!1)}var Qm=rf;function sf(e,t,n,o){return t==null?Io:Qi(t,n,e.scales[o].log,!1)}var Zm=sf;function Xm(e,t,n,o,r){let s=vt(Kc(e),Kc(t)),i=t-e,a=Kt(r/o*i,n);do{let f=n[a],h=o*f/i;if(h>=r&&s+(f<5?Mn.get(f):0)<=17)return[f,h]}while(++a<n.length);return[0,0]}function bu(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Ze((n=+r)*$e))+"px"),[e,t,n]}function eh(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=ke(t[2]*$e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function dt(e,t,n){let o={mode:de(e.mode,1)},r=o.mode;function s(l,c,d,m){let _=c.valToPct(l);return m+d*(c.dir==-1?1-_:_)}function i(l,c,d,m){let _=c.valToPct(l);return m+d*(c.dir==-1?_:1-_)}function a(l,c,d,m){return c.ori==0?s(l,c,d,m):i(l,c,d,m)}o.valToPosH=s,o.valToPosV=i;let f=!1;o.status=0;let h=o.root=It(lp);if(e.id!=null&&(h.id=e.id),At(h,e.class),e.title){let l=It(up,h);l.textContent=e.title}let p=Yt("canvas"),$=o.ctx=p.getContext("2d"),g=It(fp,h);no("click",g,l=>{l.target===S&&(De!=vo||Oe!=yo)&&lt.click(o,l)},!0);let b=o.under=It(dp,g);g.appendChild(p);let S=o.over=It(pp,g);e=zo(e);let k=+de(e.pxAlign,1),E=hu(k);(e.plugins||[]).forEach(l=>{l.opts&&(e=l.opts(o,e)||e)});let R=e.ms||.001,y=o.series=r==1?gu(e.series||[],au,pu,!1):Wm(e.series||[null],du),P=o.axes=gu(e.axes||[],lu,uu,!0),x=o.scales={},Q=o.bands=e.bands||[];Q.forEach(l=>{l.fill=le(l.fill||null),l.dir=de(l.dir,-1)});let A=r==2?y[1].facets[0].scale:y[0].scale,U={axes:ld,series:nd},B=(e.drawOrder||["axes","series"]).map(l=>U[l]);function ne(l){let c=l.distr==3?d=>vn(d>0?d:l.clamp(o,d,l.min,l.max,l.key)):l.distr==4?d=>Mi(d,l.asinh):l.distr==100?d=>l.fwd(d):d=>d;return d=>{let m=c(d),{_min:_,_max:v}=l,w=v-_;return(m-_)/w}}function H(l){let c=x[l];if(c==null){let d=(e.scales||wr)[l]||wr;if(d.from!=null){H(d.from);let m=We({},x[d.from],d,{key:l});m.valToPct=ne(m),x[l]=m}else{c=x[l]=We({},l==A?Gu:Om,d),c.key=l;let m=c.time,_=c.range,v=Ln(_);if((l!=A||r==2&&!m)&&(v&&(_[0]==null||_[1]==null)&&(_={min:_[0]==null?Gc:{mode:1,hard:_[0],soft:_[0]},max:_[1]==null?Gc:{mode:1,hard:_[1],soft:_[1]}},v=!1),!v&&xs(_))){let w=_;_=(T,C,M)=>C==null?Io:bs(C,M,w)}c.range=le(_||(m?Ym:l==A?c.distr==3?Qm:c.distr==4?Zm:of:c.distr==3?rf:c.distr==4?sf:Km)),c.auto=le(v?!1:c.auto),c.clamp=le(c.clamp||Nm),c._min=c._max=null,c.valToPct=ne(c)}}}H("x"),H("y"),r==1&&y.forEach(l=>{H(l.scale)}),P.forEach(l=>{H(l.scale)});for(let l in e.scales)H(l);let D=x[A],J=D.distr,N,Z;D.ori==0?(At(h,ap),N=s,Z=i):(At(h,cp),N=i,Z=s);let V={};for(let l in x){let c=x[l];(c.min!=null||c.max!=null)&&(V[l]={min:c.min,max:c.max},c.min=c.max=null)}let ae=e.tzDate||(l=>new Date(Ze(l/R))),z=e.fmtDate||tl,yt=R==1?am(ae):fm(ae),Me=ru(ae,ou(R==1?lm:um,z)),ce=iu(ae,su(pm,z)),ye=[],re=o.legend=We({},$m,e.legend),F=o.cursor=We({},wm,{drag:{y:r==2}},e.cursor),Ye=re.show,ht=F.show,Ne=re.markers;re.idxs=ye,Ne.width=le(Ne.width),Ne.dash=le(Ne.dash),Ne.stroke=le(Ne.stroke),Ne.fill=le(Ne.fill);let _e,Bt,xt,je=[],Zt=[],pn,Lt=!1,Sn={};if(re.live){let l=y[1]?y[1].values:null;Lt=l!=null,pn=Lt?l(o,1,0):{_:0};for(let c in pn)Sn[c]=Yi}if(Ye)if(_e=Yt("table",bp,h),xt=Yt("tbody",null,_e),re.mount(o,_e),Lt){Bt=Yt("thead",null,_e,xt);let l=Yt("tr",null,Bt);Yt("th",null,l);for(var so in pn)Yt("th",Mc,l).textContent=so}else At(_e,yp),re.live&&At(_e,vp);let io={show:!0},Wo={show:!1};function Er(l,c){if(c==0&&(Lt||!re.live||r==2))return Io;let d=[],m=Yt("tr",wp,xt,xt.childNodes[c]);At(m,l.class),l.show||At(m,to);let _=Yt("th",null,m);if(Ne.show){let T=It(Sp,_);if(c>0){let C=Ne.width(o,c);C&&(T.style.border=C+"px "+Ne.dash(o,c)+" "+Ne.stroke(o,c)),T.style.background=Ne.fill(o,c)}}let v=It(Mc,_);l.label instanceof HTMLElement?v.appendChild(l.label):v.textContent=l.label,c>0&&(Ne.show||(v.style.color=l.width>0?Ne.stroke(o,c):Ne.fill(o,c)),$t("click",_,T=>{if(F._lock)return;zn(T);let C=y.indexOf(l);if((T.ctrlKey||T.metaKey)!=re.isolate){let M=y.some((O,j)=>j>0&&j!=C&&O.show);y.forEach((O,j)=>{j>0&&tn(j,M?j==C?io:Wo:io,!0,Ue.setSeries)})}else tn(C,{show:!l.show},!0,Ue.setSeries)},!1),uo&&$t(jc,_,T=>{F._lock||(zn(T),tn(y.indexOf(l),So,!0,Ue.setSeries))},!1));for(var w in pn){let T=Yt("td",xp,m);T.textContent="--",d.push(T)}return[m,d]}let On=new Map;function $t(l,c,d,m=!0){let _=On.get(c)||{},v=F.bind[l](o,c,d,m);v&&(no(l,c,_[l]=v),On.set(c,_))}function lo(l,c,d){let m=On.get(c)||{};for(let _ in m)(l==null||_==l)&&(zi(_,c,m[_]),delete m[_]);l==null&&On.delete(c)}let mn=0,qn=0,te=0,q=0,Ee=0,Ke=0,ao=Ee,jn=Ke,Xt=te,Fn=q,Tt=0,Mt=0,wt=0,Ht=0;o.bbox={};let qs=!1,Cr=!1,co=!1,In=!1,Dr=!1,Nt=!1;function js(l,c,d){(d||l!=o.width||c!=o.height)&&hl(l,c),$o(!1),co=!0,Cr=!0,_o()}function hl(l,c){o.width=mn=te=l,o.height=qn=q=c,Ee=Ke=0,Yf(),Kf();let d=o.bbox;Tt=d.left=Xn(Ee*$e,.5),Mt=d.top=Xn(Ke*$e,.5),wt=d.width=Xn(te*$e,.5),Ht=d.height=Xn(q*$e,.5)}let Jf=3;function Gf(){let l=!1,c=0;for(;!l;){c++;let d=sd(c),m=id(c);l=c==Jf||d&&m,l||(hl(o.width,o.height),Cr=!0)}}function Wf({width:l,height:c}){js(l,c)}o.setSize=Wf;function Yf(){let l=!1,c=!1,d=!1,m=!1;P.forEach((_,v)=>{if(_.show&&_._show){let{side:w,_size:T}=_,C=w%2,M=_.label!=null?_.labelSize:0,O=T+M;O>0&&(C?(te-=O,w==3?(Ee+=O,m=!0):d=!0):(q-=O,w==0?(Ke+=O,l=!0):c=!0))}}),Vn[0]=l,Vn[1]=d,Vn[2]=c,Vn[3]=m,te-=xn[1]+xn[3],Ee+=xn[3],q-=xn[2]+xn[0],Ke+=xn[0]}function Kf(){let l=Ee+te,c=Ke+q,d=Ee,m=Ke;function _(v,w){switch(v){case 1:return l+=w,l-w;case 2:return c+=w,c-w;case 3:return d-=w,d+w;case 0:return m-=w,m+w}}P.forEach((v,w)=>{if(v.show&&v._show){let T=v.side;v._pos=_(T,v._size),v.label!=null&&(v._lpos=_(T,v.labelSize))}})}if(F.dataIdx==null){let l=F.hover,c=l.skip=new Set(l.skip??[]);c.add(void 0);let d=l.prox=le(l.prox),m=l.bias??=0;F.dataIdx=(_,v,w,T)=>{if(v==0)return w;let C=w,M=d(_,v,w,T)??Te,O=M>=0&&M<Te,j=D.ori==0?te:q,X=F.left,pe=t[0],ue=t[v];if(c.has(ue[w])){C=null;let se=null,G=null,I;if(m==0||m==-1)for(I=w;se==null&&I-- >0;)c.has(ue[I])||(se=I);if(m==0||m==1)for(I=w;G==null&&I++<ue.length;)c.has(ue[I])||(G=I);if(se!=null||G!=null)if(O){let Re=se==null?-1/0:N(pe[se],D,j,0),Ie=G==null?1/0:N(pe[G],D,j,0),st=X-Re,we=Ie-X;st<=we?st<=M&&(C=se):we<=M&&(C=G)}else C=G==null?se:se==null?G:w-se<=G-w?se:G}else O&&Xe(X-N(pe[w],D,j,0))>M&&(C=null);return C}}let zn=l=>{F.event=l};F.idxs=ye,F._lock=!1;let pt=F.points;pt.show=le(pt.show),pt.size=le(pt.size),pt.stroke=le(pt.stroke),pt.width=le(pt.width),pt.fill=le(pt.fill);let en=o.focus=We({},e.focus||{alpha:.3},F.focus),uo=en.prox>=0,fo=uo&&pt.one,Ot=[],po=[],mo=[];function $l(l,c){let d=pt.show(o,c);if(d instanceof HTMLElement)return At(d,gp),At(d,l.class),un(d,-10,-10,te,q),S.insertBefore(d,Ot[c]),d}function _l(l,c){if(r==1||c>0){let d=r==1&&x[l.scale].time,m=l.value;l.value=d?Xc(m)?iu(ae,su(m,z)):m||ce:m||Pm,l.label=l.label||(d?xm:Sm)}if(fo||c>0){l.width=l.width==null?1:l.width,l.paths=l.paths||Jm||Op,l.fillTo=le(l.fillTo||qm),l.pxAlign=+de(l.pxAlign,k),l.pxRound=hu(l.pxAlign),l.stroke=le(l.stroke||null),l.fill=le(l.fill||null),l._stroke=l._fill=l._paths=l._focus=null;let d=Lm(vt(1,l.width),1),m=l.points=We({},{size:d,width:vt(1,d*.2),stroke:l.stroke,space:d*2,paths:Gm,_stroke:null,_fill:null},l.points);m.show=le(m.show),m.filter=le(m.filter),m.fill=le(m.fill),m.stroke=le(m.stroke),m.paths=le(m.paths),m.pxAlign=l.pxAlign}if(Ye){let d=Er(l,c);je.splice(c,0,d[0]),Zt.splice(c,0,d[1]),re.values.push(null)}if(ht){ye.splice(c,0,null);let d=null;fo?c==0&&(d=$l(l,c)):c>0&&(d=$l(l,c)),Ot.splice(c,0,d),po.splice(c,0,0),mo.splice(c,0,0)}rt("addSeries",c)}function Qf(l,c){c=c??y.length,l=r==1?Gi(l,c,au,pu):Gi(l,c,{},du),y.splice(c,0,l),_l(y[c],c)}o.addSeries=Qf;function Zf(l){if(y.splice(l,1),Ye){re.values.splice(l,1),Zt.splice(l,1);let c=je.splice(l,1)[0];lo(null,c.firstChild),c.remove()}ht&&(ye.splice(l,1),Ot.splice(l,1)[0].remove(),po.splice(l,1),mo.splice(l,1)),rt("delSeries",l)}o.delSeries=Zf;let Vn=[!1,!1,!1,!1];function Xf(l,c){if(l._show=l.show,l.show){let d=l.side%2,m=x[l.scale];m==null&&(l.scale=d?y[1].scale:A,m=x[l.scale]);let _=m.time;l.size=le(l.size),l.space=le(l.space),l.rotate=le(l.rotate),Ln(l.incrs)&&l.incrs.forEach(w=>{!Mn.has(w)&&Mn.set(w,Cu(w))}),l.incrs=le(l.incrs||(m.distr==2?rm:_?R==1?im:cm:eo)),l.splits=le(l.splits||(_&&m.distr==1?yt:m.distr==3?Bi:m.distr==4?Em:km)),l.stroke=le(l.stroke),l.grid.stroke=le(l.grid.stroke),l.ticks.stroke=le(l.ticks.stroke),l.border.stroke=le(l.border.stroke);let v=l.values;l.values=Ln(v)&&!Ln(v[0])?le(v):_?Ln(v)?ru(ae,ou(v,z)):Xc(v)?dm(ae,v):v||Me:v||Tm,l.filter=le(l.filter||(m.distr>=3&&m.log==10?Am:m.distr==3&&m.log==2?Rm:ku)),l.font=bu(l.font),l.labelFont=bu(l.labelFont),l._size=l.size(o,null,c,0),l._space=l._rotate=l._incrs=l._found=l._splits=l._values=null,l._size>0&&(Vn[c]=!0,l._el=It(mp,g))}}function Yo(l,c,d,m){let[_,v,w,T]=d,C=c%2,M=0;return C==0&&(T||v)&&(M=c==0&&!_||c==2&&!w?Ze(lu.size/3):0),C==1&&(_||w)&&(M=c==1&&!v||c==3&&!T?Ze(uu.size/2):0),M}let gl=o.padding=(e.padding||[Yo,Yo,Yo,Yo]).map(l=>le(de(l,Yo))),xn=o._padding=gl.map((l,c)=>l(o,c,Vn,0)),it,et=null,tt=null,Ar=r==1?y[0].idxs:null,Ut=null,Ko=!1;function bl(l,c){if(t=l??[],o.data=o._data=t,r==2){it=0;for(let d=1;d<y.length;d++)it+=t[d][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ut=t[0],it=Ut.length;let d=t;if(J==2){d=t.slice();let m=d[0]=Array(it);for(let _=0;_<it;_++)m[_]=_}o._data=t=d}if($o(!0),rt("setData"),J==2&&(co=!0),c!==!1){let d=D;d.auto(o,Ko)?Fs():kn(A,d.min,d.max),In=In||F.left>=0,Nt=!0,_o()}}o.setData=bl;function Fs(){Ko=!0;let l,c;r==1&&(it>0?(et=Ar[0]=0,tt=Ar[1]=it-1,l=t[0][et],c=t[0][tt],J==2?(l=et,c=tt):l==c&&(J==3?[l,c]=ws(l,l,D.log,!1):J==4?[l,c]=Qi(l,l,D.log,!1):D.time?c=l+Ze(86400/R):[l,c]=bs(l,c,Zi,!0))):(et=Ar[0]=l=null,tt=Ar[1]=c=null)),kn(A,l,c)}let Rr,ho,Is,zs,Vs,Bs,Hs,Us,Js,St;function vl(l,c,d,m,_,v){l??=Oc,d??=el,m??="butt",_??=Oc,v??="round",l!=Rr&&($.strokeStyle=Rr=l),_!=ho&&($.fillStyle=ho=_),c!=Is&&($.lineWidth=Is=c),v!=Vs&&($.lineJoin=Vs=v),m!=Bs&&($.lineCap=Bs=m),d!=zs&&$.setLineDash(zs=d)}function yl(l,c,d,m){c!=ho&&($.fillStyle=ho=c),l!=Hs&&($.font=Hs=l),d!=Us&&($.textAlign=Us=d),m!=Js&&($.textBaseline=Js=m)}function Gs(l,c,d,m,_=0){if(m.length>0&&l.auto(o,Ko)&&(c==null||c.min==null)){let v=de(et,0),w=de(tt,m.length-1),T=d.min==null?Ap(m,v,w,_,l.distr==3):[d.min,d.max];l.min=Qt(l.min,d.min=T[0]),l.max=vt(l.max,d.max=T[1])}}let wl={min:null,max:null};function ed(){for(let m in x){let _=x[m];V[m]==null&&(_.min==null||V[A]!=null&&_.auto(o,Ko))&&(V[m]=wl)}for(let m in x){let _=x[m];V[m]==null&&_.from!=null&&V[_.from]!=null&&(V[m]=wl)}V[A]!=null&&$o(!0);let l={};for(let m in V){let _=V[m];if(_!=null){let v=l[m]=zo(x[m],Fp);if(_.min!=null)We(v,_);else if(m!=A||r==2)if(it==0&&v.from==null){let w=v.range(o,null,null,m);v.min=w[0],v.max=w[1]}else v.min=Te,v.max=-Te}}if(it>0){y.forEach((m,_)=>{if(r==1){let v=m.scale,w=V[v];if(w==null)return;let T=l[v];if(_==0){let C=T.range(o,T.min,T.max,v);T.min=C[0],T.max=C[1],et=Kt(T.min,t[0]),tt=Kt(T.max,t[0]),tt-et>1&&(t[0][et]<T.min&&et++,t[0][tt]>T.max&&tt--),m.min=Ut[et],m.max=Ut[tt]}else m.show&&m.auto&&Gs(T,w,m,t[_],m.sorted);m.idxs[0]=et,m.idxs[1]=tt}else if(_>0&&m.show&&m.auto){let[v,w]=m.facets,T=v.scale,C=w.scale,[M,O]=t[_],j=l[T],X=l[C];j!=null&&Gs(j,V[T],v,M,v.sorted),X!=null&&Gs(X,V[C],w,O,w.sorted),m.min=w.min,m.max=w.max}});for(let m in l){let _=l[m],v=V[m];if(_.from==null&&(v==null||v.min==null)){let w=_.range(o,_.min==Te?null:_.min,_.max==-Te?null:_.max,m);_.min=w[0],_.max=w[1]}}}for(let m in l){let _=l[m];if(_.from!=null){let v=l[_.from];if(v.min==null)_.min=_.max=null;else{let w=_.range(o,v.min,v.max,m);_.min=w[0],_.max=w[1]}}}let c={},d=!1;for(let m in l){let _=l[m],v=x[m];if(v.min!=_.min||v.max!=_.max){v.min=_.min,v.max=_.max;let w=v.distr;v._min=w==3?vn(v.min):w==4?Mi(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?vn(v.max):w==4?Mi(v.max,v.asinh):w==100?v.fwd(v.max):v.max,c[m]=d=!0}}if(d){y.forEach((m,_)=>{r==2?_>0&&c.y&&(m._paths=null):c[m.scale]&&(m._paths=null)});for(let m in c)co=!0,rt("setScale",m);ht&&F.left>=0&&(In=Nt=!0)}for(let m in V)V[m]=null}function td(l){let c=Vi(et-1,0,it-1),d=Vi(tt+1,0,it-1);for(;l[c]==null&&c>0;)c--;for(;l[d]==null&&d<it-1;)d++;return[c,d]}function nd(){if(it>0){let l=y.some(c=>c._focus)&&St!=en.alpha;l&&($.globalAlpha=St=en.alpha),y.forEach((c,d)=>{if(d>0&&c.show&&(Sl(d,!1),Sl(d,!0),c._paths==null)){let m=St;St!=c.alpha&&($.globalAlpha=St=c.alpha);let _=r==2?[0,t[d][0].length-1]:td(t[d]);c._paths=c.paths(o,d,_[0],_[1]),St!=m&&($.globalAlpha=St=m)}}),y.forEach((c,d)=>{if(d>0&&c.show){let m=St;St!=c.alpha&&($.globalAlpha=St=c.alpha),c._paths!=null&&xl(d,!1);{let _=c._paths!=null?c._paths.gaps:null,v=c.points.show(o,d,et,tt,_),w=c.points.filter(o,d,v,_);(v||w)&&(c.points._paths=c.points.paths(o,d,et,tt,w),xl(d,!0))}St!=m&&($.globalAlpha=St=m),rt("drawSeries",d)}}),l&&($.globalAlpha=St=1)}}function Sl(l,c){let d=c?y[l].points:y[l];d._stroke=d.stroke(o,l),d._fill=d.fill(o,l)}function xl(l,c){let d=c?y[l].points:y[l],{stroke:m,fill:_,clip:v,flags:w,_stroke:T=d._stroke,_fill:C=d._fill,_width:M=d.width}=d._paths;M=ke(M*$e,3);let O=null,j=M%2/2;c&&C==null&&(C=M>0?"#fff":T);let X=d.pxAlign==1&&j>0;if(X&&$.translate(j,j),!c){let pe=Tt-M/2,ue=Mt-M/2,se=wt+M,G=Ht+M;O=new Path2D,O.rect(pe,ue,se,G)}c?Ws(T,M,d.dash,d.cap,C,m,_,w,v):od(l,T,M,d.dash,d.cap,C,m,_,w,O,v),X&&$.translate(-j,-j)}function od(l,c,d,m,_,v,w,T,C,M,O){let j=!1;C!=0&&Q.forEach((X,pe)=>{if(X.series[0]==l){let ue=y[X.series[1]],se=t[X.series[1]],G=(ue._paths||wr).band;Ln(G)&&(G=X.dir==1?G[0]:G[1]);let I,Re=null;ue.show&&G&&Pp(se,et,tt)?(Re=X.fill(o,pe)||v,I=ue._paths.clip):G=null,Ws(c,d,m,_,Re,w,T,C,M,O,I,G),j=!0}}),j||Ws(c,d,m,_,v,w,T,C,M,O)}let Tl=Vo|Ui;function Ws(l,c,d,m,_,v,w,T,C,M,O,j){vl(l,c,d,m,_),(C||M||j)&&($.save(),C&&$.clip(C),M&&$.clip(M)),j?(T&Tl)==Tl?($.clip(j),O&&$.clip(O),Lr(_,w),Pr(l,v,c)):T&Ui?(Lr(_,w),$.clip(j),Pr(l,v,c)):T&Vo&&($.save(),$.clip(j),O&&$.clip(O),Lr(_,w),$.restore(),Pr(l,v,c)):(Lr(_,w),Pr(l,v,c)),(C||M||j)&&$.restore()}function Pr(l,c,d){d>0&&(c instanceof Map?c.forEach((m,_)=>{$.strokeStyle=Rr=_,$.stroke(m)}):c!=null&&l&&$.stroke(c))}function Lr(l,c){c instanceof Map?c.forEach((d,m)=>{$.fillStyle=ho=m,$.fill(d)}):c!=null&&l&&$.fill(c)}function rd(l,c,d,m){let _=P[l],v;if(m<=0)v=[0,0];else{let w=_._space=_.space(o,l,c,d,m),T=_._incrs=_.incrs(o,l,c,d,m,w);v=Xm(c,d,T,m,w)}return _._found=v}function Ys(l,c,d,m,_,v,w,T,C,M){let O=w%2/2;k==1&&$.translate(O,O),vl(T,w,C,M,T),$.beginPath();let j,X,pe,ue,se=_+(m==0||m==3?-v:v);d==0?(X=_,ue=se):(j=_,pe=se);for(let G=0;G<l.length;G++)c[G]!=null&&(d==0?j=pe=l[G]:X=ue=l[G],$.moveTo(j,X),$.lineTo(pe,ue));$.stroke(),k==1&&$.translate(-O,-O)}function sd(l){let c=!0;return P.forEach((d,m)=>{if(!d.show)return;let _=x[d.scale];if(_.min==null){d._show&&(c=!1,d._show=!1,$o(!1));return}else d._show||(c=!1,d._show=!0,$o(!1));let v=d.side,w=v%2,{min:T,max:C}=_,[M,O]=rd(m,T,C,w==0?te:q);if(O==0)return;let j=_.distr==2,X=d._splits=d.splits(o,m,T,C,M,O,j),pe=_.distr==2?X.map(I=>Ut[I]):X,ue=_.distr==2?Ut[X[1]]-Ut[X[0]]:M,se=d._values=d.values(o,d.filter(o,pe,m,O,ue),m,O,ue);d._rotate=v==2?d.rotate(o,se,m,O):0;let G=d._size;d._size=zt(d.size(o,se,m,l)),G!=null&&d._size!=G&&(c=!1)}),c}function id(l){let c=!0;return gl.forEach((d,m)=>{let _=d(o,m,Vn,l);_!=xn[m]&&(c=!1),xn[m]=_}),c}function ld(){for(let l=0;l<P.length;l++){let c=P[l];if(!c.show||!c._show)continue;let d=c.side,m=d%2,_,v,w=c.stroke(o,l),T=d==0||d==3?-1:1,[C,M]=c._found;if(c.label!=null){let gt=c.labelGap*T,Ct=Ze((c._lpos+gt)*$e);yl(c.labelFont[0],w,"center",d==2?"top":Nc),$.save(),m==1?(_=v=0,$.translate(Ct,Ze(Mt+Ht/2)),$.rotate((d==3?-_s:_s)/2)):(_=Ze(Tt+wt/2),v=Ct);let Un=xu(c.label)?c.label(o,l,C,M):c.label;$.fillText(Un,_,v),$.restore()}if(M==0)continue;let O=x[c.scale],j=m==0?wt:Ht,X=m==0?Tt:Mt,pe=c._splits,ue=O.distr==2?pe.map(gt=>Ut[gt]):pe,se=O.distr==2?Ut[pe[1]]-Ut[pe[0]]:C,G=c.ticks,I=c.border,Re=G.show?G.size:0,Ie=Ze(Re*$e),st=Ze((c.alignTo==2?c._size-Re-c.gap:c.gap)*$e),we=c._rotate*-_s/180,ze=E(c._pos*$e),kt=(Ie+st)*T,_t=ze+kt;v=m==0?_t:0,_=m==1?_t:0;let qt=c.font[0],Jt=c.align==1?Oo:c.align==2?Ri:we>0?Oo:we<0?Ri:m==0?"center":d==3?Ri:Oo,on=we||m==1?"middle":d==2?"top":Nc;yl(qt,w,Jt,on);let Et=c.font[1]*c.lineGap,jt=pe.map(gt=>E(a(gt,O,j,X))),Gt=c._values;for(let gt=0;gt<Gt.length;gt++){let Ct=Gt[gt];if(Ct!=null){m==0?_=jt[gt]:v=jt[gt],Ct=""+Ct;let Un=Ct.indexOf(`
`)==-1?[Ct]:Ct.split(/\n/gm);for(let bt=0;bt<Un.length;bt++){let Hl=Un[bt];we?($.save(),$.translate(_,v+bt*Et),$.rotate(we),$.fillText(Hl,0,0),$.restore()):$.fillText(Hl,_,v+bt*Et)}}}G.show&&Ys(jt,G.filter(o,ue,l,M,se),m,d,ze,Ie,ke(G.width*$e,3),G.stroke(o,l),G.dash,G.cap);let rn=c.grid;rn.show&&Ys(jt,rn.filter(o,ue,l,M,se),m,m==0?2:1,m==0?Mt:Tt,m==0?Ht:wt,ke(rn.width*$e,3),rn.stroke(o,l),rn.dash,rn.cap),I.show&&Ys([ze],[1],m==0?1:0,m==0?1:2,m==1?Mt:Tt,m==1?Ht:wt,ke(I.width*$e,3),I.stroke(o,l),I.dash,I.cap)}rt("drawAxes")}function $o(l){y.forEach((c,d)=>{d>0&&(c._paths=null,l&&(r==1?(c.min=null,c.max=null):c.facets.forEach(m=>{m.min=null,m.max=null})))})}let Mr=!1,Ks=!1,Qo=[];function ad(){Ks=!1;for(let l=0;l<Qo.length;l++)rt(...Qo[l]);Qo.length=0}function _o(){Mr||(Jp(kl),Mr=!0)}function cd(l,c=!1){Mr=!0,Ks=c,l(o),kl(),c&&Qo.length>0&&queueMicrotask(ad)}o.batch=cd;function kl(){if(qs&&(ed(),qs=!1),co&&(Gf(),co=!1),Cr){if(Le(b,Oo,Ee),Le(b,"top",Ke),Le(b,gr,te),Le(b,br,q),Le(S,Oo,Ee),Le(S,"top",Ke),Le(S,gr,te),Le(S,br,q),Le(g,gr,mn),Le(g,br,qn),p.width=Ze(mn*$e),p.height=Ze(qn*$e),P.forEach(({_el:l,_show:c,_size:d,_pos:m,side:_})=>{if(l!=null)if(c){let v=_===3||_===0?d:0,w=_%2==1;Le(l,w?"left":"top",m-v),Le(l,w?"width":"height",d),Le(l,w?"top":"left",w?Ke:Ee),Le(l,w?"height":"width",w?q:te),Ii(l,to)}else At(l,to)}),Rr=ho=Is=Vs=Bs=Hs=Us=Js=zs=null,St=1,er(!0),Ee!=ao||Ke!=jn||te!=Xt||q!=Fn){$o(!1);let l=te/Xt,c=q/Fn;if(ht&&!In&&F.left>=0){F.left*=l,F.top*=c,go&&un(go,Ze(F.left),0,te,q),bo&&un(bo,0,Ze(F.top),te,q);for(let d=0;d<Ot.length;d++){let m=Ot[d];m!=null&&(po[d]*=l,mo[d]*=c,un(m,zt(po[d]),zt(mo[d]),te,q))}}if(Ae.show&&!Dr&&Ae.left>=0&&Ae.width>0){Ae.left*=l,Ae.width*=l,Ae.top*=c,Ae.height*=c;for(let d in ni)Le(wo,d,Ae[d])}ao=Ee,jn=Ke,Xt=te,Fn=q}rt("setSize"),Cr=!1}mn>0&&qn>0&&($.clearRect(0,0,p.width,p.height),rt("drawClear"),B.forEach(l=>l()),rt("draw")),Ae.show&&Dr&&(Nr(Ae),Dr=!1),ht&&In&&(Hn(null,!0,!1),In=!1),re.show&&re.live&&Nt&&(ei(),Nt=!1),f||(f=!0,o.status=1,rt("ready")),Ko=!1,Mr=!1}o.redraw=(l,c)=>{co=c||!1,l!==!1?kn(A,D.min,D.max):_o()};function Qs(l,c){let d=x[l];if(d.from==null){if(it==0){let m=d.range(o,c.min,c.max,l);c.min=m[0],c.max=m[1]}if(c.min>c.max){let m=c.min;c.min=c.max,c.max=m}if(it>1&&c.min!=null&&c.max!=null&&c.max-c.min<1e-16)return;l==A&&d.distr==2&&it>0&&(c.min=Kt(c.min,t[0]),c.max=Kt(c.max,t[0]),c.min==c.max&&c.max++),V[l]=c,qs=!0,_o()}}o.setScale=Qs;let Zs,Xs,go,bo,El,Cl,vo,yo,Dl,Al,De,Oe,Tn=!1,lt=F.drag,nt=lt.x,ot=lt.y;ht&&(F.x&&(Zs=It($p,S)),F.y&&(Xs=It(_p,S)),D.ori==0?(go=Zs,bo=Xs):(go=Xs,bo=Zs),De=F.left,Oe=F.top);let Ae=o.select=We({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),wo=Ae.show?It(hp,Ae.over?S:b):null;function Nr(l,c){if(Ae.show){for(let d in l)Ae[d]=l[d],d in ni&&Le(wo,d,l[d]);c!==!1&&rt("setSelect")}}o.setSelect=Nr;function ud(l){if(y[l].show)Ye&&Ii(je[l],to);else if(Ye&&At(je[l],to),ht){let d=fo?Ot[0]:Ot[l];d!=null&&un(d,-10,-10,te,q)}}function kn(l,c,d){Qs(l,{min:c,max:d})}function tn(l,c,d,m){c.focus!=null&&hd(l),c.show!=null&&y.forEach((_,v)=>{v>0&&(l==v||l==null)&&(_.show=c.show,ud(v),r==2?(kn(_.facets[0].scale,null,null),kn(_.facets[1].scale,null,null)):kn(_.scale,null,null),_o())}),d!==!1&&rt("setSeries",l,c),m&&tr("setSeries",o,l,c)}o.setSeries=tn;function fd(l,c){We(Q[l],c)}function dd(l,c){l.fill=le(l.fill||null),l.dir=de(l.dir,-1),c=c??Q.length,Q.splice(c,0,l)}function pd(l){l==null?Q.length=0:Q.splice(l,1)}o.addBand=dd,o.setBand=fd,o.delBand=pd;function md(l,c){y[l].alpha=c,ht&&Ot[l]!=null&&(Ot[l].style.opacity=c),Ye&&je[l]&&(je[l].style.opacity=c)}let hn,En,Bn,So={focus:!0};function hd(l){if(l!=Bn){let c=l==null,d=en.alpha!=1;y.forEach((m,_)=>{if(r==1||_>0){let v=c||_==0||_==l;m._focus=c?null:v,d&&md(_,v?1:en.alpha)}}),Bn=l,d&&_o()}}Ye&&uo&&$t(Fc,_e,l=>{F._lock||(zn(l),Bn!=null&&tn(null,So,!0,Ue.setSeries))});function nn(l,c,d){let m=x[c];d&&(l=l/$e-(m.ori==1?Ke:Ee));let _=te;m.ori==1&&(_=q,l=_-l),m.dir==-1&&(l=_-l);let v=m._min,w=m._max,T=l/_,C=v+(w-v)*T,M=m.distr;return M==3?Fo(10,C):M==4?Mp(C,m.asinh):M==100?m.bwd(C):C}function $d(l,c){let d=nn(l,A,c);return Kt(d,t[0],et,tt)}o.valToIdx=l=>Kt(l,t[0]),o.posToIdx=$d,o.posToVal=nn,o.valToPos=(l,c,d)=>x[c].ori==0?s(l,x[c],d?wt:te,d?Tt:0):i(l,x[c],d?Ht:q,d?Mt:0),o.setCursor=(l,c,d)=>{De=l.left,Oe=l.top,Hn(null,c,d)};function Rl(l,c){Le(wo,Oo,Ae.left=l),Le(wo,gr,Ae.width=c)}function Pl(l,c){Le(wo,"top",Ae.top=l),Le(wo,br,Ae.height=c)}let Zo=D.ori==0?Rl:Pl,Xo=D.ori==1?Rl:Pl;function _d(){if(Ye&&re.live)for(let l=r==2?1:0;l<y.length;l++){if(l==0&&Lt)continue;let c=re.values[l],d=0;for(let m in c)Zt[l][d++].firstChild.nodeValue=c[m]}}function ei(l,c){if(l!=null&&(l.idxs?l.idxs.forEach((d,m)=>{ye[m]=d}):jp(l.idx)||ye.fill(l.idx),re.idx=ye[0]),Ye&&re.live){for(let d=0;d<y.length;d++)(d>0||r==1&&!Lt)&&gd(d,ye[d]);_d()}Nt=!1,c!==!1&&rt("setLegend")}o.setLegend=ei;function gd(l,c){let d=y[l],m=l==0&&J==2?Ut:t[l],_;Lt?_=d.values(o,l,c)??Sn:(_=d.value(o,c==null?null:m[c],l,c),_=_==null?Sn:{_}),re.values[l]=_}function Hn(l,c,d){Dl=De,Al=Oe,[De,Oe]=F.move(o,De,Oe),F.left=De,F.top=Oe,ht&&(go&&un(go,Ze(De),0,te,q),bo&&un(bo,0,Ze(Oe),te,q));let m,_=et>tt;hn=Te,En=null;let v=D.ori==0?te:q,w=D.ori==1?te:q;if(De<0||it==0||_){m=F.idx=null;for(let T=0;T<y.length;T++){let C=Ot[T];C!=null&&un(C,-10,-10,te,q)}uo&&tn(null,So,!0,l==null&&Ue.setSeries),re.live&&(ye.fill(m),Nt=!0)}else{let T,C,M;r==1&&(T=D.ori==0?De:Oe,C=nn(T,A),m=F.idx=Kt(C,t[0],et,tt),M=N(t[0][m],D,v,0));let O=-10,j=-10,X=0,pe=0,ue=!0,se="",G="";for(let I=r==2?1:0;I<y.length;I++){let Re=y[I],Ie=ye[I],st=Ie==null?null:r==1?t[I][Ie]:t[I][1][Ie],we=F.dataIdx(o,I,m,C),ze=we==null?null:r==1?t[I][we]:t[I][1][we];if(Nt=Nt||ze!=st||we!=Ie,ye[I]=we,I>0&&Re.show){let kt=we==null?-10:we==m?M:N(r==1?t[0][we]:t[I][0][we],D,v,0),_t=ze==null?-10:Z(ze,r==1?x[Re.scale]:x[Re.facets[1].scale],w,0);if(uo&&ze!=null){let qt=D.ori==1?De:Oe,Jt=Xe(en.dist(o,I,we,_t,qt));if(Jt<hn){let on=en.bias;if(on!=0){let Et=nn(qt,Re.scale),jt=ze>=0?1:-1,Gt=Et>=0?1:-1;Gt==jt&&(Gt==1?on==1?ze>=Et:ze<=Et:on==1?ze<=Et:ze>=Et)&&(hn=Jt,En=I)}else hn=Jt,En=I}}if(Nt||fo){let qt,Jt;D.ori==0?(qt=kt,Jt=_t):(qt=_t,Jt=kt);let on,Et,jt,Gt,rn,gt,Ct=!0,Un=pt.bbox;if(Un!=null){Ct=!1;let bt=Un(o,I);jt=bt.left,Gt=bt.top,on=bt.width,Et=bt.height}else jt=qt,Gt=Jt,on=Et=pt.size(o,I);if(gt=pt.fill(o,I),rn=pt.stroke(o,I),fo)I==En&&hn<=en.prox&&(O=jt,j=Gt,X=on,pe=Et,ue=Ct,se=gt,G=rn);else{let bt=Ot[I];bt!=null&&(po[I]=jt,mo[I]=Gt,Jc(bt,on,Et,Ct),Hc(bt,gt,rn),un(bt,zt(jt),zt(Gt),te,q))}}}}if(fo){let I=en.prox,Re=Bn==null?hn<=I:hn>I||En!=Bn;if(Nt||Re){let Ie=Ot[0];Ie!=null&&(po[0]=O,mo[0]=j,Jc(Ie,X,pe,ue),Hc(Ie,se,G),un(Ie,zt(O),zt(j),te,q))}}}if(Ae.show&&Tn)if(l!=null){let[T,C]=Ue.scales,[M,O]=Ue.match,[j,X]=l.cursor.sync.scales,pe=l.cursor.drag;if(nt=pe._x,ot=pe._y,nt||ot){let{left:ue,top:se,width:G,height:I}=l.select,Re=l.scales[j].ori,Ie=l.posToVal,st,we,ze,kt,_t,qt=T!=null&&M(T,j),Jt=C!=null&&O(C,X);qt&&nt?(Re==0?(st=ue,we=G):(st=se,we=I),ze=x[T],kt=N(Ie(st,j),ze,v,0),_t=N(Ie(st+we,j),ze,v,0),Zo(Qt(kt,_t),Xe(_t-kt))):Zo(0,v),Jt&&ot?(Re==1?(st=ue,we=G):(st=se,we=I),ze=x[C],kt=Z(Ie(st,X),ze,w,0),_t=Z(Ie(st+we,X),ze,w,0),Xo(Qt(kt,_t),Xe(_t-kt))):Xo(0,w)}else oi()}else{let T=Xe(Dl-El),C=Xe(Al-Cl);if(D.ori==1){let X=T;T=C,C=X}nt=lt.x&&T>=lt.dist,ot=lt.y&&C>=lt.dist;let M=lt.uni;M!=null?nt&&ot&&(nt=T>=M,ot=C>=M,!nt&&!ot&&(C>T?ot=!0:nt=!0)):lt.x&&lt.y&&(nt||ot)&&(nt=ot=!0);let O,j;nt&&(D.ori==0?(O=vo,j=De):(O=yo,j=Oe),Zo(Qt(O,j),Xe(j-O)),ot||Xo(0,w)),ot&&(D.ori==1?(O=vo,j=De):(O=yo,j=Oe),Xo(Qt(O,j),Xe(j-O)),nt||Zo(0,v)),!nt&&!ot&&(Zo(0,0),Xo(0,0))}if(lt._x=nt,lt._y=ot,l==null){if(d){if(Bl!=null){let[T,C]=Ue.scales;Ue.values[0]=T!=null?nn(D.ori==0?De:Oe,T):null,Ue.values[1]=C!=null?nn(D.ori==1?De:Oe,C):null}tr(Pi,o,De,Oe,te,q,m)}if(uo){let T=d&&Ue.setSeries,C=en.prox;Bn==null?hn<=C&&tn(En,So,!0,T):hn>C?tn(null,So,!0,T):En!=Bn&&tn(En,So,!0,T)}}Nt&&(re.idx=m,ei()),c!==!1&&rt("setCursor")}let Cn=null;Object.defineProperty(o,"rect",{get(){return Cn==null&&er(!1),Cn}});function er(l=!1){l?Cn=null:(Cn=S.getBoundingClientRect(),rt("syncRect",Cn))}function Ll(l,c,d,m,_,v,w){F._lock||Tn&&l!=null&&l.movementX==0&&l.movementY==0||(ti(l,c,d,m,_,v,w,!1,l!=null),l!=null?Hn(null,!0,!0):Hn(c,!0,!1))}function ti(l,c,d,m,_,v,w,T,C){if(Cn==null&&er(!1),zn(l),l!=null)d=l.clientX-Cn.left,m=l.clientY-Cn.top;else{if(d<0||m<0){De=-10,Oe=-10;return}let[M,O]=Ue.scales,j=c.cursor.sync,[X,pe]=j.values,[ue,se]=j.scales,[G,I]=Ue.match,Re=c.axes[0].side%2==1,Ie=D.ori==0?te:q,st=D.ori==1?te:q,we=Re?v:_,ze=Re?_:v,kt=Re?m:d,_t=Re?d:m;if(ue!=null?d=G(M,ue)?a(X,x[M],Ie,0):-10:d=Ie*(kt/we),se!=null?m=I(O,se)?a(pe,x[O],st,0):-10:m=st*(_t/ze),D.ori==1){let qt=d;d=m,m=qt}}C&&(c==null||c.cursor.event.type==Pi)&&((d<=1||d>=te-1)&&(d=Xn(d,te)),(m<=1||m>=q-1)&&(m=Xn(m,q))),T?(El=d,Cl=m,[vo,yo]=F.move(o,d,m)):(De=d,Oe=m)}let ni={width:0,height:0,left:0,top:0};function oi(){Nr(ni,!1)}let Ml,Nl,Ol,ql;function jl(l,c,d,m,_,v,w){Tn=!0,nt=ot=lt._x=lt._y=!1,ti(l,c,d,m,_,v,w,!0,!1),l!=null&&($t(Li,ji,Fl,!1),tr(qc,o,vo,yo,te,q,null));let{left:T,top:C,width:M,height:O}=Ae;Ml=T,Nl=C,Ol=M,ql=O}function Fl(l,c,d,m,_,v,w){Tn=lt._x=lt._y=!1,ti(l,c,d,m,_,v,w,!1,!0);let{left:T,top:C,width:M,height:O}=Ae,j=M>0||O>0,X=Ml!=T||Nl!=C||Ol!=M||ql!=O;if(j&&X&&Nr(Ae),lt.setScale&&j&&X){let pe=T,ue=M,se=C,G=O;if(D.ori==1&&(pe=C,ue=O,se=T,G=M),nt&&kn(A,nn(pe,A),nn(pe+ue,A)),ot)for(let I in x){let Re=x[I];I!=A&&Re.from==null&&Re.min!=Te&&kn(I,nn(se+G,I),nn(se,I))}oi()}else F.lock&&(F._lock=!F._lock,Hn(c,!0,l!=null));l!=null&&(lo(Li,ji),tr(Li,o,De,Oe,te,q,null))}function bd(l,c,d,m,_,v,w){if(F._lock)return;zn(l);let T=Tn;if(Tn){let C=!0,M=!0,O=10,j,X;D.ori==0?(j=nt,X=ot):(j=ot,X=nt),j&&X&&(C=De<=O||De>=te-O,M=Oe<=O||Oe>=q-O),j&&C&&(De=De<vo?0:te),X&&M&&(Oe=Oe<yo?0:q),Hn(null,!0,!0),Tn=!1}De=-10,Oe=-10,ye.fill(null),Hn(null,!0,!0),T&&(Tn=T)}function Il(l,c,d,m,_,v,w){F._lock||(zn(l),Fs(),oi(),l!=null&&tr(Ic,o,De,Oe,te,q,null))}function zl(){P.forEach(eh),js(o.width,o.height,!0)}no(gs,jo,zl);let xo={};xo.mousedown=jl,xo.mousemove=Ll,xo.mouseup=Fl,xo.dblclick=Il,xo.setSeries=(l,c,d,m)=>{let _=Ue.match[2];d=_(o,c,d),d!=-1&&tn(d,m,!0,!1)},ht&&($t(qc,S,jl),$t(Pi,S,Ll),$t(jc,S,l=>{zn(l),er(!1)}),$t(Fc,S,bd),$t(Ic,S,Il),Ji.add(o),o.syncRect=er);let Or=o.hooks=e.hooks||{};function rt(l,c,d){Ks?Qo.push([l,c,d]):l in Or&&Or[l].forEach(m=>{m.call(null,o,c,d)})}(e.plugins||[]).forEach(l=>{for(let c in l.hooks)Or[c]=(Or[c]||[]).concat(l.hooks[c])});let Vl=(l,c,d)=>d,Ue=We({key:null,setSeries:!1,filters:{pub:Qc,sub:Qc},scales:[A,y[1]?y[1].scale:null],match:[Zc,Zc,Vl],values:[null,null]},F.sync);Ue.match.length==2&&Ue.match.push(Vl),F.sync=Ue;let Bl=Ue.key,ri=Wu(Bl);function tr(l,c,d,m,_,v,w){Ue.filters.pub(l,c,d,m,_,v,w)&&ri.pub(l,c,d,m,_,v,w)}ri.sub(o);function vd(l,c,d,m,_,v,w){Ue.filters.sub(l,c,d,m,_,v,w)&&xo[l](null,c,d,m,_,v,w)}o.pub=vd;function yd(){ri.unsub(o),Ji.delete(o),On.clear(),zi(gs,jo,zl),h.remove(),_e?.remove(),rt("destroy")}o.destroy=yd;function si(){rt("init",e,t),bl(t||e.data,!1),V[A]?Qs(A,V[A]):Fs(),Dr=Ae.show&&(Ae.width>0||Ae.height>0),In=Nt=!0,js(e.width,e.height)}return y.forEach(_l),P.forEach(Xf),n?n instanceof HTMLElement?(n.appendChild(h),si()):n(o,si):si(),o}dt.assign=We;dt.fmtNum=Xi;dt.rangeNum=bs;dt.rangeLog=ws;dt.rangeAsinh=Qi;dt.orient=ro;dt.pxRatio=$e;dt.join=Up;dt.fmtDate=tl,dt.tzDate=nm;dt.sync=Wu;{dt.addGap=jm,dt.clipGaps=Ts;let e=dt.paths={points:ef};e.linear=nf,e.stepped=zm,e.bars=Vm,e.spline=Hm}var af=220,th=6;function cf({history:e}){let t=Ve(null),n=Ve(null),o=Ve(e);o.current=e,Pe(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new dt(oh(s,()=>o.current),lf(o.current),s)};i();let a=matchMedia("(prefers-color-scheme: dark)"),f=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:af}));return f.observe(s),a.addEventListener("change",i),()=>{f.disconnect(),a.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Pe(()=>n.current?.setData(lf(e)),[e]);let r=Rc(Ai(e));return u`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&u`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>u`<span class="legend ${s}">${No[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${Se} label="Rate as a table"><${nh} history=${e} /><//>
    </details>
  </figure>`}function nh({history:e}){return u`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>u`<tr>
          <td>${he(t)}</td>
          <td class="number">${K(e.rows[n])}</td>
          <td class="number">${hc(e.docs_per_second[n])}</td>
          <td>${No[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function lf(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function oh(e,t){let n=r=>sh(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:af,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,values:(r,s)=>s.map(i=>$c(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>ln(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>rh(r,t(),n)]}}}function rh(e,t,n){let{ctx:o}=e,r=th*devicePixelRatio;for(let{part:s,from:i,to:a}of Ai(t)){if(!(s in No))continue;let f=e.valToPos(i/1e3,"x",!0),h=e.valToPos(a/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(f,e.bbox.top+e.bbox.height-r,Math.max(1,h-f),r)}}function sh(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function Ds({children:e}){return u`<div class="tiles">${e}</div>`}function Vt({name:e,value:t,isBad:n=!1,href:o}){let r=u`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?u`<a class=${s} href=${o}>${r}</a>`:u`<div class=${s}>${r}</div>`}function As({status:e}){let t=e.details??{};return u`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&u`<${ga} messages=${e.error} />`}
      ${e.is_running&&u`<${xr} details=${t} />`}
      <${Ds}>
        <${Vt} name="Rows" value=${K(e.count)} />
        <${Vt} name="Rows per second" value=${ln(ih(e))} />
        ${e.is_running&&u`<${Vt} name="Time left" value=${ft(t.eta_in_millis)} />`}
        <${Vt} name="Running time" value=${ft((e.end_time??Date.now())-e.start_time)} />
        <${Vt} name="Rejected rows" value=${K(t.rejected)} isBad=${t.rejected>0} />
      <//>
      ${t.history?.time.length>1&&u`<${cf} history=${t.history} />`}
    </section>
    ${t.partitions&&u`<${Lc} partitions=${t.partitions} />`}
    <div class="columns">
      <${lh} status=${e} />
      ${t.events&&u`<${Pc} events=${t.events} />`}
    </div>
  `}function ih({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function xr({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=_c(e.percent);return u`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function lh({status:e}){let t=e.details??{};return u`<section class="panel">
    <h2>Run</h2>
    <${Zn}>
      <${xe} name="Started">${he(e.start_time)}, ${t.trigger==="schedule"?"by the schedule":"manually"}<//>
      <${xe} name="Ended">${he(e.end_time)}<//>
      <${xe} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${xe} name="Agent">${t.agent??"\u2013"}<//>
      <${xe} name="Index">${t.index??"\u2013"}<//>
      <${xe} name="Slowest part">${No[t.bottleneck]??"\u2013"}<//>
      <${xe} name="Rows read">${K(t.rows_read)}<//>
      <${xe} name="Dropped by the pipeline">${K(t.dropped)}<//>
      <${xe} name="Duplicate ids">${K(t.duplicates)}<//>
      <${xe} name="Values replaced by null">${K(t.nulled)}<//>
      <${xe} name="Retries">${K(t.retries)}<//>
      <${xe} name="Sent">${mc(t.bytes)}<//>
      <${xe} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&u`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function fn({state:e}){return u`<span class="state ${e??"never"}">${e??"never run"}</span>`}var ah=["history","events","partitions","query"].map(e=>`ingestion.details.${e}`);function dn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:ah}}}var Rs=e=>({term:{"ingestion.id":e}}),Nn=e=>({term:{"ingestion.state":e}}),wn=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),uf=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),ch=1e3;function ff(e){return{size:0,query:{bool:{filter:[wn({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:ch,order:{failed:"desc"}},aggs:{failed:{filter:Nn("error")},successful:{filter:Nn("successful")}}}}}}function df(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var uh=1e3;function pf({id:e}){let t=Ft({query:{ids:{values:[e]}}}),n=oe(async o=>(await Y(t,o)).hits.hits[0]?._source.ingestion??null,o=>o?.is_running?uh:0,[e]);return u`<${ie} polling=${n}>
      ${o=>o?u`<${fh} id=${e} status=${o} />`:u`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${me} request=${t} />`}function fh({id:e,status:t}){return u`
    <div class="heading">
      <h1>Run of <a href=${L("jobs",t.id)}>${t.id}</a></h1>
      <${fn} state=${t.state} />
      <span class="muted">${he(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&u`<p><a href=${L("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${As} status=${t} />
    ${!t.is_running&&u`<${dh} status=${t} />`}
  `}function dh({status:e}){let t=dn([Rs(e.id),Nn("successful"),wn({lt:e.start_time})],{size:1}),n=oe(async o=>(await Y(Ft(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return u`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${ie} polling=${n}>
      ${o=>o?u`<${ph} status=${e} hit=${o} />`:u`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function ph({status:e,hit:t}){let n=t._source.ingestion,o=s=>s.end_time&&s.end_time-s.start_time,r=[["Running time",o(e),o(n),ft],["Rows",e.count,n.count,K],["Rows per second",e.details?.docs_per_second,n.details?.docs_per_second,K],["Rejected rows",e.details?.rejected,n.details?.rejected,K],["Retries",e.details?.retries,n.details?.retries,K],["Attempts",e.details?.attempt,n.details?.attempt,K]];return u`<${Se} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${L("executions",t._id)}>${he(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${r.map(([s,i,a,f])=>u`<tr key=${s}>
          <th scope="row">${s}</th><td class="number">${f(i)}</td><td class="number">${f(a)}</td><td class="number">${mh(i,a)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function mh(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function Jo({hits:e,hasJob:t=!1}){return u`<${Se} label="Runs">
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
          <td class="time"><a href=${L("executions",n)}>${he(o.start_time)}</a></td>
          ${t&&u`<td><a href=${L("jobs",o.id)}>${o.id}</a></td>`}
          <td><${fn} state=${o.state} /></td>
          <td class="number">${K(o.count)}</td>
          <td class="number">${K(o.details?.rejected)}</td>
          <td class="number">${ln(o.details?.docs_per_second)}</td>
          <td class="number">${ft(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&u`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var mf=50,hh=1e4,$h=36e5,_h={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},gh={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function hf({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("hours")??"",r=Number(e.get("from")??0),s=()=>Ft(dn(bh({q:t,state:n,hours:o}),{from:r,size:mf})),i=oe(a=>Y(s(),a),hh,[t,n,o,r]);return u`
    <div class="heading"><h1>Runs</h1></div>
    <${cn} address=${a=>L("executions",void 0,a)}>
      <${Wt} name="q" label="Job or words of the error" value=${t} />
      <${$r} name="state" label="State" value=${n} options=${_h} />
      <${$r} name="hours" label="Started" value=${o} options=${gh} />
    <//>
    <${ie} polling=${i}>
      ${({hits:a})=>u`
        <section class="panel"><${Jo} hits=${a.hits} hasJob /></section>
        <${Pn} from=${r} size=${mf} total=${a.total} of="runs"
          address=${f=>L("executions",void 0,{q:t,state:n,hours:o,from:f})} />
      `}
    <//>
    <${me} request=${s()} />
  `}function bh({q:e,state:t,hours:n}){return[...e?[uf(e)]:[],...t?[Nn(t)]:[],...n?[wn({gte:Math.floor((Date.now()-Number(n)*$h)/6e4)*6e4})]:[]]}var Ps=90,al=10,$f=3;function _f({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(al+$f);return u`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ft(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${Ps}`} width=${o} height=${Ps} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*Ps);return u`<rect key=${r.id} class=${r.state} x=${s*(al+$f)} y=${Ps-i} width=${al} height=${i} rx="2">
          <title>${`${he(r.start_time)}: ${r.state}, ${ft(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function Ls({hit:e,onChange:t}){let{schedule:n,enable_scheduler:o=!1,timezone:r}=e._source.ingest,s=e._id;if(!n)return u`<span class="muted">manual</span>`;let i=e.next_fire;return u`<span class="schedule">
    <span title=${`${n} ${r??"UTC"}${i?`, next ${he(i)}`:""}`}>
      ${o?i?an(i,Date.now()):"never":"off"}
    </span>
    <${mt} label=${o?"Disable":"Enable"} of=${`the schedule of ${s}`} requires=${ee.editJobs}
      request=${Wa(s,!o)} onDone=${t}
      question=${o?`Disable the schedule of ${s}? A run that is under way goes on.`:`Enable the schedule of ${s} (${n})?`} />
  </span>`}var vh=1e3,yh=5e3,wh=6e4,gf=50;function bf({id:e}){let t=oe(n=>Y(dr(e),n),wh,[e]);return u`<${ie} polling=${t}>
    ${n=>u`<${Sh} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function Sh({id:e,hit:t,onChange:n}){let o=Va(e),r=Ve(t.status!==void 0),s=oe(async f=>(r.current||=(await Y(dr(e),f)).status!==void 0,r.current?(await Y(o,f)).status:null),f=>f?.is_running?vh:yh,[e]),i=s.state.value.data,a=Ve(i?.state);return Pe(()=>{a.current&&a.current!==i?.state&&n(),a.current=i?.state},[i?.state]),u`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&u`<${fn} state=${i.state} />`}
      <div class="actions"><${xh} id=${e} isRunning=${i?.is_running??!1} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&u`<p>${t._source.ingest.description}</p>`}
    <${ie} polling=${s}>
      ${f=>f?u`<${As} status=${f} />`:u`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${Th} id=${e} execution=${i?.details?.execution} state=${i?.state} />
    <div class="columns">
      <${kh} hit=${t} onChange=${n} />
      <${Eh} id=${e} state=${i?.state} />
    </div>
    <${me} request=${o} />
  `}function xh({id:e,isRunning:t,onChange:n}){return u`
    ${t?u`<${mt} label="Abort" kind="danger" requires=${ee.abort} request=${ts(e)} onDone=${n}
          question=${`Abort the run of ${e}? The statement in the database is cancelled. Rows that a REPLACE has sent are discarded.`} />`:u`<${mt} label="Run" kind="primary" requires=${ee.run} request=${Kn(e)} onDone=${n} question=${`Run ${e} now?`} />
          <${mt} label="Run in full" requires=${ee.run} request=${Kn(e,{full:!0})} onDone=${n}
            question=${`Run ${e} as a first run does? It reads all rows, and sets the positions anew.`} />`}
    ${Ce(ee.editJobs)&&u`<a class="button" href=${L("job-form",e)}>Edit</a>
      <a class="button" href=${L("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!t&&u`<${mt} label="Delete" kind="danger" requires=${ee.editJobs} request=${Ha(e)}
      onDone=${()=>{location.hash=L("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function Th({id:e,execution:t,state:n}){let o=Ft(dn([Rs(e)],{size:gf})),r=oe(s=>Y(o,s),0,[e,t,n]);return u`<section class="panel">
    <h2>Last runs</h2>
    <${ie} polling=${r}>
      ${({hits:s})=>{let i=s.hits.map(a=>({...a._source.ingestion,id:a._id})).reverse();return u`<div class="scroll"><${_f} runs=${i} /></div>
          <div class="list"><${Jo} hits=${s.hits} /></div>
          ${s.total>gf&&u`<p><a href=${L("executions",void 0,{q:e})}>All ${s.total} runs</a></p>`}`}}
    <//>
  </section>`}function kh({hit:e,onChange:t}){let n=e._source.ingest;return u`<section class="panel">
    <h2>Definition</h2>
    <${Zn}>
      <${xe} name="Datasource"><a href=${L("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${xe} name="Target">${n.target}<//>
      <${xe} name="Strategy">${n.strategy}<//>
      <${xe} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${xe} name="Schedule">${n.schedule&&u`<code>${n.schedule}</code> `}${n.schedule&&(n.timezone??"UTC")} <${Ls} hit=${e} onChange=${t} /><//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function Eh({id:e,state:t}){let n=oe(o=>Y(Ja(e),o),0,[e,t]);return u`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">What the next run reads next: the values of the query's variables.</p>
    <${ie} polling=${n}>
      ${({positions:o})=>u`
        <${Zn}>
          ${Object.entries(o??{}).map(([r,s])=>u`<${xe} key=${r} name=${r}><code>${JSON.stringify(s)}</code><//>`)}
        <//>
        ${Object.keys(o??{}).length===0?u`<p>None are stored: the next run reads as a first one.</p>`:u`<p><${mt} label="Reset" kind="danger" requires=${ee.run} of="the positions" request=${Ga(e)} onDone=${n.reload}
              question=${`Reset the positions of ${e}? The next run reads as a first one does.`} /></p>`}
      `}
    <//>
  </section>`}function vf({request:e}){let[t,n]=W(void 0),{submit:o,isBusy:r,error:s}=ut(n);return u`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${r} aria-busy=${r} onClick=${()=>o(e)}>${r?"Asking \u2026":"Dry run"}</button>
    ${s&&u`<${Fe} error=${s} />`}
    <div role="status">${!s&&t&&u`<${Ch} plan=${t} />`}</div>
    <${me} request=${e} />
  </section>`}function Ch({plan:e}){return u`<div>
    <p class="good">A run would work.</p>
    <${Zn}>
      <${xe} name="Rows">${e.rows_total===void 0?"not known":`about ${K(e.rows_total)}`}<//>
      <${xe} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&u`<${xe} name="Removal guard"><${Dh} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${xe} name="Starts from"><${Ah} start=${e.start} /><//>
      <${xe} name="Next runs">
        ${e.next_fires?.length?u`<ul class="plain">${e.next_fires.map(t=>u`<li key=${t}>${he(t)} <span class="muted">${an(t,Date.now())}</span></li>`)}</ul>`:"only manually"}
      <//>
    <//>
    ${e.changes&&u`<${Rh} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function Dh({guard:e,rows:t}){let n=`The target has ${K(e.documents)} documents; a run with fewer than ${K(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?u`<span class="bad">${n} The estimate is below.</span>`:n}function Ah({start:e}){let t=Object.entries(e);return t.length?u`${t.map(([n,o])=>u`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function Rh({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?u`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>u`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:u`<p class="muted">The mapping of the target stays as it is.</p>`}var Ph=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function yf({ingest:e,change:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=ut(o),{datasource:a,query:f,mapping:h}=e,p=Xa(a??"",{query:f});return u`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${Ce(ee.editDatasources)&&u`<button type="button" disabled=${!a||!f||s} aria-busy=${s} onClick=${()=>r(p)}>
      ${s?"Reading \u2026":"Show the columns"}
    </button>`}
    ${i&&u`<${Fe} error=${i} />`}
    ${a&&f&&u`<${me} request=${p} />`}
    ${n&&u`<${Lh} defaults=${n.mapping} mapping=${h} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${Mo} label="Mapping" value=${h} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${Mo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${Mo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function Lh({defaults:e,mapping:t,onChange:n}){return u`<${Se} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return u`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${a=>n(wc(t,o,a.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...Ph,...i?[i]:[]])].map(a=>u`<option key=${a} value=${a} selected=${a===i}>${a}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function wf({ingest:e,change:t}){let{schedule:n="",timezone:o,enable_scheduler:r=!1}=e,s=n in us;function i(a){t("schedule")(a),!!a!=!!n&&t("enable_scheduler")(!!a),a&&!n&&!o&&t("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone)}return u`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${sn} label="Starts" value=${s?n:"custom"} onChange=${i} options=${s?us:{...us,custom:"As written below"}} />
    <${He} label="Quartz cron expression" value=${n} onChange=${i} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${n&&u`
      <${He} label="Time zone of the schedule" value=${o} onChange=${t("timezone")} placeholder="UTC" />
      <${fc} label="The schedule is enabled" value=${r} onChange=${t("enable_scheduler")} />
    `}
  </section>`}function Sf({datasource:e,onTable:t}){let{submit:n,error:o}=ut(({ingestions:i})=>t(i[0])),r=i=>n(rs(e,i)),s=oe(i=>Y(Qn(e,{}),i),0,[e]);return u`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&u`<${Fe} error=${o} />`}
    <${ie} polling=${s}>
      ${({catalogs:i})=>i.map(({name:a})=>u`<${xf} key=${a} name=${a} isOpen=${i.length===1}>
        <${Mh} datasource=${e} catalog=${a} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function Mh({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>Y(Qn(e,{catalog:t}),r),0,[e,t]);return u`<${ie} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>u`<${xf} key=${s} name=${s} isOpen=${r.length===1}>
      <${Nh} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function Nh({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>Y(Qn(e,{catalog:t,schema:n}),s),0,[e,t,n]);return u`<${ie} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>u`
      ${s.length===0&&u`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:a})=>u`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${a==="view"&&u`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function xf({name:e,isOpen:t,children:n}){let[o,r]=W(t);return u`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Tf({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return u`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&u`<p class="muted">The query returns no rows.</p>`}
    <${Se} label="First rows">
      <table>
        <thead><tr>${r.map(s=>u`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>u`<tr key=${i}>${r.map(a=>u`<td key=${a}>${Oh(s[a])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>u`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&u`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function Oh(e){return e==null?u`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function kf({label:e,value:t,onChange:n}){let o=Ve(null),r=Ve(null),s=Ve(n),i=Ve(t),[a,f]=W(!1);s.current=n,Pe(()=>{let p=!1;return import("./sql.js").then(({createEditor:$})=>{p||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:h}),f(!0))},()=>{}),()=>{p=!0,r.current?.destroy()}},[]),Pe(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t,a]);function h(p){i.current=p,s.current(p)}return u`<div class="editor">
    <div ref=${o}></div>
    ${!a&&u`<textarea rows="8" aria-label=${e} spellcheck="false" value=${t} onInput=${p=>h(p.target.value)}></textarea>`}
  </div>`}var qh=20,jh=200;function Ef({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let[s,i]=W(void 0),a=ut($=>{i($),r(Object.keys($.types))}),{datasource:f,query:h=""}=e,p=Za(f??"",{query:h,row_limit:qh,max_text_size:jh});return n.length?u`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${sn} label="Datasource" value=${f} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map($=>[$,$]))}} />
        ${f&&Ce(ee.editDatasources)&&u`<${Sf} key=${f} datasource=${f} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${kf} label="Query" value=${h} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${Ce(ee.editDatasources)&&u`<button type="button" disabled=${!f||!h||a.isBusy} aria-busy=${a.isBusy} onClick=${()=>a.submit(p)}>
          ${a.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${a.error&&u`<${Fe} error=${a.error} />`}
    ${s&&u`<${Tf} sample=${s} />`}
    ${f&&h&&u`<${me} request=${p} />`}
  </section>`:u`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${L("datasource-form")}>New datasource</a>
    </section>`}var Fh={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key"};function Cf({ingest:e,change:t,columns:n}){return u`
    <${He} label="Target" value=${e.target} onChange=${t("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${sn} label="Strategy" value=${e.strategy??"INCREMENTAL"} onChange=${t("strategy")} options=${Fh} />
    <${He} label="Key" value=${ds(e.pk_field)} onChange=${o=>t("pk_field")(yc(o))} suggestions=${n}
      placeholder="id" hint="Column whose value becomes the document's id; several with commas. Without one, each run adds new documents." />
    <details>
      <summary>Limits and batches</summary>
      <${He} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${t("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${He} label="Removal guard" value=${e.removal_guard} onChange=${t("removal_guard")} placeholder="50%"
        hint="A REPLACE that would remove more than this share of the documents is not published." />
      <${He} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${t("pipeline")} />
      <${He} label="Description" value=${e.description} onChange=${t("description")} />
    </details>
  `}function cl({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([Y(ns({size:1e3}),r),n?Y(dr(n),r):null]);return{datasources:s.hits.hits.map(a=>a._id),hit:i}},0,[n]);return u`<${ie} polling=${o}>
    ${({datasources:r,hit:s})=>u`<${Ih} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?Sc(s._source.ingest):s._source.ingest:{...vc,datasource:t.get("datasource")??""}} />`}
  <//>`}function Ih({datasources:e,saved:t,origin:n}){let[o]=W(n),[r,s]=W(t),[i,a]=W(t?._id??""),[f,h]=W(o),[p,$]=W([]),g=A=>U=>h(B=>({...B,[A]:U}));cs(f!==o);let b={ingest:fs(f)},S=pr(i,b,r?{if_seq_no:r._seq_no,if_primary_term:r._primary_term}:{op_type:"create"}),k=ut(()=>{location.hash=L("jobs",i)}),E=ut(()=>{location.hash=L("jobs",i)}),R=ut(A=>{s(A),E.submit(Kn(i))}),y=k.isBusy||R.isBusy||E.isBusy,P=k.error??R.error??E.error;function x(A){i||a(A._id),h(U=>({...U,...A._source.ingest,...U.target?{target:U.target}:{}}))}function Q(A){A.preventDefault(),(A.submitter?.value==="run"?R:k).submit(S)}return u`<form class="job-form" onSubmit=${Q}>
    <div class="heading"><h1>${r?`Job ${i}`:"New job"}</h1></div>
    <${Ef} ingest=${f} change=${g} datasources=${e} onTable=${x} onColumns=${$} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!r&&u`<${He} label="Job id" value=${i} onChange=${a} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${Cf} ingest=${f} change=${g} columns=${p} />
    </section>
    <${yf} ingest=${f} change=${g} />
    <${wf} ingest=${f} change=${g} />
    <${vf} request=${Ua(i||"new",b)} />
    ${P&&u`<${Fe} error=${P} />`}
    <div class="submit">
      <button class="primary" disabled=${y} aria-busy=${y}>Save</button>
      ${Ce(ee.run)&&u`<button value="run" disabled=${y}>Save and run</button>`}
      <a class="button" href=${r?L("jobs",i):L("jobs")}>Cancel</a>
    </div>
    <${me} request=${S} />
  </form>`}function ul({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return u`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var zh=1500,Vh=5e3;function Ms(){return oe(async e=>{let{jobs:t}=await Y(za(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?zh:Vh,[])}var Df=50,Bh=3e4;function Af({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=Ba({from:t,size:Df,sort:o,...ps(n)}),s=oe(p=>Y(r,p),Bh,[t,n,o]),i=Ms(),a=i.state.value.data&&[...i.state.value.data.keys()].sort().join(),f=Ve(a);Pe(()=>{f.current!==void 0&&f.current!==a&&s.reload(),f.current=a},[a]);let h=p=>L("jobs",void 0,{q:n,sort:o,...p});return u`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${Ce(ee.editJobs)&&u`<a class="button primary" href=${L("job-form")}>New job</a>`}
      </div>
    </div>
    <${cn} address=${p=>h(p)}>
      <${Wt} name="q" label="Search jobs" value=${n} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${ie} polling=${s}>
      ${({hits:p})=>u`
        <section class="panel"><${Se} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${ul} field="_id" sort=${o} address=${$=>h({sort:$})}>Job<//>
                <${ul} field="ingest.target" sort=${o} address=${$=>h({sort:$})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${p.hits.map($=>u`<${Hh} key=${$._id} hit=${$} status=${i.state.value.data?.get($._id)??$.status}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${p.total===0&&u`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${Df} total=${p.total} of="jobs" address=${$=>h({from:$})} />
      `}
    <//>
    <${me} request=${r} />
  `}function Hh({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return u`<tr>
    <td><a href=${L("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${fn} state=${t?.state} />
      ${t?.is_running&&o&&u`<${xr} details=${o} />`}
    </td>
    <td class="number">${K(t?.count)}</td>
    <td class="number">${ln(o?.docs_per_second)}</td>
    <td>${t&&Uh(t)}</td>
    <td><${Ls} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?u`<${mt} label="Abort" of=${r} kind="danger" requires=${ee.abort} request=${ts(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:u`<${mt} label="Run" of=${r} requires=${ee.run} request=${Kn(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${Ce(ee.editJobs)&&u`<a class="button" aria-label=${`Clone ${r}`} href=${L("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function Uh(e){return e.is_running?`for ${ft(Date.now()-e.start_time)}`:`${an(e.end_time,Date.now())}, took ${ft(e.end_time-e.start_time)}`}function Rf(){return u`<h1>There is no such page</h1>
    <p><a href=${L("overview")}>Overview</a></p>`}var fl=2e4,Jh=6e4,Tr=10,Lf=36e5,Mf=24*Lf;function Nf(){let e=Ms(),t=oe(f=>Y(Ft(dn([Nn("error"),wn({gte:Pf()})],{size:10})),f),fl,[]),n=oe(f=>Y(Ia(),f),fl,[]),o=oe(async f=>Ce(ee.readDeadLetters)?Y(ec(),f):null,fl,[]),r=oe(async f=>df((await Y(Ft(ff(Pf())),f)).aggregations.jobs.buckets),Jh,[]),s=n.state.value.data?.agents.filter(f=>f.is_alive).length,i=t.state.value.data?.hits.total,a=o.state.value.data?.hits.total;return u`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${Ce(ee.editDatasources)&&u`<a class="button" href=${L("datasource-form")}>New datasource</a>`}
        ${Ce(ee.editJobs)&&u`<a class="button primary" href=${L("job-form")}>New job</a>`}
      </div>
    </div>
    <${Ds}>
      <${Vt} name="Running" value=${K(e.state.value.data?.size)} href=${L("jobs")} />
      <${Vt} name="Failed in the last 24 hours" value=${K(i)} isBad=${i>0} href=${L("executions",void 0,{state:"error",hours:24})} />
      <${Vt} name="Failing each time" value=${K(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${L("executions",void 0,{state:"error",hours:24})} />
      ${a!==void 0&&u`<${Vt} name="Dead letters" value=${K(a)} isBad=${a>0} href=${L("dead-letters")} />`}
      <${Vt} name="Agents" value=${K(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${ie} polling=${e}>${f=>u`<${Wh} jobs=${f} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${ie} polling=${t}>
        ${({hits:f})=>f.total?u`<${Jo} hits=${f.hits} hasJob />`:u`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${ie} polling=${r}>${f=>u`<${Gh} jobs=${f} />`}<//>
    <div class="columns">
      <${Yh} />
      <section class="panel">
        <h2>Agents</h2>
        <${ie} polling=${n}>${f=>u`<${Kh} agents=${f.agents} />`}<//>
      </section>
    </div>
    <${Qh} />
  `}function Gh({jobs:e}){return e.length?u`<section class="panel">
    <h2>Failing each time</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,Tr).map(t=>u`<li key=${t}><a href=${L("jobs",t)}>${t}</a></li>`)}
      ${e.length>Tr&&u`<li class="muted">and ${e.length-Tr} more</li>`}
    </ul>
  </section>`:null}function Pf(){return Math.floor((Date.now()-Mf)/6e4)*6e4}function Wh({jobs:e}){return e.size?u`<${Se} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>u`<tr key=${t}>
          <td><a href=${L("jobs",t)}>${t}</a></td>
          <td><${fn} state=${n.state} /></td>
          <td><${xr} details=${n.details??{}} /></td>
          <td class="number">${K(n.count)}</td>
          <td class="number">${ln(n.details?.docs_per_second)}</td>
          <td class="number">${ft(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:u`<p class="muted">Nothing is running.</p>`}function Yh(){let e=oe(async t=>{let n=await Y(Po({from:Date.now(),to:Date.now()+Lf}),t);return n.fires.length<Tr?Y(Po({from:Date.now(),to:Date.now()+Mf}),t):n},6e4,[]);return u`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${ie} polling=${e}>
      ${({fires:t})=>u`
        ${t.length===0&&u`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.slice(0,Tr).map(({_id:n,time:o})=>u`<li key=${`${n} ${o}`}><a href=${L("jobs",n)}>${n}</a> <span class="muted">${an(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${L("schedule")}>Calendar</a>
      `}
    <//>
  </section>`}function Kh({agents:e}){return u`<${Se} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>u`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?an(t.heartbeat,Date.now()):u`<span class="state error">${an(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function Qh(){let e=oe(t=>Y(ja(),t),0,[]);return u`<${ie} polling=${e}>
    ${t=>u`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function Of(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s}of t)o(r).fires.push(s);for(let r of n.values())r.overruns=Xh(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var Zh=15e3;function Xh({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r})=>o+Zh<n&&n<r))}function qf(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function jf(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var Go=26,kr=180,Os=900,Ns=22,e$=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function Ff({lanes:e,now:t,from:n,to:o}){if(!e.length)return u`<p class="muted">No run and no fire time.</p>`;let r=i=>kr+(i-n)/(o-n)*Os,s=Ns+e.length*Go;return u`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${kr+Os} ${s}`} width=${kr+Os} height=${s}>
        ${jf(n,o).map(i=>u`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${Ns} y2=${s} /><text x=${r(i)+3} y="14">${e$.format(i)}</text></g>`)}
        ${e.map((i,a)=>u`<${t$} key=${i.id} lane=${i} x=${r} y=${Ns+a*Go} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${Ns-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
    </figcaption>
    <details><summary>Show as a table</summary><${Se} label="Calendar as a table"><${n$} lanes=${e} now=${t} /><//></details>
  </figure>`}function t$({lane:e,x:t,y:n}){let o=new Set(e.overruns);return u`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${kr+Os} y1=${n+Go} y2=${n+Go} />
    ${e.runs.map(r=>u`<rect key=${r.execution} class=${r.state} x=${Math.max(kr,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-t(r.start))} height=${Go-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${he(r.start)}, ${ft(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>u`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+Go/2} r="2.5"><title>${he(r)}</title></circle>`)}
  </g>`}function n$({lanes:e,now:t}){return u`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${e.map(({id:n,runs:o,fires:r,overruns:s})=>u`<tr key=${n}>
        <td><a href=${L("jobs",n)}>${n}</a></td>
        <td class="number">${o.length}</td>
        <td class="number">${o.filter(({state:i})=>i==="error").length}</td>
        <td>${he(o[0]?.start)}</td>
        <td>${he(r.find(i=>i>t))}</td>
        <td class="number">${s.length}</td>
      </tr>`)}
    </tbody>
  </table>`}var dl=36e5,o$={6:"6 hours",24:"24 hours",168:"7 days"},r$=6e4,If=2e3,pl=60,s$=10;function zf({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*dl,a=s+t*dl,[f,h]=await Promise.all([Y(Ft(dn([wn({gte:i})],{size:If})),r),Y(Po({from:i,to:a}),r)]);return{now:s,from:i,to:a,runs:f.hits.hits.map(i$),fires:h.fires,isCut:h.truncated||f.hits.total>If}},r$,[t]);return u`
    <div class="heading"><h1>Schedule</h1></div>
    <${cn} address=${r=>L("schedule",void 0,r)}>
      <${Wt} name="q" label="Part of the job's id" value=${n} />
      <${$r} name="hours" label="Before and after now" value=${String(t)} options=${o$} />
    <//>
    <${ie} polling=${o}>
      ${({now:r,from:s,to:i,runs:a,fires:f,isCut:h})=>{let p=Of(a,f).filter(({id:g})=>g.includes(n)),$=f.filter(g=>g.time>=r&&g._id.includes(n));return u`
          <section class="panel"><h2>Calendar</h2><${Ff} lanes=${p.slice(0,pl)} now=${r} from=${s} to=${i} />
            ${p.length>pl&&u`<p class="muted">${p.length-pl} further jobs are left out: filter by their ids.</p>`}
            ${h&&u`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${l$} lanes=${p} />
            <${a$} fires=${$} />
          </div>
        `}}
    <//>
    <${me} request=${Po({from:Date.now(),to:Date.now()+t*dl})} />
  `}function i$({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state}}function l$({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return u`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>u`<li key=${n}><a href=${L("jobs",n)}>${n}</a>: ${o.length} times, last at ${he(o.at(-1))}</li>`)}</ul>
  </section>`}function a$({fires:e}){let t=qf(e).slice(0,s$);return u`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>u`<li key=${n}>${he(n)}: ${o.slice(0,5).map(r=>u`<a key=${r} href=${L("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function Vf({id:e}){let t=oe(async n=>{let{catalogs:o}=await Y(Qn(e,{}),n);return(await Promise.all(o.map(async({name:s})=>(await Y(Qn(e,{catalog:s}),n)).catalogs[0]))).flatMap(({name:s,schemas:i})=>i.map(({name:a})=>({catalog:s,schema:a})))},0,[e]);return u`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${L("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${ie} polling=${t}>${n=>u`<${c$} datasource=${e} schemas=${n} />`}<//>
  `}function c$({datasource:e,schemas:t}){let[n,o]=W(0),r=t[n];return r?u`
    ${t.length>1&&u`<${sn} label="Schema" value=${String(n)} onChange=${s=>o(Number(s))}
      options=${Object.fromEntries(t.map((s,i)=>[i,s.catalog===s.schema?s.schema:`${s.catalog}.${s.schema}`]))} />`}
    <${u$} key=${n} datasource=${e} ...${r} />
  `:u`<p class="empty">The datasource's user may read no schema.</p>`}function u$({datasource:e,catalog:t,schema:n}){let o=rs(e,{catalog:t,schema:n}),r=oe(s=>Y(o,s),0,[e,t,n]);return u`<${ie} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>u`<${f$} proposals=${s} isCut=${i} />`}
    <//>
    <${me} request=${o} />`}function f$({proposals:e,isCut:t}){let[n,o]=W(new Set),[r,s]=W(new Map),[i,a]=W(new Map),[f,h]=W(!1),p=e.filter(({_id:k})=>i.get(k)!=="created"),$=p.filter(({_id:k})=>n.has(k));function g(k){let E=new Set(n);E.delete(k)||E.add(k),o(E)}async function b(){h(!0);try{await S()}finally{h(!1)}}async function S(){for(let{_id:k,_source:E}of $){let R=await Y(pr(k,r.get(k)??E,{op_type:"create"})).then(()=>"created",y=>y instanceof at?y:Promise.reject(y));a(y=>new Map(y).set(k,R))}}return e.length?u`<section class="panel">
    <${Se} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${p.length>0&&$.length===p.length}
            onChange=${()=>o(new Set($.length===p.length?[]:p.map(({_id:k})=>k)))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(k=>u`<${d$} key=${k._id} proposal=${k} result=${i.get(k._id)} isSelected=${n.has(k._id)}
          onToggle=${()=>g(k._id)} onSource=${E=>s(new Map(r).set(k._id,E))} />`)}
      </tbody>
    </table><//>
    ${t&&u`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!$.length||f} aria-busy=${f} onClick=${b}>Create ${$.length} ${$.length===1?"job":"jobs"}</button>
      <a class="button" href=${L("jobs")}>To the jobs</a>
    </div>
    ${$[0]&&u`<${me} request=${pr($[0]._id,r.get($[0]._id)??$[0]._source,{op_type:"create"})} />`}
  </section>`:u`<p class="empty">No tables that this user may read.</p>`}function d$({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:a}){let f=r==="created",h=p=>a(p.target.value==="REPLACE"?t:n);return u`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${f} checked=${s} onChange=${i} /></td>
    <td>${f?u`<a href=${L("jobs",e)}>${e}</a>`:e}</td>
    <td>${ds(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?u`<select aria-label=${`Strategy of ${e}`} disabled=${f} onChange=${h}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted">${o.join(" ")}</td>
    <td>${f?u`<span class="good">created</span>`:r&&u`<${Fe} error=${r} />`}</td>
  </tr>`}var ml={overview:{title:"Overview",list:Nf,requires:ee.readRuns},jobs:{title:"Jobs",list:Af,object:bf,requires:ee.readJobs},executions:{title:"Runs",list:hf,object:pf,requires:ee.readRuns},schedule:{title:"Schedule",list:zf,requires:ee.readRuns},"dead-letters":{title:"Dead letters",list:Dc,requires:ee.readDeadLetters},datasources:{title:"Datasources",list:Ec,requires:ee.readDatasources},"job-form":{list:cl,object:cl,requires:ee.editJobs},"datasource-form":{list:Ci,object:Ci,requires:ee.editDatasources},tables:{object:Vf,requires:ee.createJobsOfTables}};function Bf(e,t){let n=ml[e],o=t===void 0?n?.list:n?.object;return!n||!o?{component:Rf,name:"Not found",requires:[]}:{component:o,name:t??n.title??"New",requires:n.requires}}function Hf(){return u`
    <a class="skip" href="#main" onClick=${p$}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${L("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${bn.value&&u`<${m$} />`}
      <${h$} />
    </header>
    <main id="main" tabindex="-1">${Ro.value?u`<${lc} />`:bn.value?u`<${_$} />`:u`<${$$} />`}</main>
  `}function p$(e){e.preventDefault(),document.getElementById("main")?.focus()}function m$(){let e=Ei.value.page;return u`<nav aria-label="Pages">
    ${Object.entries(ml).map(([t,{title:n,requires:o}])=>n&&Ce(o)&&u`<a key=${t} href=${L(t)} aria-current=${t===e?"page":void 0}>${n}</a>`)}
  </nav>`}function h$(){return bn.value?.security?u`<div class="account">
    ${bn.value.username} ${Xr.value&&u`<button type="button" onClick=${ic}>Log out</button>`}
  </div>`:null}function $$(){let[e,t]=W(void 0);return Pe(()=>{let n=0,o=()=>{ls().catch(r=>{if(!(r instanceof at))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?u`<${Fe} error=${e} />`:u`<p class="empty" aria-busy="true">Loading …</p>`}function _$(){let{page:e,id:t,query:n}=Ei.value,{component:o,name:r,requires:s}=Bf(e,t),i=Ve(!0);Pe(()=>{document.title=`${r} \u2013 Siren sidecar`,i.current||document.getElementById("main")?.focus({preventScroll:!0}),i.current=!1},[e,t]);let a=Ti(s);return a?u`<p class="alert error" role="alert">You have no permission to see this page: it requires ${a[1]} on ${a[0]}.</p>`:u`<${o} key=${`${e}/${t}`} id=${t} query=${n} />`}var Uf=document.getElementById("console");Uf&&(Ma(),na(u`<${Hf} />`,Uf));
