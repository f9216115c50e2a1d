var be,Pa,ji,Rn,Oi,ls,La,ss,Ma,qi,Ii,Ep,mr=Symbol.for("pv"),as={},cs=[],Cp=/^m(i|n|o|s|text|space)$/,Fi=Array.isArray,Vi=cs.slice,Xn=Object.assign;function Zn(e){e&&e.parentNode&&e.remove()}function us(e,t,n){var o,r,s,i={},l=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return l>2&&(i.children=l>3?Vi.call(arguments,2):n),pr(e,i,o,r,null)}function pr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:mr,__v:r||++Pa,__i:-1,__u:0};return!r&&be.vnode&&be.vnode(s),s}function eo(e){return e.children}function jo(e,t){this.props=e,this.context=t,this.__g=0}function Pn(e,t){if(t==null)return e.__&&Pn(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:Pn(e)}function Dp(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Xn({constructor:mr},n)).__v=n.__v+1,be.vnode&&be.vnode(t),zi(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||Pn(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,Fa(r,t,s),n.__=n.__e=null,t.__e!=o&&Na(t))}function Na(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),Na(e)}function Aa(e){(8&e.__g||(e.__g|=8,Rn.push(e),ls++))&&Oi==be.debounceRendering||((Oi=be.debounceRendering)||queueMicrotask)(Oa)}function Oa(){try{for(var e,t=1;Rn.length;)Rn.length>t&&Rn.sort(La),e=Rn.shift(),t=Rn.length,8&e.__g&&Dp(e)}finally{(ls=Rn.length)&&(Oi||queueMicrotask)(Oa)}}function Ia(e,t,n,o,r,s,i,l,u,d,m){var $,g,b,x,E,D,L=o.__k||cs,y=t.length;for(u=Ap(n,t,L,u,y),$=0;$<y;$++)(b=n.__k[$])!=null&&(g=~b.__i&&L[b.__i]||as,b.__i=$,D=zi(e,b,g,r,s,i,l,u,d,m),x=b.__e,(g.ref!=b.ref||8&g.__u)&&(g.ref&&Bi(g.ref,null,b,g),b.ref&&m.push(b.ref,b.__c||x,b)),E=E||x,4&b.__u?(u=ja(b,u,e,!g.__v),g.__e&&(g.__e=null)):typeof b.type=="function"&&D!==void 0?u=D:x&&(u=x.nextSibling),b.__u&=-21);return n.__e=E,u}function Ap(e,t,n,o,r){var s,i,l,u,d,m,$,g,b,x=n.length,E=x,D=0,L=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=pr(null,i):Fi(i)?i=y[s]=pr(eo,{children:i}):i.constructor===mr&&i.__b?i=y[s]=pr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,u=s+D,i.__=e,i.__b=e.__b+1,l=null,~(d=i.__i=Rp(i,n,u,E))&&(E--,(l=n[d])&&(l.__u|=2)),l&&l.__v?(i.__u|=16,d==u-1?D--:d==u+1?D++:d!=u&&(d>u?D--:D++,L=1)):(~d||(r>x?D--:r<x&&D++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(L){for(m=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(D=0,g=m.length;D<g;)m[b=D+g>>1]<i.__i?D=b+1:g=b;m[D]=i.__i,$[s]=D+1}for(D=m.length;s--;)$[s]&&($[s]==D?D--:y[s].__u|=4)}if(E)for(s=0;s<x;s++)!(l=n[s])||2&l.__u||(l.__e==o&&(o=Pn(l)),Hi(l,l));return o}function ja(e,t,n,o){var r,s,i,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=ja(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=Pn(e))&&!t.parentNode&&(t=null),i=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(i!=l&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function Rp(e,t,n,o){var r,s=e.key,i=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&s==null||u&&s==l.key&&i==l.type)return n;if(o>(u?1:0)){for(r=n-1;r>=0;r--)if((l=t[r])&&!(2&l.__u)&&s==l.key&&i==l.type)return r;for(r=n+1;r<t.length;r++)if((l=t[r])&&!(2&l.__u)&&s==l.key&&i==l.type)return r}return-1}function Ra(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function rs(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Ra(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Ra(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=Ii[t]||(Ii[t]=Pp(t)),(e.__a||(e.__a={}))[t]=qi,s=t!=(t=t.replace(Ma,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Pp(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[ss]==null)t[ss]=qi++;else if(t[ss]<this.__a[e])return;return n(be.event?be.event(t):t)}}}function zi(e,t,n,o,r,s,i,l,u,d){var m,$,g,b,x,E,D,L,y,R,S,K,N,Q,G,te,B,T,V=t.type;if(t.constructor!==mr)return null;128&n.__u&&(u=32&n.__u,m=n.__c.__z)&&(t.__u|=u,$=s=[],m.nodeType==8?l=is(m,s):s.push(m),l=s[0]||l),(m=be.__b)&&m(t);e:if(typeof V=="function"){g=i.length;try{if(L=t.props,y=(m=V.prototype)&&m.render,R=(m=V.contextType)&&o[m.__c],S=m?R?R.props.value:m.__:o,(b=n.__c)?(t.__c=b,2&b.__g&&(b.__g|=1)):(y?t.__c=b=new V(L,S):(t.__c=b=new jo(L,S),b.constructor=V,b.render=Mp),R&&R.sub(b),b.state||(b.state={}),b.__n=o,b.__g|=8,b.__h=[],b.__k=[]),y&&(b.__s||(b.__s=b.state),V.getDerivedStateFromProps&&(b.__s==b.state&&(b.__s=Xn({},b.__s)),Xn(b.__s,V.getDerivedStateFromProps(L,b.__s)))),x=b.props,E=b.state,b.__v=t,n.__c){if(L!==x&&y&&!V.getDerivedStateFromProps&&b.componentWillReceiveProps&&b.componentWillReceiveProps(L,S),t.__v==n.__v&&!(8&b.__g)||!(4&b.__g)&&b.shouldComponentUpdate&&b.shouldComponentUpdate(L,b.__s,S)===!1){t.__v!=n.__v&&(b.props=L,b.state=b.__s,b.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(P){P&&(P.__=t)}),cs.push.apply(b.__h,b.__k),b.__k=[],b.__h.length&&i.push(b),l=Pn(n);break e}b.componentWillUpdate&&b.componentWillUpdate(L,b.__s,S),y&&b.componentDidUpdate&&b.__h.push(function(){b.componentDidUpdate(x,E,D)})}else y&&!V.getDerivedStateFromProps&&b.componentWillMount&&b.componentWillMount(),y&&b.componentDidMount&&b.__h.push(b.componentDidMount);b.context=S,b.props=L,b.__P=e,b.__g&=-5,K=be.__r,N=y?25:0;do b.__g&=-9,K&&K(t),m=b.render(b.props,b.state=b.__s,b.context);while(8&b.__g&&++N<25);y&&(cs.push.apply(b.__h,b.__k),b.__k=[]),b.state=b.__s,b.getChildContext&&(o=Xn({},o,b.getChildContext())),y&&n.__c&&b.getSnapshotBeforeUpdate&&(D=b.getSnapshotBeforeUpdate(x,E)),Q=m&&m.type===eo&&m.key==null?m.props.children:m,L.__P&&(m=l,r=(e=L.__P).namespaceURI,u=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(P){P&&Hi(P,P)}),n.__k=null),l=n.__k?Pn(n,0):null),l=Ia(e,Fi(Q)?Q:[Q],t,n,o,r,s,i,l,u,d),L.__P&&(t.__e=null,l=m),t.__u&=-161,$&&$.some(Zn),b.__h.length&&i.push(b),1&b.__g&&(b.__g&=-4)}catch(P){if(i.length=g,t.__v=null,u||s)if(P&&P.then){if(t.__u|=128|u,s){for(~(B=s.indexOf(l||void 0))||(B=s.length);(T=s[B-1])&&T.nodeType==8;)B--;for(;B<s.length;B++)if(T=s[B])if(s[B]=null,G){if(T==te)break}else{if(T.nodeType!=8)break;T.data.startsWith("$s")&&(te=is(G=T))}}if(!G){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;G=l}(m=is(G=t.__c.__z||(t.__c.__z=G)))?(t.__e=G,l=m):t.__e=l,l=l&&l.nextSibling}else s&&s.some(Zn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),P&&P.then||qa(t),be.__e(P,t,n)}}else l=t.__e=Lp(n.__e,t,n,o,r,s,i,u,d,e);return(m=be.diffed)&&m(t),l}function is(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function qa(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(qa))}function Fa(e,t,n){for(var o=0;o<n.length;)Bi(n[o++],n[o++],n[o++]);be.__c&&be.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){be.__e(s,r.__v)}})}function Lp(e,t,n,o,r,s,i,l,u,d){var m,$,g,b,x,E,D,L,y=n.props||as,R=t.props,S=t.type;if(S=="svg"?r="http://www.w3.org/2000/svg":S=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(m=0;m<s.length;m++)if((x=s[m])&&(S?x.localName==S:x.nodeType==3)){e=x,s[m]=null;break}}if(!e){if(L=d.ownerDocument||document,!S)return L.createTextNode(R);e=L.createElementNS(r,S,R.is?R:d),l&&(be.__m&&be.__m(t,s),l=!1),s=null}if(S){if(d=S=="template"&&e.content||e,s=S=="textarea"&&R.defaultValue!=null?null:s&&Vi.call(d.childNodes),!l&&s)for(y={},m=0;m<e.attributes.length;m++)y[(x=e.attributes[m]).name]=x.value;for(m in y)x=y[m],m=="dangerouslySetInnerHTML"?g=x:m=="children"||m in R||m=="value"&&"defaultValue"in R||m=="checked"&&"defaultChecked"in R||rs(e,m,null,x,r);for(m in R)x=R[m],m=="children"?b=x:m=="dangerouslySetInnerHTML"?$=x:m=="value"?E=x:m=="checked"?D=x:l&&typeof x!="function"||y[m]===x||rs(e,m,x,y[m],r);$?(l||g&&($.__html==g.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(g&&(e.textContent=""),(S=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&Cp.test(S))&&(r="http://www.w3.org/1999/xhtml"),Ia(d,Fi(b)?b:[b],t,n,o,r,s,i,s?s[0]:n.__k&&Pn(n,0),l,u),s&&s.some(Zn)),l&&S!="textarea"||(m="value",S=="progress"&&E==null?e.removeAttribute(m):E==null||E===e[m]&&(S!="progress"||E)||rs(e,m,E,y[m],r),m="checked",D!=null&&D!=e[m]&&rs(e,m,D,y[m],r))}else y===R||l&&e.data==R||(e.data=R);return e}function Bi(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){be.__e(r,n)}}function Hi(e,t,n){var o,r,s,i;if(be.unmount&&be.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Bi(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){be.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&Hi(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=is(o,s=[]))&&(o==e.__e&&s.some(Zn),Zn(r),Zn(o)),n||Zn(e.__e),e.__e=e.__c=e.__=null}function Mp(e,t,n){return this.constructor(e,n)}function Va(e,t){var n,o,r,s;be.__&&be.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=pr(eo,{children:[e]}),r=[],s=[],zi(t,t.__k,o||as,as,t.namespaceURI,o?null:t.firstChild?Vi.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),Fa(r,t.__k,s),t.__k.props.children=null}be={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(l){e=l}}throw ls=0,e}},Pa=0,ji=function(e){return e!=null&&e.constructor===mr},jo.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Xn({},this.state)),typeof e=="function"&&(e=e(Xn({},n),this.props)),e&&(Xn(n,e),this.__v&&(t&&this.__k.push(t),Aa(this)))},jo.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Aa(this))},jo.prototype.render=eo,Rn=[],ls=0,La=function(e,t){return e.__v.__b-t.__v.__b},ss=Symbol(),Ma=/(PointerCapture)$|Capture$/i,qi=0,Ii={},Ep=0;var to,Be,Ui,za,Ji=Object.is,fs=0,Qa=[],Gi=[],ze=be,Ba=ze.__b,Ha=ze.__r,Ua=ze.diffed,Ja=ze.__c,Ga=ze.unmount,Wa=ze.__;function $r(e,t){ze.__h&&ze.__h(Be,e,fs||t),fs=0;var n=Be.__H||(Be.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function ee(e){return fs=1,Np(Za,e)}function Np(e,t,n){var o=$r(to++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Za(void 0,t),function(s){var i=(o.__N||o.__)[0],l=o.t(i,s);Ji(i,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=Be,!Be.__f)){Be.__f=!0;var r=Be.shouldComponentUpdate;Be.shouldComponentUpdate=function(s,i,l){var u=this.__H;if(!u)return!0;var d=!1,m=this.props!=s;if(u.__.some(function(g){g.__N&&(d=!0,Ji(g.__[0],g.__N[0])||(m=!0))}),r){var $=r.call(this,s,i,l);return d?$||m:$}return!d||m}}return o.__}function Dt(e,t){var n=$r(to++,3);!ze.__s&&Yi(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,Be.__H.__h.push(n))}function At(e,t){var n=$r(to++,4);!ze.__s&&Yi(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,Be.__h.push(n))}function Oe(e){return fs=5,qo(function(){return{current:e}},[])}function qo(e,t){var n=$r(to++,7);return Yi(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function _r(){var e=$r(to++,11);if(!e.__){for(var t=Be.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function Op(){var e;do{for(;e=Gi.shift();)try{hr(e)}catch(n){ze.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Qa.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(hr),t.__h.some(Wi),t.__h=[]}catch(n){t.__h=[],ze.__e(n,e.__v)}}}while(Gi.length)}ze.__b=function(e){Be=null,Ba&&Ba(e)},ze.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Wa&&Wa(e,t)},ze.__r=function(e){Ha&&Ha(e),to=0;var t=(Be=e.__c).__H;t&&(Ui==Be?Be.__h=[]:(t.__h.some(hr),t.__h.some(Wi),to=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),Ui=Be},ze.diffed=function(e){Ua&&Ua(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ka(Qa.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Ui=Be=null},ze.__c=function(e,t){t.some(function(n){try{n.__h.some(hr),n.__h=n.__h.filter(function(o){return!o.__||Wi(o)})}catch(o){n.__h=[function(){throw o}]}}),Ja&&Ja(e,t)},ze.unmount=function(e){Ga&&Ga(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,Ka(Gi.push(r))}else hr(r)}catch(s){t=s}}),o.__H=void 0,t&&ze.__e(t,o.__v))};var Ya=typeof requestAnimationFrame=="function";function Ip(e){var t,n=function(){clearTimeout(o),Ya&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);Ya&&(t=requestAnimationFrame(n))}function Ka(e){e!=1&&za==ze.requestAnimationFrame||((za=ze.requestAnimationFrame)||Ip)(Op)}function hr(e){var t=Be,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),Be=t}function Wi(e){var t=Be;e.__c=e.__(),Be=t}function Yi(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Ji(n,e[o])})}function Za(e,t){return typeof t=="function"?t(e):t}var ec=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],l=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=l:i===4?o[1]=Object.assign(o[1]||{},l):i===5?(o[1]=o[1]||{})[t[++s]]=l:i===6?o[1][t[++s]]+=l+"":i?(r=e.apply(l,ec(e,l,n,["",null])),o.push(r),l[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(l)}return o},Xa=new Map;function tc(e){var t=Xa.get(this);return t||(t=new Map,Xa.set(this,t)),(t=ec(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",l="",u=[0],d=function(g){s===1&&(g||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?u.push(0,g,i):s===3&&(g||i)?(u.push(3,g,i),s=2):s===2&&i==="..."&&g?u.push(4,g,0):s===2&&i&&!g?u.push(5,0,!0,i):s>=5&&((i||!g&&s===5)&&(u.push(s,0,i,r),s=6),g&&(u.push(s,g,0,r),s=6)),i=""},m=0;m<n.length;m++){m&&(s===1&&d(),d(m));for(var $=0;$<n[m].length;$++)o=n[m][$],s===1?o==="<"?(d(),u=[u],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:l?o===l?l="":i+=o:o==='"'||o==="'"?l=o:o===">"?(d(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[m][$+1]===">")?(d(),s===3&&(u=u[0]),s=u,(u=u[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(d(),s=2):i+=o),s===3&&i==="!--"&&(s=4,u=u[0])}return d(),u})(e)),t),arguments,[])).length>1?t:t[0]}var c=tc.bind(us);function Je({error:{causes:e,message:t,status:n}}){let o=n>0&&c`
    <ol>${e.map(({type:r,reason:s})=>c`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return c`<${Ki} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Ki({messages:e,details:t=e.length>2&&c`<ol>${e.map(n=>c`<li>${n}</li>`)}</ol>`}){let[n=""]=e,o=e.at(-1)??"";return c`<div class="alert error" role="alert">
    <div>${n}</div>
    ${!n.includes(o)&&c`<div><b>Root cause:</b> ${o}</div>`}
    ${t&&c`<details><summary>Details</summary>${t}</details>`}
  </div>`}function ds({error:e,id:t,isNew:n,address:o}){return!n||e.causes[0]?.type!=="version_conflict_engine_exception"?c`<${Je} error=${e} />`:c`<div class="alert error" role="alert">[${t}] exists already. Choose another id, or <a href=${o}>change the existing one</a>.</div>`}var Ke=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function nc(e,t){return e?.causes.find(({reason:n})=>n.startsWith(`[${t}]`)||n.startsWith(`[${t}.`))?.reason}function oc(e,t){let n=[];for(let o=Fo(t,"error");o;o=Fo(o,"caused_by")){if(typeof o=="string")return new Ke(e,[{type:"exception",reason:o}]);n.push({type:String(Fo(o,"type")??"exception"),reason:String(Fo(o,"reason")??"")})}return!n.length&&Fo(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Fo(t,"_id"))}] does not exist`}),new Ke(e,n)}function Fo(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var jp=Symbol.for("preact-signals");function $s(){if(bn>1)bn--;else{var e,t=!1;for((function(){var r=ms;for(ms=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();br!==void 0;){var n=br;for(br=void 0,ps++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&sc(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(ps=0,bn--,t)throw e}}function vr(e){if(bn>0)return e();Qi=++qp,bn++;try{return e()}finally{$s()}}var gr,Ie=void 0;function yr(e){var t=Ie,n=gr;Ie=void 0,gr=void 0;try{return e()}finally{Ie=t,gr=n}}var br=void 0,bn=0,ps=0,qp=0,Qi=0,ms=void 0,hs=0;function rc(e){if(Ie!==void 0){var t=e.n;if(t===void 0||t.t!==Ie)return t={i:0,S:e,p:Ie.s,n:void 0,t:Ie,e:void 0,x:void 0,r:t},Ie.s!==void 0&&(Ie.s.n=t),Ie.s=t,e.n=t,32&Ie.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Ie.s,t.n=void 0,Ie.s.n=t,Ie.s=t),t}}function Qe(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Qe.prototype.brand=jp;Qe.prototype.h=function(){return!0};Qe.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:yr(function(){var o;(o=t.W)==null||o.call(t)}))};Qe.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&yr(function(){var r;(r=t.Z)==null||r.call(t)}))}};Qe.prototype.subscribe=function(e){var t=this;return oo(function(){var n=t.value;yr(function(){return e(n)})},{name:"sub"})};Qe.prototype.valueOf=function(){return this.value};Qe.prototype.toString=function(){return this.value+""};Qe.prototype.toJSON=function(){return this.value};Qe.prototype.peek=function(){var e=this;return yr(function(){return e.value})};Object.defineProperty(Qe.prototype,"value",{get:function(){var e=rc(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ps>100)throw new Error("Cycle detected");(function(n){bn!==0&&ps===0&&n.l!==Qi&&(n.l=Qi,ms={S:n,v:n.v,i:n.i,o:ms})})(this),this.v=e,this.i++,hs++,bn++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{$s()}}}});function gt(e,t){return new Qe(e,t)}function sc(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function ic(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function lc(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function no(e,t){Qe.call(this,void 0,t),this.x=e,this.s=void 0,this.g=hs-1,this.f=4}no.prototype=new Qe;no.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===hs))return!0;if(this.g=hs,this.f|=1,this.i>0&&!sc(this))return this.f&=-2,!0;var e=Ie;try{ic(this),Ie=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Ie=e,lc(this),this.f&=-2,!0};no.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Qe.prototype.S.call(this,e)};no.prototype.U=function(e){if(this.t!==void 0&&(Qe.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};no.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(no.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=rc(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function vn(e,t){return new no(e,t)}function ac(e){var t=e.j;if(e.j=void 0,typeof t=="function"){bn++;var n=Ie;Ie=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Zi(e),o}finally{Ie=n,$s()}}}function Zi(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,ac(e)}function Fp(e){if(Ie!==this)throw new Error("Out-of-order effect");lc(this),Ie=e,this.f&=-2;try{8&this.f&&Zi(this)}finally{$s()}}function Vo(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,gr&&gr.push(this)}Vo.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Vo.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,ac(this),ic(this),bn++;var e=Ie;return Ie=this,Fp.bind(this,e)};Vo.prototype.N=function(){2&this.f||(this.f|=2,this.u=br,br=this)};Vo.prototype.d=function(){this.f|=8,1&this.f||Zi(this)};Vo.prototype.dispose=function(){this.d()};function oo(e,t){var n=new Vo(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var cc,gs,_s,Vp=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var uc=[];oo(function(){cc=this.N})();function zo(e,t){be[e]=t.bind(null,be[e]||function(){})}function wr(e){if(_s){var t=_s;_s=void 0,t()}_s=e&&e.S()}function fc(e){var t=this,n=e.data,o=Bp(n);o.name="ReactiveDom",o.value=n;var r=qo(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var d=vn(function(){var b=o.value.value;return b===0?0:b===!0?"":b||""}),m=vn(function(){return!Array.isArray(d.value)&&!ji(d.value)}),$=oo(function(){if(this.N=dc,m.value){var b=d.value;l.__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=b)}}),g=t.__$u.d;return t.__$u.d=function(){$(),g.call(this)},[m,d]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}fc.displayName="ReactiveTextNode";Object.defineProperties(Qe.prototype,{constructor:{configurable:!0,value:us(eo,null).constructor},type:{configurable:!0,value:fc},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});zo("__b",function(e,t){if(wr(),gs=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Qe&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});zo("__r",function(e,t){if(e(t),t.type!==eo){wr();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return oo(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;Vp&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),gs=o,wr(n)}});zo("__e",function(e,t,n,o){wr(),gs=void 0,e(t,n,o)});zo("diffed",function(e,t){wr(),gs=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var l=s[i];l===void 0||o&&i in o||(l.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var u in o){var d=s[u],m=o[u];d===void 0?(d=zp(n,u,m,r),s[u]=d):d.o(m,r)}}}e(t)});function zp(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=gt(n);return{o:function(i,l){s.value=i,o=l},d:oo(function(){this.N=dc;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}zo("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var l=t.props;for(var u in i)l[u]=i[u]}t.__np=void 0}else{var d=t.__c;if(d){d.__$f|=8;var m=d.__$u;m&&(d.__$u=void 0,m.d())}}e(t)});zo("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});jo.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function Bp(e,t){return qo(function(){return gt(e,t)},[])}var Hp=function(e){queueMicrotask(function(){queueMicrotask(e)})};function Up(){vr(function(){for(var e;e=uc.shift();)cc.call(e)})}function dc(){uc.push(this)===1&&(be.requestAnimationFrame||Hp)(Up)}var Wt=gt(!1);var pc=1800*1e3,Sr="sidecar.authorization",Ln=gt(Jp()),Xi=vn(()=>Ln.value?.user),bs=vn(()=>Ln.value!==void 0);function vs(){return Ln.value?.authorization}function mc(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function hc(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function $c(e){Ln.value=e}function _c(){sessionStorage.setItem(Sr,JSON.stringify({credentials:Ln.value,lastInput:Date.now()}))}function xr(){sessionStorage.removeItem(Sr),Ln.value=void 0}function el(){xr(),Wt.value=!0}function gc(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Ln.value&&Date.now()-e>pc?el():sessionStorage.getItem(Sr)&&sessionStorage.setItem(Sr,JSON.stringify({credentials:Ln.value,lastInput:e}))},1e4)}function Jp(){let e=JSON.parse(sessionStorage.getItem(Sr)??"null");return e&&Date.now()-e.lastInput<=pc?e.credentials:void 0}var tl=new URL("../..",document.baseURI).href.replace(/\/$/,""),Gp=3e4;async function W({method:e,path:t,body:n,limit:o=Gp},r){let s=vs(),i=r||e==="GET"?AbortSignal.timeout(o):void 0,l=m=>{throw r?.aborted?m:new Ke(0,[{type:"connection_error",reason:i?.aborted?`the sidecar has not answered within ${o/1e3} seconds`:"the sidecar does not answer"}])},u=await fetch(tl+t,{method:e,headers:Wp(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...i?{signal:AbortSignal.any(r?[r,i]:[i])}:{}}).catch(l),d=await u.json().catch(m=>i?.aborted?l(m):void 0);if(u.ok&&d!==void 0)return d;throw u.ok?new Ke(u.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(u.status===401&&s===vs()&&el(),oc(u.status,d))}function Wp(e){let t=vs();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function ue(e,t,{query:n={},body:o,limit:r}={}){let s=Object.entries(n).flatMap(([l,u])=>u===void 0||u===""?[]:[[l,String(u)]]),i=new URLSearchParams(s).toString();return{method:e,path:i?`${t}?${i}`:t,...o===void 0?{}:{body:o},...r===void 0?{}:{limit:r}}}function Ve(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function bc({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function vc({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",Tr(r)]:s?["-H",Tr("authorization: ApiKey <key>")]:[],l=["curl",...e==="GET"?[]:[`-X${e}`],...i,Tr(o+t)];return n!==void 0&&l.push("-H",Tr("content-type: application/json"),"-d",Tr(JSON.stringify(n,null,2))),l.join(" ")}function Tr(e){return`'${e.replaceAll("'","'\\''")}'`}function yc(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var ln="/_siren/connector",wc=12e4,Sc=()=>ue("GET","/_siren"),xc=()=>ue("GET",`${ln}/_me`),Tc=()=>ue("GET",`${ln}/agents`),Yp=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),kc=()=>ue("GET",`${ln}/jobs/ingestion`,{query:{detailed:!0,filter_path:Yp}}),ys=e=>ue("GET",Ve`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),ws=e=>ue("POST",Ve`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),Ft=e=>ue("POST",`${ln}/jobs/_search`,{query:{detailed:!0},body:e}),Ss=e=>ue("GET",`${ln}/ingestion/_search`,{query:{...e,include_status:!0}}),kr=(e,t={})=>ue("GET",Ve`/_siren/connector/ingestion/${e}`,{query:t}),Er=(e,t,n)=>ue("PUT",Ve`/_siren/connector/ingestion/${e}`,{query:n,body:t}),Ec=e=>ue("DELETE",Ve`/_siren/connector/ingestion/${e}`),Cc=(e,t)=>ue("POST",Ve`/_siren/connector/ingestion/${e}/_validate`,{body:t}),Mn=(e,t={})=>ue("POST",Ve`/_siren/connector/ingestion/${e}/_run`,{query:t}),Dc=e=>ue("POST",Ve`/_siren/connector/ingestion/${e}/_verify`),Ac=e=>ue("GET",Ve`/_siren/connector/ingestion/${e}/_positions`),Rc=e=>ue("DELETE",Ve`/_siren/connector/ingestion/${e}/_positions`),Pc=(e,t)=>ue("POST",Ve`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),xs=e=>ue("GET",`${ln}/datasource/_search`,{query:e}),Lc=e=>ue("GET",Ve`/_siren/connector/datasource/${e}`),Mc=(e,t,n)=>ue("PUT",Ve`/_siren/connector/datasource/${e}`,{query:n,body:t}),Nc=e=>ue("DELETE",Ve`/_siren/connector/datasource/${e}`),Ts=(e,t)=>ue("POST",Ve`/_siren/connector/datasource/${e}/_validate`,{body:t}),ro=(e,t)=>ue("GET",Ve`/_siren/connector/datasource/${e}/_metadata`,{query:t,limit:wc}),Oc=(e,t)=>ue("POST",Ve`/_siren/connector/datasource/${e}/_sample`,{body:t}),Ic=(e,t)=>ue("POST",Ve`/_siren/connector/datasource/${e}/_transforms`,{body:t}),Cr=e=>ue("GET",`${ln}/schedule`,{query:e}),jc=()=>ue("GET",`${ln}/dead_letters/_search`,{query:{size:0}}),qc=e=>ue("POST",`${ln}/dead_letters/_search`,{query:{detailed:!0},body:e}),Fc=e=>ue("POST",`${ln}/dead_letters/_groups`,{body:e}),Vc=(e,t)=>ue("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),zc=(e,t)=>ue("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),ks=(e,t)=>ue("POST",Ve`/_siren/connector/datasource/${e}/_definitions`,{body:t,limit:wc});var Es=".siren-jobs",so=".siren-ingestions",yn=".siren-datasources",Bc=".siren-dead-letters",U=Object.freeze({readRuns:[[Es,"read"]],readJobs:[[so,"read"],[Es,"read"]],readSchedules:[[so,"read"]],run:[[Es,"write"],[yn,"read"]],abort:[[Es,"write"]],editJobs:[[so,"write"],[yn,"read"]],changeJobs:[[so,"write"],[yn,"read"],[so,"read"]],readDatasources:[[yn,"read"],[so,"read"]],editDatasources:[[yn,"write"]],changeDatasources:[[yn,"write"],[yn,"read"]],createJobsOfTables:[[yn,"write"],[so,"write"],[yn,"read"]],readDeadLetters:[[Bc,"read"]],retry:[[Bc,"write"]]}),an=gt(void 0),nl=gt(0);async function Cs(){let e=await W(xc()),t=an.value;vr(()=>{(e.username===null||e.username!==t?.username)&&(nl.value+=1),an.value=e,Wt.value=!1})}function Hc(){xr(),an.value=void 0}function ol(e){return e.find(([t,n])=>!an.value?.index[t]?.[n])}function he(e){return ol(e)===void 0}function Uc(){let[e,t]=ee(""),[n,o]=ee(!1);async function r(i){i.preventDefault();let l=new FormData(i.target),[u,d,m]=["name","password","key"].map($=>String(l.get($)??""));o(!0),$c(m?hc(m):mc(u??"",d??""));try{await Cs(),l.has("remember")&&_c()}catch($){if(!($ instanceof Ke))throw $;xr(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return c`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&c`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&c`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function Jc(e){return Wt.value?null:c`<${Kp} ...${e} />`}function Kp({title:e,onClose:t,isBusy:n,children:o}){let r=Oe(null);At(()=>{let i=r.current,l=document.activeElement;return i?.showModal(),()=>{i?.close(),l instanceof HTMLElement&&l.focus()}},[]);function s(i){n?i.preventDefault():t()}return c`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function $e({request:e}){let t=yc(e);return c`<details class="request">
    <summary>Show request</summary>
    <${Gc} title="Dev Tools" text=${bc(t)} />
    <${Gc} title="curl" text=${vc(t,tl,{user:Xi.value,hasKey:bs.value&&!Xi.value})} />
  </details>`}function Gc({title:e,text:t}){let[n,o]=ee(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return c`<div>
    <h3>${e} ${navigator.clipboard&&c`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function it(e){let[t,n]=ee(void 0),{label:o,requires:r,kind:s,of:i}=e;return he(r)?c`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&c`<${Qp} ...${t} onClose=${()=>n(void 0)} />`}`:null}function Qp({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:l,error:u}=cn(d=>{s(),o?.(d)});return c`<${Jc} title=${e} onClose=${s} isBusy=${l}>
    <p>${t}</p>
    ${u&&c`<${Je} error=${u} />`}
    <${$e} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${l} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${l} aria-busy=${l} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function cn(e){let[t,n]=ee(!1),[o,r]=ee(void 0);async function s(i){n(!0),r(void 0);try{let l=await W(i);n(!1),e(l)}catch(l){if(!(l instanceof Ke))throw l;r(l),n(!1)}}return{submit:s,isBusy:t,error:o}}var rl=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],Wc=["B","kB","MB","GB","TB"],Yc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),Zp=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),Xp=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),em=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function J(e){return e===void 0?"\u2013":Yc.format(e)}function un(e){return e===void 0?"\u2013":Zp.format(e)}function Kc(e){if(e===void 0)return"\u2013";let t=Math.min(Wc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${Wc[t]}`}function Qc(e){return e===void 0?"\u2013":`${Yc.format(e)}/s`}function ut(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=rl.findIndex(([,o])=>e>=o),n=e;return rl.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function ce(e){return e===void 0?"\u2013":Xp.format(e).replace(",","")}function Zc(e){return em.format(e)}function fn(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=rl.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function Xc(e){return e===void 0?"":`${Math.floor(e)} %`}function Dr(e,t){let n=e[`${t}_by`],o=e[`${t}_by_api_key`];return n&&o?`${n} (API key ${o})`:n}function eu({state:e,attempts:t,error:n}){let o=t>1?`${e} after ${t} attempts`:e;return e==="pending"&&t>0?`pending, ${t} failed: ${n??"\u2013"}`:n?`${o}: ${n}`:o}function wn({children:e}){return c`<dl class="facts">${e}</dl>`}function we({name:e,children:t}){return c`<dt>${e}</dt><dd>${t}</dd>`}var tm={created:"Created",updated:"Last saved"};function Ds({hit:e}){return c`${Object.entries(tm).map(([t,n])=>e[`${t}_time`]!==void 0&&c`<${we} key=${t} name=${n}>${nm(e,t)}<//>`)}`}function nm(e,t){let n=Dr(e,t),o=ce(e[`${t}_time`]);return n?`${o}, by ${n}`:o}function Nn(e,t){let n=JSON.stringify(e),[o,r]=ee(""),[s,i]=ee(void 0),{submit:l,isBusy:u,error:d}=cn(g=>{i({key:n,response:g}),t?.(g)}),m=()=>{r(n),i(void 0),l(e)},$=s!==void 0&&s.key!==n;return{ask:m,isBusy:u,error:o===n?d:void 0,answer:s?.response,isOutdated:$}}function As({isShown:e,of:t}){return e&&c`<p class="alert warning" role="status">The query has changed: these are ${t} of the earlier one.</p>`}function Rs({request:e,of:t}){let{ask:n,isBusy:o,error:r,answer:s,isOutdated:i}=Nn(e);if(!he(U.editDatasources))return null;let l=!o&&!r&&!i&&s;return c`<span class="test">
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${o} aria-busy=${o} onClick=${n}>${o?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${l&&`Connected to ${l.product} ${l.product_version}.`}</span>
    ${r&&c`<${Je} error=${r} /><${$e} request=${e} />`}
  </span>`}function Te({label:e,value:t,onChange:n,hint:o,suggestions:r,error:s,...i}){let l=_r(),u=o||s?`${l}-hint`:void 0;return c`<div class="field">
    <label for=${l}>${e}</label>
    <input id=${l} value=${t??""} onInvalid=${ru} aria-invalid=${s?"true":void 0} aria-describedby=${u} list=${r&&`${l}-list`} spellcheck=${!1} autocomplete="off" ...${i}
      onInput=${d=>n(d.target.value)} />
    ${r&&c`<datalist id=${`${l}-list`}>${r.map(d=>c`<option value=${d} />`)}</datalist>`}
    ${u&&c`<div class="hint" id=${u}>${s?c`<span class="bad">${s}</span>`:o}</div>`}
  </div>`}function nu({label:e,value:t,onChange:n,hint:o,error:r}){let s=_r();return c`<div class="field">
    <label for=${s}>${e}</label>
    <textarea id=${s} rows="4" spellcheck=${!1} aria-invalid=${r?"true":void 0} aria-describedby=${`${s}-hint`} value=${t??""}
      onInput=${i=>n(i.target.value)}></textarea>
    <div class="hint" id=${`${s}-hint`}>${r?c`<span class="bad">${r}</span>`:o}</div>
  </div>`}function St({label:e,value:t,onChange:n,hint:o,options:r,required:s,error:i}){let l=_r(),u=o||i?`${l}-hint`:void 0;return c`<div class="field">
    <label for=${l}>${e}</label>
    <select id=${l} value=${t??""} required=${s} aria-invalid=${i?"true":void 0} aria-describedby=${u}
      onChange=${d=>n(d.target.value)}>
      ${Object.entries(r).map(([d,m])=>c`<option key=${d} value=${d} selected=${d===(t??"")}>${m}</option>`)}
    </select>
    ${u&&c`<div class="hint" id=${u}>${i?c`<span class="bad">${i}</span>`:o}</div>`}
  </div>`}function ou({label:e,value:t,onChange:n}){return c`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function Bo({label:e,value:t,onChange:n,hint:o}){let r=_r(),[s,i]=ee(()=>tu(t)),[l,u]=ee(""),d=Oe(t),m=Oe(null);At(()=>{JSON.stringify(t)!==JSON.stringify(d.current)&&(d.current=t,i(tu(t)),u(""))},[t]),At(()=>m.current?.setCustomValidity(l),[l]);function $(g){i(g);try{d.current=g.trim()?JSON.parse(g):void 0,n(d.current),u("")}catch(b){u(String(b instanceof Error?b.message:b))}}return c`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${m} id=${r} rows="6" spellcheck=${!1} onInvalid=${ru} aria-invalid=${l?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${g=>$(g.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${l?c`<span class="bad">${l}</span>`:o}</div>
  </div>`}function ru(e){let t=e.target.closest("details");t&&(t.open=!0)}function tu(e){return e===void 0?"":JSON.stringify(e,null,2)}function se({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?c`<${Je} error=${o} />`:c`<p class="empty" aria-busy="true">Loading …</p>`:c`${o&&c`<${Je} error=${o} />
    <p class="muted">Shown is what was known at ${ce(r)}.</p>`}
  ${t(n)}`}var sl=gt(location.hash),Ps=history.state?.position??0;su();var Ar;addEventListener("popstate",()=>{let e=Ps,t=location.hash===sl.value;Ps=history.state?.position??(t?e:e+1),su(),t||!Ar||Ar()?sl.value=location.hash:history.go(e-Ps)});function su(){history.replaceState({position:Ps},"")}function iu(e){return Ar=e,()=>Ar=void 0}function Rr(e){Ar=void 0,location.hash=e}var il=vn(()=>om(sl.value));function om(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?rm(r.join("/")):void 0,query:new URLSearchParams(n)}}function A(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function rm(e){try{return decodeURIComponent(e)}catch{return e}}function Ls(e){At(()=>{if(!e)return;addEventListener("beforeunload",lu);let t=iu(()=>confirm("Leave this form without saving it?"));return()=>{removeEventListener("beforeunload",lu),t()}},[e])}function lu(e){e.preventDefault()}var Lr={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${Pr(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${Pr(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${Pr(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${Pr(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${Pr(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function Pr({host:e,port:t}){return t?`${e}:${t}`:e}var au=Object.freeze({strategy:"REPLACE"});function ll(e){return e.strategy==="MIRROR"||Ho(e)!=="none"}function Mr(e){return(e.strategy??"INCREMENTAL")==="INCREMENTAL"}function Ho({deletions:e,deletions_schedule:t}){return typeof e=="object"&&e!==null?"column":e!=="compare"?"none":t==null?"compare":"schedule"}function cu({partition:e}){return e?e.executor??"local":"none"}function Ms(e,t){let{executor:n,...o}=e.partition??{column:""};return{...e,partition:t==="none"?void 0:t==="local"?o:{...o,executor:t}}}var sm="0 0 3 ? * SUN";function Nr(e,t,n){let o=t==="compare"||t==="schedule",r={...e,deletions:o?"compare":t==="column"?{column:""}:void 0,deletions_query:o?e.deletions_query:void 0};return Or(r,"deletions_schedule",t==="schedule"?sm:void 0,n)}function io({schedule:e,deletions_schedule:t}){return!!(e||t)}function Or(e,t,n,o){let r={...e,[t]:n},s=io(r),i=io(e);if(s===i)return r;let l=!io(o)||o.enable_scheduler===!0,u=s&&!e.timezone?Intl.DateTimeFormat().resolvedOptions().timeZone:e.timezone;return{...r,enable_scheduler:s&&l,timezone:u}}var uu=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function Ns(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function Os(e){return[e??[]].flat().join(", ")}function fu(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function du(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...l}=e??{};return Object.keys(s).length?{...l,properties:s}:Object.keys(l).length?l:void 0}function al(e,t,n){return!e||e===t?n:e}function pu(e,t,n){return{...{...Nr(e,"none",{}),pk_field:void 0},...n,target:al(e.target,t?.target,n.target)}}function mu(e){return{...e,enable_scheduler:!1}}var hu=5e3;function oe(e,t,n){let o=qo(()=>im(e,t),n);return Dt(()=>o.start(),[o]),o}var $u=()=>document.hidden||Wt.value;function im(e,t){let n=gt({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1,i=Date.now();async function l(){clearTimeout(r),o.abort();let $=o=new AbortController,g=Date.now();try{let b=await e($.signal);if($.signal.aborted)return;n.value={data:b,error:void 0,loaded:Date.now()}}catch(b){if($.signal.aborted)return;if(!(b instanceof Ke))throw b;n.value={...n.value,error:b}}finally{let b=u();s&&b&&!$.signal.aborted&&!$u()&&(r=setTimeout(l,Math.max(b-(Date.now()-g),b/4)))}}function u(){let{data:$,error:g}=n.value,b=typeof t=="function"?t($,Date.now()-i):t;return g?.isTemporary?Math.min(b||hu,hu):b}function d(){$u()?clearTimeout(r):(u()||!n.value.loaded||n.value.error)&&l()}function m(){s=!0,i=Date.now(),document.addEventListener("visibilitychange",d);let $=Wt.subscribe(d);return()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",d),$()}}return{state:n,start:m,reload:()=>{l()}}}function cl({id:e}){let t=oe(async n=>e===void 0?null:W(Lc(e),n),0,[e]);return c`<${se} polling=${t}>${n=>c`<${lm} hit=${n} />`}<//>`}function lm({hit:e}){let[t,n]=ee(e?._id??""),[o]=ee(e?._source.jdbc??{}),[r,s]=ee(o),i=g=>b=>s(x=>({...x,[g]:b}));Ls(r!==o);let l={jdbc:Ns(r)},u=Mc(t,l,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:d,isBusy:m,error:$}=cn(()=>Rr(A("tables",t)));return c`<form onSubmit=${g=>{g.preventDefault(),d(u)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&c`<${Te} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&c`<${am} onChange=${i("url")} />`}
      <${Te} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${Te} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${Te} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${Te} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Driver and its properties</summary>
        <${Te} label="Driver" value=${r.driver} onChange=${i("driver")} placeholder="found by the URL"
          hint="The class or the folder of a JDBC driver. PostgreSQL, MySQL and MariaDB are read without one, unless you name its folder." />
        <${Bo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${e?.updated_time!==void 0&&c`<${wn}><${Ds} hit=${e} /><//>`}
    ${$&&c`<${ds} error=${$} id=${t} isNew=${!e} address=${A("datasource-form",t)} />`}
    <div class="submit">
      <button class="primary" disabled=${m} aria-busy=${m}>Save</button>
      <${Rs} request=${Ts(t||"new",l)} />
      <a class="button" href=${A("datasources")}>Cancel</a>
    </div>
    <${$e} request=${u} />
  </form>`}function am({onChange:e}){let[t,n]=ee(""),[o,r]=ee({host:"",port:"",database:""}),s=Lr[t];function i(d){n(d),l(d,{...o,port:String(Lr[d]?.port??"")})}function l(d,m){r(m);let $=Lr[d];$&&e($.url(m))}let u=d=>m=>l(t,{...o,[d]:m});return c`
    <${St} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(Lr).map(([d,{name:m}])=>[d,m]))}} />
    ${s?.port&&c`<div class="row">
      <${Te} label="Host" value=${o.host} onChange=${u("host")} placeholder="db.example.org" />
      <${Te} label="Port" value=${o.port} onChange=${u("port")} />
    </div>`}
    ${s&&c`<${Te} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${u("database")} />`}
  `}function dn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return c`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Yt({name:e,label:t,value:n,placeholder:o}){let[r,s]=ee(n);return At(()=>s(n),[n]),c`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function Uo({name:e,label:t,value:n,options:o}){return c`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>c`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var cm=1e4;function On({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=cm,l=Math.min(e+t,n);return c`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${J(e+1)} to ${J(l)} of ${J(n)} ${n===1?o.replace(/s$/,""):o}`:`No ${o}`}</span>
    ${e>0&&c`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&c`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&c`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function ve({label:e,children:t}){return c`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function Is(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var _u=50,ul=3;function gu({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=xs({from:t,size:_u,include_used_by:!0,...Is(n)}),r=oe(s=>W(o,s),0,[t,n]);return c`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${he(U.editDatasources)&&c`<a class="button primary" href=${A("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${dn} address=${s=>A("datasources",void 0,s)}>
      <${Yt} name="q" label="Search datasources" value=${n} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${se} polling=${r}>
      ${({hits:s})=>c`
        <section class="panel"><${ve} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${s.hits.map(i=>c`<${um} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&c`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${On} from=${t} size=${_u} total=${s.total} of="datasources" address=${i=>A("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${$e} request=${o} />
  `}function um({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return c`<tr>
    <td>${he(U.editDatasources)?c`<a href=${A("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td class="message">
      ${o.slice(0,ul).map(r=>c`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}
      ${o.length>ul&&c`<a href=${A("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-ul} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${Rs} request=${Ts(n)} of=${n} />
      ${he(U.createJobsOfTables)&&c`<a class="button" href=${A("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${it} label="Delete" of=${n} kind="danger" requires=${U.editDatasources} request=${Nc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function js(){let[e,t]=ee(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var fl=["id","execution","type","field","summary","q"],fm=["type","field","summary"];function bu(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=fl.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function qs(e){let t=fl.filter(n=>e[n]===null).join();return{...Object.fromEntries(fl.map(n=>[n,e[n]??void 0])),without:t}}function vu(e,t){return{...e,...Object.fromEntries(fm.map(n=>[n,t[n]]))}}var yu=50;function wu({query:e}){let t=bu(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=ee(""),i=oe(m=>W(Fc(t),m),0,[o]),l=qc({...t,from:n,size:yu}),u=oe(m=>W(l,m),0,[o,n]);function d(m){s(dm(m)),i.reload(),u.reload()}return c`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${dn} address=${m=>A("dead-letters",void 0,{...qs(t),...m})}>
      <${Yt} name="id" label="Job" value=${t.id??""} />
      <${Yt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&c`<a class="button" href=${A("dead-letters")}>Show all</a>`}
    <//>
    ${r&&c`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${se} polling=${i}>${m=>c`<${pm} groups=${m.groups} filter=${t} onDone=${d} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${se} polling=${u}>
        ${({hits:m})=>c`
          <${mm} key=${`${o} ${n}`} hits=${m.hits} onDone=${d} />
          <${On} from=${n} size=${yu} total=${m.total} of="dead letters" address=${$=>A("dead-letters",void 0,{...qs(t),from:$})} />
        `}
      <//>
    </section>
    <${$e} request=${l} />
  `}function dm({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${J(r)} deleted.`:`${[`${J(e)} indexed`,t&&`${J(t)} rejected again`,n&&`${J(n)} not tried in time`,o&&`${J(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function pm({groups:e,filter:t,onDone:n}){if(!e.length)return c`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return c`<${ve} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=vu(t,r),l=r.summary??r.type;return c`<tr key=${JSON.stringify(i)}>
          <td class="number">${J(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${l}`}></progress></td>
          <td class="message"><a href=${A("dead-letters",void 0,qs({...i,...s?{id:s}:{}}))}>${l}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(u=>c`<a key=${u} href=${A("jobs",u)}>${u}</a> `)}</td>
          <td class="time">${ce(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&c`<${Su} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function Su({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${J(n)} rows`,s=`${J(n)} ${n===1?"row":"rows"} of ${e}`;return c`
    <${it} label="Retry" of=${s} requires=${U.retry} request=${Vc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${it} label="Delete" of=${s} kind="danger" requires=${U.retry} request=${zc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function mm({hits:e,onDone:t}){let{selected:n,toggle:o}=js(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return c`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&c`<${Su} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
      ${s.size>1&&c`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${ve} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${e.map(({_id:i,_source:l})=>c`<tr key=${i}>
          <td><input type="checkbox" aria-label=${`Choose row ${l.id??l.row} of ${l.job}`} checked=${n.has(i)} onChange=${()=>o(i)} /></td>
          <td><a href=${A("jobs",l.job)}>${l.job}</a></td>
          <td>${l.id??"\u2013"}</td>
          <td class="message">${l.error.reason}${!l.retryable&&c` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${A("executions",l.execution)}>${ce(l["@timestamp"])}</a></td>
          <td>${l.document&&c`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${l.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var Jo={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function dl({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],l=n.at(-1);o===null||s===void 0||i===void 0||(l&&l.part===o&&l.to===s?l.to=i:n.push({part:o,from:s,to:i}))}),n}function xu(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function Tu({events:e}){return c`<section class="panel">
    <h2>Events</h2>
    <${ve} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>c`<tr key=${o}><td class="time">${ce(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}var In=e=>Fs(e)===void 0,pl=e=>Fs(e)==="verification",Ir=e=>Fs(e)==="deletion",Fs=e=>e?.details?.kind,hm={verification:"Verification",deletion:"Deletions"},Vs=e=>hm[Fs(e)]??"Run";function jn({status:e}){if(Ir(e)){let{deleted:n}=e.details;return c`<span class="muted">deletions${n!==void 0&&`: ${J(n)}`}</span>`}if(!pl(e))return null;let t=e.details.comparison?.matches;return c`<span class=${t===!1?"bad":"muted"}>verification${t!==void 0&&(t?": matches":": differs")}</span>`}function ku({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return c`<section class="panel">
    <h2>Ranges</h2>
    <${ve} label="Ranges">
      <table>
        <thead><tr><th>Range</th><th class="number">Rows</th><th class="wide">Share of the largest</th><th>Last id</th></tr></thead>
        <tbody>
          ${e.map(({name:n,count:o,last_id:r})=>c`<tr key=${n}>
              <td>${n}</td>
              <td class="number">${J(o)}</td>
              <td><progress max=${t} value=${o} aria-label=${`Rows of range ${n}`}></progress></td>
              <td>${r??"\u2013"}</td>
            </tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}var $m="uplot",_m="u-hz",gm="u-vt",bm="u-title",vm="u-wrap",ym="u-under",wm="u-over",Sm="u-axis",co="u-off",xm="u-select",Tm="u-cursor-x",km="u-cursor-y",Em="u-cursor-pt",Cm="u-legend",Dm="u-live",Am="u-inline",Rm="u-series",Pm="u-marker",Eu="u-label",Lm="u-value",qr="width",Fr="height";var Cu="bottom",Go="left",ml="right",Rl="#000",Du=Rl+"0",hl="mousemove",Au="mousedown",$l="mouseup",Ru="mouseenter",Pu="mouseleave",Lu="dblclick",Mm="resize",Nm="scroll",Mu="change",Js="dppxchange",Pl="--",er=typeof window<"u",yl=er?document:null,Yo=er?window:null,Om=er?navigator:null,_e,zs;function wl(){let e=devicePixelRatio;_e!=e&&(_e=e,zs&&xl(Mu,zs,wl),zs=matchMedia(`(min-resolution: ${_e-.001}dppx) and (max-resolution: ${_e+.001}dppx)`),uo(Mu,zs,wl),Yo.dispatchEvent(new CustomEvent(Js)))}function Rt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Sl(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Pe(e,t,n){e.style[t]=n+"px"}function Kt(e,t,n,o){let r=yl.createElement(e);return t!=null&&Rt(r,t),n?.insertBefore(r,o),r}function Vt(e,t){return Kt("div",e,t)}var Nu=new WeakMap;function pn(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=Nu.get(e);s!=i&&(e.style.transform=s,Nu.set(e,s),t<0||n<0||t>o||n>r?Rt(e,co):Sl(e,co))}var Ou=new WeakMap;function Iu(e,t,n){let o=t+n,r=Ou.get(e);o!=r&&(Ou.set(e,o),e.style.background=t,e.style.borderColor=n)}var ju=new WeakMap;function qu(e,t,n,o){let r=t+""+n,s=ju.get(e);r!=s&&(ju.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var Ll={passive:!0},Im={...Ll,capture:!0};function uo(e,t,n,o){t.addEventListener(e,n,o?Im:Ll)}function xl(e,t,n,o){t.removeEventListener(e,n,Ll)}er&&wl();function Qt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:Pt((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function mf(e){return(n,o,r)=>{let s=-1,i=-1;for(let l=o;l<=r;l++)if(e(n[l])){s=l;break}for(let l=r;l>=o;l--)if(e(n[l])){i=l;break}return[s,i]}}var hf=e=>e!=null,$f=e=>e!=null&&e>0,Ys=mf(hf),jm=mf($f);function qm(e,t,n,o=0,r=!1){let s=r?jm:Ys,i=r?$f:hf;[t,n]=s(e,t,n);let l=e[t],u=e[t];if(t>-1)if(o==1)l=e[t],u=e[n];else if(o==-1)l=e[n],u=e[t];else for(let d=t;d<=n;d++){let m=e[d];i(m)&&(m<l?l=m:m>u&&(u=m))}return[l??ke,u??-ke]}function Ks(e,t,n,o){let r=zu(e),s=zu(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?Sn:_f,l=r==1?Pt:zt,u=s==1?zt:Pt,d=l(i(Xe(e))),m=u(i(Xe(t))),$=Ko(n,d),g=Ko(n,m);return n==10&&(d<0&&($=Ee($,-d)),m<0&&(g=Ee(g,-m))),o||n==2?(e=$*r,t=g*s):(e=yf(e,$),t=Qs(t,g)),[e,t]}function Ml(e,t,n,o){let r=Ks(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var Nl=.1,Fu={mode:3,pad:Nl},zr={pad:0,soft:null,mode:0},Fm={min:zr,max:zr};function Gs(e,t,n,o){return Zs(n)?Vu(e,t,n):(zr.pad=n,zr.soft=o?0:null,zr.mode=o?3:0,Vu(e,t,Fm))}function pe(e,t){return e??t}function Vm(e,t,n){for(t=pe(t,0),n=pe(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function Vu(e,t,n){let o=n.min,r=n.max,s=pe(o.pad,0),i=pe(r.pad,0),l=pe(o.hard,-ke),u=pe(r.hard,ke),d=pe(o.soft,ke),m=pe(r.soft,-ke),$=pe(o.mode,0),g=pe(r.mode,0),b=t-e,x=Sn(b),E=bt(Xe(e),Xe(t)),D=Sn(E),L=Xe(D-x);(b<1e-24||L>10)&&(b=0,(e==0||t==0)&&(b=1e-24,$==2&&d!=ke&&(s=0),g==2&&m!=-ke&&(i=0)));let y=b||E||1e3,R=Sn(y),S=Ko(10,Pt(R)),K=y*(b==0?e==0?.1:1:s),N=Ee(yf(e-K,S/10),24),Q=e>=d&&($==1||$==3&&N<=d||$==2&&N>=d)?d:ke,G=bt(l,N<Q&&e>=Q?Q:Zt(Q,N)),te=y*(b==0?t==0?.1:1:i),B=Ee(Qs(t+te,S/10),24),T=t<=m&&(g==1||g==3&&B>=m||g==2&&B<=m)?m:-ke,V=Zt(u,B>T&&t<=T?T:bt(T,B));return G==V&&G==0&&(V=100),[G,V]}var zm=new Intl.NumberFormat(er?Om.language:"en-US"),Ol=e=>zm.format(e),Lt=Math,Us=Lt.PI,Xe=Lt.abs,Pt=Lt.floor,Ze=Lt.round,zt=Lt.ceil,Zt=Lt.min,bt=Lt.max,Ko=Lt.pow,zu=Lt.sign,Sn=Lt.log10,_f=Lt.log2,Bm=(e,t=1)=>Lt.sinh(e)*t,_l=(e,t=1)=>Lt.asinh(e/t),ke=1/0;function Bu(e){return(Sn((e^e>>31)-(e>>31))|0)+1}function Tl(e,t,n){return Zt(bt(e,t),n)}function gf(e){return typeof e=="function"}function le(e){return gf(e)?e:()=>e}var Hm=()=>{},bf=e=>e,vf=(e,t)=>t,Um=e=>null,Hu=e=>!0,Uu=(e,t)=>e==t,Jm=/\.\d*?(?=9{6,}|0{6,})/gm,fo=e=>{if(Sf(e)||Fn.has(e))return e;let t=`${e}`,n=t.match(Jm);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${fo(r)}e${s}`}return Ee(e,o)};function lo(e,t){return fo(Ee(fo(e/t))*t)}function Qs(e,t){return fo(zt(fo(e/t))*t)}function yf(e,t){return fo(Pt(fo(e/t))*t)}function Ee(e,t=0){if(Sf(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Ze(o)/n}var Fn=new Map;function wf(e){return((""+e).split(".")[1]||"").length}function Hr(e,t,n,o){let r=[],s=o.map(wf);for(let i=t;i<n;i++){let l=Xe(i),u=Ee(Ko(e,i),l);for(let d=0;d<o.length;d++){let m=e==10?+`${o[d]}e${i}`:o[d]*u,$=(i>=0?0:l)+(i>=s[d]?0:s[d]),g=e==10?m:Ee(m,$);r.push(g),Fn.set(g,$)}}return r}var Br={},Il=[],Qo=[null,null],qn=Array.isArray,Sf=Number.isInteger,Gm=e=>e===void 0;function Ju(e){return typeof e=="string"}function Zs(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Wm(e){return e!=null&&typeof e=="object"}var Ym=Object.getPrototypeOf(Uint8Array),xf="__proto__";function Zo(e,t=Zs){let n;if(qn(e)){let o=e.find(r=>r!=null);if(qn(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=Zo(e[r],t)}else n=e.slice()}else if(e instanceof Ym)n=e.slice();else if(t(e)){n={};for(let o in e)o!=xf&&(n[o]=Zo(e[o],t))}else n=e;return n}function Ge(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=xf&&(Zs(e[r])?Ge(e[r],Zo(o[r])):e[r]=Zo(o[r]))}return e}var Km=0,Qm=1,Zm=2;function Xm(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function eh(e,t){if(oh(e)){let i=e[0].slice();for(let l=1;l<e.length;l++)i.push(...e[l].slice(1));return rh(i[0])||(i=nh(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let u=e[i][0],d=u.length;for(let m=0;m<d;m++)n.add(u[m])}let o=[Array.from(n).sort((i,l)=>i-l)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let l=e[i],u=l[0];for(let d=1;d<l.length;d++){let m=l[d],$=Array(r).fill(void 0),g=t?t[i][d]:Qm,b=[];for(let x=0;x<m.length;x++){let E=m[x],D=s.get(u[x]);E===null?g!=Km&&($[D]=E,g==Zm&&b.push(D)):$[D]=E}Xm($,b,r),o.push($)}}return o}var th=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function nh(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],l=Array(n);for(let u=0;u<n;u++)l[u]=i[o[u]];r.push(l)}return r}function oh(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function rh(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=bt(1,Pt((r-o+1)/t));for(let i=e[o],l=o+s;l<=r;l+=s){let u=e[l];if(u!=null){if(u<=i)return!1;i=u}}return!0}var Tf=["January","February","March","April","May","June","July","August","September","October","November","December"],kf=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Ef(e){return e.slice(0,3)}var sh=kf.map(Ef),ih=Tf.map(Ef),lh={MMMM:Tf,MMM:ih,WWWW:kf,WWW:sh};function jr(e){return(e<10?"0":"")+e}function ah(e){return(e<10?"00":e<100?"0":"")+e}var ch={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>jr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>jr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>jr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>jr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>jr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>ah(e.getMilliseconds())};function jl(e,t){t=t||lh;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?ch[r[1]]:r[0]);return s=>{let i="";for(let l=0;l<n.length;l++)i+=typeof n[l]=="string"?n[l]:n[l](s,t);return i}}var uh=new Intl.DateTimeFormat().resolvedOptions().timeZone;function fh(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==uh?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Cf=e=>e%1==0,Ws=[1,2,2.5,5],dh=Hr(10,-32,0,Ws),Df=Hr(10,0,32,Ws),ph=Df.filter(Cf),ao=dh.concat(Df),ql=`
`,Af="{YYYY}",Gu=ql+Af,Rf="{M}/{D}",Vr=ql+Rf,Bs=Vr+"/{YY}",Pf="{aa}",mh="{h}:{mm}",Wo=mh+Pf,Wu=ql+Wo,Yu=":{ss}",ye=null;function Lf(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,u=(e==1?Hr(10,0,3,Ws).filter(Cf):Hr(10,-3,0,Ws)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),d=[[i,Af,ye,ye,ye,ye,ye,ye,1],[r*28,"{MMM}",Gu,ye,ye,ye,ye,ye,1],[r,Rf,Gu,ye,ye,ye,ye,ye,1],[o,"{h}"+Pf,Bs,ye,Vr,ye,ye,ye,1],[n,Wo,Bs,ye,Vr,ye,ye,ye,1],[t,Yu,Bs+" "+Wo,ye,Vr+" "+Wo,ye,Wu,ye,1],[e,Yu+".{fff}",Bs+" "+Wo,ye,Vr+" "+Wo,ye,Wu,ye,1]];function m($){return(g,b,x,E,D,L)=>{let y=[],R=D>=i,S=D>=s&&D<i,K=$(x),N=Ee(K*e,3),Q=gl(K.getFullYear(),R?0:K.getMonth(),S||R?1:K.getDate()),G=Ee(Q*e,3);if(S||R){let te=S?D/s:0,B=R?D/i:0,T=N==G?N:Ee(gl(Q.getFullYear()+B,Q.getMonth()+te,1)*e,3),V=new Date(Ze(T/e)),P=V.getFullYear(),Z=V.getMonth();for(let H=0;T<=E;H++){let ae=gl(P+B*H,Z+te*H,1),z=ae-$(Ee(ae*e,3));T=Ee((+ae+z)*e,3),T<=E&&y.push(T)}}else{let te=D>=r?r:D,B=Pt(x)-Pt(N),T=G+B+Qs(N-G,te);y.push(T);let V=$(T),P=V.getHours()+V.getMinutes()/n+V.getSeconds()/o,Z=D/o,H=g.axes[b]._space,ae=L/H;for(;T=Ee(T+D,e==1?0:3),!(T>E);)if(Z>1){let z=Pt(Ee(P+Z,6))%24,fe=$(T).getHours()-z;fe>1&&(fe=-1),T-=fe*o,P=(P+Z)%24;let Se=y[y.length-1];Ee((T-Se)/D,3)*ae>=.7&&y.push(T)}else y.push(T)}return y}}return[u,d,m]}var[hh,$h,_h]=Lf(1),[gh,bh,vh]=Lf(.001);Hr(2,-53,53,[1]);function Ku(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function Qu(e,t){return(n,o,r,s,i)=>{let l=t.find(x=>i>=x[0])||t[t.length-1],u,d,m,$,g,b;return o.map(x=>{let E=e(x),D=E.getFullYear(),L=E.getMonth(),y=E.getDate(),R=E.getHours(),S=E.getMinutes(),K=E.getSeconds(),N=D!=u&&l[2]||L!=d&&l[3]||y!=m&&l[4]||R!=$&&l[5]||S!=g&&l[6]||K!=b&&l[7]||l[1];return u=D,d=L,m=y,$=R,g=S,b=K,N(E)})}}function yh(e,t){let n=jl(t);return(o,r,s,i,l)=>r.map(u=>n(e(u)))}function gl(e,t,n){return new Date(e,t,n)}function Zu(e,t){return t(e)}var wh="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Xu(e,t){return(n,o,r,s)=>s==null?Pl:t(e(o))}function Sh(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function xh(e,t){return e.series[t].fill(e,t)}var Th={show:!0,live:!0,isolate:!1,mount:Hm,markers:{show:!0,width:2,stroke:Sh,fill:xh,dash:"solid"},idx:null,idxs:null,values:[]};function kh(e,t){let n=e.cursor.points,o=Vt(),r=n.size(e,t);Pe(o,qr,r),Pe(o,Fr,r);let s=r/-2;Pe(o,"marginLeft",s),Pe(o,"marginTop",s);let i=n.width(e,t,r);return i&&Pe(o,"borderWidth",i),o}function Eh(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Ch(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Dh(e,t){return e.series[t].points.size}var bl=[0,0];function Ah(e,t,n){return bl[0]=t,bl[1]=n,bl}function Hs(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function vl(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var Rh={show:!0,x:!0,y:!0,lock:!1,move:Ah,points:{one:!1,show:kh,size:Dh,width:0,stroke:Ch,fill:Eh},bind:{mousedown:Hs,mouseup:Hs,click:Hs,dblclick:Hs,mousemove:vl,mouseleave:vl,mouseenter:vl},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Mf={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},Fl=Ge({},Mf,{filter:vf}),Nf=Ge({},Fl,{size:10}),Of=Ge({},Mf,{show:!1}),Vl='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',If="bold "+Vl,jf=1.5,ef={show:!0,scale:"x",stroke:Rl,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:If,side:2,grid:Fl,ticks:Nf,border:Of,font:Vl,lineGap:jf,rotate:0},Ph="Value",Lh="Time",tf={show:!0,scale:"x",auto:!1,sorted:1,min:ke,max:-ke,idxs:[]};function Mh(e,t,n,o,r){return t.map(s=>s==null?"":Ol(s))}function Nh(e,t,n,o,r,s,i){let l=[],u=Fn.get(r)||0;n=i?n:Ee(Qs(n,r),u);for(let d=n;d<=o;d=Ee(d+r,u))l.push(Object.is(d,-0)?0:d);return l}function kl(e,t,n,o,r,s,i){let l=[],u=e.scales[e.axes[t].scale].log,d=u==10?Sn:_f,m=Pt(d(n));r=Ko(u,m),u==10&&(r=ao[Qt(r,ao)]);let $=n,g=r*u;u==10&&(g=ao[Qt(g,ao)]);do l.push($),$=$+r,u==10&&!Fn.has($)&&($=Ee($,Fn.get(r))),$>=g&&(r=$,g=r*u,u==10&&(g=ao[Qt(g,ao)]));while($<=o);return l}function Oh(e,t,n,o,r,s,i){let u=e.scales[e.axes[t].scale].asinh,d=o>u?kl(e,t,bt(u,n),o,r):[u],m=o>=0&&n<=0?[0]:[];return(n<-u?kl(e,t,bt(u,-o),-n,r):[u]).reverse().map(g=>-g).concat(m,d)}var qf=/./,Ih=/[12357]/,jh=/[125]/,nf=/1/,El=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function qh(e,t,n,o,r){let s=e.axes[n],i=s.scale,l=e.scales[i],u=e.valToPos,d=s._space,m=u(10,i),$=u(9,i)-m>=d?qf:u(7,i)-m>=d?Ih:u(5,i)-m>=d?jh:nf;if($==nf){let g=Xe(u(1,i)-m);if(g<d)return El(t.slice().reverse(),l.distr,$,zt(d/g)).reverse()}return El(t,l.distr,$,1)}function Fh(e,t,n,o,r){let s=e.axes[n],i=s.scale,l=s._space,u=e.valToPos,d=Xe(u(1,i)-u(2,i));return d<l?El(t.slice().reverse(),3,qf,zt(l/d)).reverse():t}function Vh(e,t,n,o){return o==null?Pl:t==null?"":Ol(t)}var of={show:!0,scale:"y",stroke:Rl,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:If,side:3,grid:Fl,ticks:Nf,border:Of,font:Vl,lineGap:jf,rotate:0};function zh(e,t){let n=3+(e||1)*2;return Ee(n*t,3)}function Bh(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),l=Xe(i-s),u=e.series[t],d=l/(u.points.space*_e);return o[1]-o[0]<=d}var rf={scale:null,auto:!0,sorted:0,min:ke,max:-ke},Ff=(e,t,n,o,r)=>r,sf={show:!0,auto:!0,sorted:0,gaps:Ff,alpha:1,facets:[Ge({},rf,{scale:"x"}),Ge({},rf,{scale:"y"})]},lf={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Ff,alpha:1,points:{show:Bh,filter:null},values:null,min:ke,max:-ke,idxs:[],path:null,clip:null};function Hh(e,t,n,o,r){return n/10}var Vf={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Uh=Ge({},Vf,{time:!1,ori:1}),af={};function zf(e,t){let n=af[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,l,u,d){for(let m=0;m<n.plots.length;m++)n.plots[m]!=r&&n.plots[m].pub(o,r,s,i,l,u,d)}},e!=null&&(af[e]=n)),n}var Xo=1,Cl=2;function po(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,l=e.bbox,u=s[0],d=o==2?s[1]:s[t],m=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],g=l.left,b=l.top,x=l.width,E=l.height,D=e.valToPosH,L=e.valToPosV;return m.ori==0?n(r,u,d,m,$,D,L,g,b,x,E,ei,tr,ni,Hf,Jf):n(r,u,d,m,$,L,D,b,g,E,x,ti,nr,Hl,Uf,Gf)}function zl(e,t){let n=0,o=0,r=pe(e.bands,Il);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function Jh(e,t,n,o,r){let s=e.mode,i=e.series[t],l=s==2?i.facets[1].scale:i.scale,u=e.scales[l];return r==-1?u.min:r==1?u.max:u.distr==3?u.dir==1?u.min:u.max:0}function xn(e,t,n,o,r,s){return po(e,t,(i,l,u,d,m,$,g,b,x,E,D)=>{let L=i.pxRound,y=d.dir*(d.ori==0?1:-1),R=d.ori==0?tr:nr,S,K;y==1?(S=n,K=o):(S=o,K=n);let N=L($(l[S],d,E,b)),Q=L(g(u[S],m,D,x)),G=L($(l[K],d,E,b)),te=L(g(s==1?m.max:m.min,m,D,x)),B=new Path2D(r);return R(B,G,te),R(B,N,te),R(B,N,Q),B})}function Xs(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let l=t==0?ni:Hl,u=n;for(let $=0;$<e.length;$++){let g=e[$];if(g[1]>g[0]){let b=g[0]-u;b>0&&l(i,u,o,b,o+s),u=g[1]}}let d=n+r-u,m=10;d>0&&l(i,u,o-m/2,d,o+s+m)}return i}function Gh(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function Bl(e,t,n,o,r,s,i){let l=[],u=e.length;for(let d=r==1?n:o;d>=n&&d<=o;d+=r)if(t[d]===null){let $=d,g=d;if(r==1)for(;++d<=o&&t[d]===null;)g=d;else for(;--d>=n&&t[d]===null;)g=d;let b=s(e[$]),x=g==$?b:s(e[g]),E=$-r;b=i<=0&&E>=0&&E<u?s(e[E]):b;let L=g+r;x=i>=0&&L>=0&&L<u?s(e[L]):x,x>=b&&l.push([b,x])}return l}function cf(e){return e==0?bf:e==1?Ze:t=>lo(t,e)}function Bf(e){let t=e==0?ei:ti,n=e==0?(r,s,i,l,u,d)=>{r.arcTo(s,i,l,u,d)}:(r,s,i,l,u,d)=>{r.arcTo(i,s,u,l,d)},o=e==0?(r,s,i,l,u)=>{r.rect(s,i,l,u)}:(r,s,i,l,u)=>{r.rect(i,s,u,l)};return(r,s,i,l,u,d=0,m=0)=>{d==0&&m==0?o(r,s,i,l,u):(d=Zt(d,l/2,u/2),m=Zt(m,l/2,u/2),t(r,s+d,i),n(r,s+l,i,s+l,i+u,d),n(r,s+l,i+u,s,i+u,m),n(r,s,i+u,s,i,m),n(r,s,i,s+l,i,d),r.closePath())}}var ei=(e,t,n)=>{e.moveTo(t,n)},ti=(e,t,n)=>{e.moveTo(n,t)},tr=(e,t,n)=>{e.lineTo(t,n)},nr=(e,t,n)=>{e.lineTo(n,t)},ni=Bf(0),Hl=Bf(1),Hf=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},Uf=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},Jf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},Gf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function Wf(e){return(t,n,o,r,s)=>po(t,n,(i,l,u,d,m,$,g,b,x,E,D)=>{let{pxRound:L,points:y}=i,R,S;d.ori==0?(R=ei,S=Hf):(R=ti,S=Uf);let K=Ee(y.width*_e,3),N=(y.size-y.width)/2*_e,Q=Ee(N*2,3),G=new Path2D,te=new Path2D,{left:B,top:T,width:V,height:P}=t.bbox;ni(te,B-Q,T-Q,V+Q*2,P+Q*2);let Z=H=>{if(u[H]!=null){let ae=L($(l[H],d,E,b)),z=L(g(u[H],m,D,x));R(G,ae+N,z),S(G,ae,z,N,0,Us*2)}};if(s)s.forEach(Z);else for(let H=o;H<=r;H++)Z(H);return{stroke:K>0?G:null,fill:G,clip:te,flags:Xo|Cl}})}function Yf(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var Wh=Yf(tr),Yh=Yf(nr);function Kf(e){let t=pe(e?.alignGaps,0);return(n,o,r,s)=>po(n,o,(i,l,u,d,m,$,g,b,x,E,D)=>{[r,s]=Ys(u,r,s);let L=i.pxRound,y=P=>L($(P,d,E,b)),R=P=>L(g(P,m,D,x)),S,K;d.ori==0?(S=tr,K=Wh):(S=nr,K=Yh);let N=d.dir*(d.ori==0?1:-1),Q={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Xo},G=Q.stroke,te=!1;if(s-r>=E*4){let P=q=>n.posToVal(q,d.key,!0),Z=null,H=null,ae,z,vt,Le=y(l[N==1?r:s]),fe=y(l[r]),Se=y(l[s]),re=P(N==1?fe+1:Se-1);for(let q=N==1?r:s;q>=r&&q<=s;q+=N){let We=l[q],Me=(N==1?We<re:We>re)?Le:y(We),ge=u[q];Me==Le?ge!=null?(z=ge,Z==null?(S(G,Me,R(z)),ae=Z=H=z):z<Z?Z=z:z>H&&(H=z)):ge===null&&(te=!0):(Z!=null&&K(G,Le,R(Z),R(H),R(ae),R(z)),ge!=null?(z=ge,S(G,Me,R(z)),Z=H=ae=z):(Z=H=null,ge===null&&(te=!0)),Le=Me,re=P(Le+N))}Z!=null&&Z!=H&&vt!=Le&&K(G,Le,R(Z),R(H),R(ae),R(z))}else for(let P=N==1?r:s;P>=r&&P<=s;P+=N){let Z=u[P];Z===null?te=!0:Z!=null&&S(G,y(l[P]),R(Z))}let[T,V]=zl(n,o);if(i.fill!=null||T!=0){let P=Q.fill=new Path2D(G),Z=i.fillTo(n,o,i.min,i.max,T),H=R(Z),ae=y(l[r]),z=y(l[s]);N==-1&&([z,ae]=[ae,z]),S(P,z,H),S(P,ae,H)}if(!i.spanGaps){let P=[];te&&P.push(...Bl(l,u,r,s,N,y,t)),Q.gaps=P=i.gaps(n,o,r,s,P),Q.clip=Xs(P,d.ori,b,x,E,D)}return V!=0&&(Q.band=V==2?[xn(n,o,r,s,G,-1),xn(n,o,r,s,G,1)]:xn(n,o,r,s,G,V)),Q})}function Kh(e){let t=pe(e.align,1),n=pe(e.ascDesc,!1),o=pe(e.alignGaps,0),r=pe(e.extend,!1);return(s,i,l,u)=>po(s,i,(d,m,$,g,b,x,E,D,L,y,R)=>{[l,u]=Ys($,l,u);let S=d.pxRound,{left:K,width:N}=s.bbox,Q=fe=>S(x(fe,g,y,D)),G=fe=>S(E(fe,b,R,L)),te=g.ori==0?tr:nr,B={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Xo},T=B.stroke,V=g.dir*(g.ori==0?1:-1),P=G($[V==1?l:u]),Z=Q(m[V==1?l:u]),H=Z,ae=Z;r&&t==-1&&(ae=K,te(T,ae,P)),te(T,Z,P);for(let fe=V==1?l:u;fe>=l&&fe<=u;fe+=V){let Se=$[fe];if(Se==null)continue;let re=Q(m[fe]),q=G(Se);t==1?te(T,re,P):te(T,H,q),te(T,re,q),P=q,H=re}let z=H;r&&t==1&&(z=K+N,te(T,z,P));let[vt,Le]=zl(s,i);if(d.fill!=null||vt!=0){let fe=B.fill=new Path2D(T),Se=d.fillTo(s,i,d.min,d.max,vt),re=G(Se);te(fe,z,re),te(fe,ae,re)}if(!d.spanGaps){let fe=[];fe.push(...Bl(m,$,l,u,V,Q,o));let Se=d.width*_e/2,re=n||t==1?Se:-Se,q=n||t==-1?-Se:Se;fe.forEach(We=>{We[0]+=re,We[1]+=q}),B.gaps=fe=d.gaps(s,i,l,u,fe),B.clip=Xs(fe,g.ori,D,L,y,R)}return Le!=0&&(B.band=Le==2?[xn(s,i,l,u,T,-1),xn(s,i,l,u,T,1)]:xn(s,i,l,u,T,Le)),B})}function uf(e,t,n,o,r,s,i=ke){if(e.length>1){let l=null;for(let u=0,d=1/0;u<e.length;u++)if(t[u]!==void 0){if(l!=null){let m=Xe(e[u]-e[l]);m<d&&(d=m,i=Xe(n(e[u],o,r,s)-n(e[l],o,r,s)))}l=u}}return i}function Qh(e){e=e||Br;let t=pe(e.size,[.6,ke,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],l=pe(t[1],ke),u=pe(t[2],1),d=pe(e.disp,Br),m=pe(e.each,b=>{}),{fill:$,stroke:g}=d;return(b,x,E,D)=>po(b,x,(L,y,R,S,K,N,Q,G,te,B,T)=>{let V=L.pxRound,P=n,Z=o*_e,H=l*_e,ae=u*_e,z,vt;S.ori==0?[z,vt]=s(b,x):[vt,z]=s(b,x);let Le=S.dir*(S.ori==0?1:-1),fe=S.ori==0?ni:Hl,Se=S.ori==0?m:(I,Ce,Ye,wo,Hn,en,Un)=>{m(I,Ce,Ye,Hn,wo,Un,en)},re=pe(b.bands,Il).find(I=>I.series[0]==x),q=re!=null?re.dir:0,We=L.fillTo(b,x,L.min,L.max,q),pt=V(Q(We,K,T,te)),Me,ge,Bt,xt=B,je=V(L.width*_e),Xt=!1,$n=null,Mt=null,Tn=null,bo=null;$!=null&&(je==0||g!=null)&&(Xt=!0,$n=$.values(b,x,E,D),Mt=new Map,new Set($n).forEach(I=>{I!=null&&Mt.set(I,new Path2D)}),je>0&&(Tn=g.values(b,x,E,D),bo=new Map,new Set(Tn).forEach(I=>{I!=null&&bo.set(I,new Path2D)})));let{x0:vo,size:sr}=d;if(vo!=null&&sr!=null){P=1,y=vo.values(b,x,E,D),vo.unit==2&&(y=y.map(Ye=>b.posToVal(G+Ye*B,S.key,!0)));let I=sr.values(b,x,E,D);sr.unit==2?ge=I[0]*B:ge=N(I[0],S,B,G)-N(0,S,B,G),xt=uf(y,R,N,S,B,G,xt),Bt=xt-ge+Z}else xt=uf(y,R,N,S,B,G,xt),Bt=xt*i+Z,ge=xt-Bt;Bt<1&&(Bt=0),je>=ge/2&&(je=0),Bt<5&&(V=bf);let Wr=Bt>0,zn=xt-Bt-(Wr?je:0);ge=V(Tl(zn,ae,H)),Me=(P==0?ge/2:P==Le?0:ge)-P*Le*((P==0?Z/2:0)+(Wr?je/2:0));let mt={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},yo=Xt?null:new Path2D,_n=null;if(re!=null)_n=b.data[re.series[1]];else{let{y0:I,y1:Ce}=d;I!=null&&Ce!=null&&(R=Ce.values(b,x,E,D),_n=I.values(b,x,E,D))}let Bn=z*ge,ne=vt*ge;for(let I=Le==1?E:D;I>=E&&I<=D;I+=Le){let Ce=R[I];if(Ce==null)continue;if(_n!=null){let yt=_n[I]??0;if(Ce-yt==0)continue;pt=Q(yt,K,T,te)}let Ye=S.distr!=2||d!=null?y[I]:I,wo=N(Ye,S,B,G),Hn=Q(pe(Ce,We),K,T,te),en=V(wo-Me),Un=V(bt(Hn,pt)),Tt=V(Zt(Hn,pt)),Nt=Un-Tt;if(Ce!=null){let yt=Ce<0?ne:Bn,Ht=Ce<0?Bn:ne;Xt?(je>0&&Tn[I]!=null&&fe(bo.get(Tn[I]),en,Tt+Pt(je/2),ge,bt(0,Nt-je),yt,Ht),$n[I]!=null&&fe(Mt.get($n[I]),en,Tt+Pt(je/2),ge,bt(0,Nt-je),yt,Ht)):fe(yo,en,Tt+Pt(je/2),ge,bt(0,Nt-je),yt,Ht),Se(b,x,I,en-je/2,Tt,ge+je,Nt)}}return je>0?mt.stroke=Xt?bo:yo:Xt||(mt._fill=L.width==0?L._fill:L._stroke??L._fill,mt.width=0),mt.fill=Xt?Mt:yo,mt})}function Zh(e,t){let n=pe(t?.alignGaps,0);return(o,r,s,i)=>po(o,r,(l,u,d,m,$,g,b,x,E,D,L)=>{[s,i]=Ys(d,s,i);let y=l.pxRound,R=z=>y(g(z,m,D,x)),S=z=>y(b(z,$,L,E)),K,N,Q;m.ori==0?(K=ei,Q=tr,N=Jf):(K=ti,Q=nr,N=Gf);let G=m.dir*(m.ori==0?1:-1),te=R(u[G==1?s:i]),B=te,T=[],V=[];for(let z=G==1?s:i;z>=s&&z<=i;z+=G)if(d[z]!=null){let Le=u[z],fe=R(Le);T.push(B=fe),V.push(S(d[z]))}let P={stroke:e(T,V,K,Q,N,y),fill:null,clip:null,band:null,gaps:null,flags:Xo},Z=P.stroke,[H,ae]=zl(o,r);if(l.fill!=null||H!=0){let z=P.fill=new Path2D(Z),vt=l.fillTo(o,r,l.min,l.max,H),Le=S(vt);Q(z,B,Le),Q(z,te,Le)}if(!l.spanGaps){let z=[];z.push(...Bl(u,d,s,i,G,R,n)),P.gaps=z=l.gaps(o,r,s,i,z),P.clip=Xs(z,m.ori,x,E,D,L)}return ae!=0&&(P.band=ae==2?[xn(o,r,s,i,Z,-1),xn(o,r,s,i,Z,1)]:xn(o,r,s,i,Z,ae)),P})}function Xh(e){return Zh(e$,e)}function e$(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let l=new Path2D;if(n(l,e[0],t[0]),i==2)o(l,e[1],t[1]);else{let u=Array(i),d=Array(i-1),m=Array(i-1),$=Array(i-1);for(let g=0;g<i-1;g++)m[g]=t[g+1]-t[g],$[g]=e[g+1]-e[g],d[g]=m[g]/$[g];u[0]=d[0];for(let g=1;g<i-1;g++)d[g]===0||d[g-1]===0||d[g-1]>0!=d[g]>0?u[g]=0:(u[g]=3*($[g-1]+$[g])/((2*$[g]+$[g-1])/d[g-1]+($[g]+2*$[g-1])/d[g]),isFinite(u[g])||(u[g]=0));u[i-1]=d[i-2];for(let g=0;g<i-1;g++)r(l,e[g]+$[g]/3,t[g]+u[g]*$[g]/3,e[g+1]-$[g]/3,t[g+1]-u[g+1]*$[g]/3,e[g+1],t[g+1])}return l}var Dl=new Set;function ff(){for(let e of Dl)e.syncRect(!0)}er&&(uo(Mm,Yo,ff),uo(Nm,Yo,ff,!0),uo(Js,Yo,()=>{ft.pxRatio=_e}));var t$=Kf(),n$=Wf();function df(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>Al(s,i,t,n))}function o$(e,t){return e.map((n,o)=>o==0?{}:Ge({},t,n))}function Al(e,t,n,o){return Ge({},t==0?n:o,e)}function Qf(e,t,n){return t==null?Qo:[t,n]}var r$=Qf;function s$(e,t,n){return t==null?Qo:Gs(t,n,Nl,!0)}function Zf(e,t,n,o){return t==null?Qo:Ks(t,n,e.scales[o].log,!1)}var i$=Zf;function Xf(e,t,n,o){return t==null?Qo:Ml(t,n,e.scales[o].log,!1)}var l$=Xf;function a$(e,t,n,o,r){let s=bt(Bu(e),Bu(t)),i=t-e,l=Qt(r/o*i,n);do{let u=n[l],d=o*u/i;if(d>=r&&s+(u<5?Fn.get(u):0)<=17)return[u,d]}while(++l<n.length);return[0,0]}function pf(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Ze((n=+r)*_e))+"px"),[e,t,n]}function c$(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Ee(t[2]*_e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ft(e,t,n){let o={mode:pe(e.mode,1)},r=o.mode;function s(a,f,p,h){let _=f.valToPct(a);return h+p*(f.dir==-1?1-_:_)}function i(a,f,p,h){let _=f.valToPct(a);return h+p*(f.dir==-1?_:1-_)}function l(a,f,p,h){return f.ori==0?s(a,f,p,h):i(a,f,p,h)}o.valToPosH=s,o.valToPosV=i;let u=!1;o.status=0;let d=o.root=Vt($m);if(e.id!=null&&(d.id=e.id),Rt(d,e.class),e.title){let a=Vt(bm,d);a.textContent=e.title}let m=Kt("canvas"),$=o.ctx=m.getContext("2d"),g=Vt(vm,d);uo("click",g,a=>{a.target===x&&(De!=Lo||Ne!=Mo)&&at.click(o,a)},!0);let b=o.under=Vt(ym,g);g.appendChild(m);let x=o.over=Vt(wm,g);e=Zo(e);let E=+pe(e.pxAlign,1),D=cf(E);(e.plugins||[]).forEach(a=>{a.opts&&(e=a.opts(o,e)||e)});let L=e.ms||.001,y=o.series=r==1?df(e.series||[],tf,lf,!1):o$(e.series||[null],sf),R=o.axes=df(e.axes||[],ef,of,!0),S=o.scales={},K=o.bands=e.bands||[];K.forEach(a=>{a.fill=le(a.fill||null),a.dir=pe(a.dir,-1)});let N=r==2?y[1].facets[0].scale:y[0].scale,Q={axes:dp,series:lp},G=(e.drawOrder||["axes","series"]).map(a=>Q[a]);function te(a){let f=a.distr==3?p=>Sn(p>0?p:a.clamp(o,p,a.min,a.max,a.key)):a.distr==4?p=>_l(p,a.asinh):a.distr==100?p=>a.fwd(p):p=>p;return p=>{let h=f(p),{_min:_,_max:v}=a,w=v-_;return(h-_)/w}}function B(a){let f=S[a];if(f==null){let p=(e.scales||Br)[a]||Br;if(p.from!=null){B(p.from);let h=Ge({},S[p.from],p,{key:a});h.valToPct=te(h),S[a]=h}else{f=S[a]=Ge({},a==N?Vf:Uh,p),f.key=a;let h=f.time,_=f.range,v=qn(_);if((a!=N||r==2&&!h)&&(v&&(_[0]==null||_[1]==null)&&(_={min:_[0]==null?Fu:{mode:1,hard:_[0],soft:_[0]},max:_[1]==null?Fu:{mode:1,hard:_[1],soft:_[1]}},v=!1),!v&&Zs(_))){let w=_;_=(k,C,M)=>C==null?Qo:Gs(C,M,w)}f.range=le(_||(h?r$:a==N?f.distr==3?i$:f.distr==4?l$:Qf:f.distr==3?Zf:f.distr==4?Xf:s$)),f.auto=le(v?!1:f.auto),f.clamp=le(f.clamp||Hh),f._min=f._max=null,f.valToPct=te(f)}}}B("x"),B("y"),r==1&&y.forEach(a=>{B(a.scale)}),R.forEach(a=>{B(a.scale)});for(let a in e.scales)B(a);let T=S[N],V=T.distr,P,Z;T.ori==0?(Rt(d,_m),P=s,Z=i):(Rt(d,gm),P=i,Z=s);let H={};for(let a in S){let f=S[a];(f.min!=null||f.max!=null)&&(H[a]={min:f.min,max:f.max},f.min=f.max=null)}let ae=e.tzDate||(a=>new Date(Ze(a/L))),z=e.fmtDate||jl,vt=L==1?_h(ae):vh(ae),Le=Qu(ae,Ku(L==1?$h:bh,z)),fe=Xu(ae,Zu(wh,z)),Se=[],re=o.legend=Ge({},Th,e.legend),q=o.cursor=Ge({},Rh,{drag:{y:r==2}},e.cursor),We=re.show,pt=q.show,Me=re.markers;re.idxs=Se,Me.width=le(Me.width),Me.dash=le(Me.dash),Me.stroke=le(Me.stroke),Me.fill=le(Me.fill);let ge,Bt,xt,je=[],Xt=[],$n,Mt=!1,Tn={};if(re.live){let a=y[1]?y[1].values:null;Mt=a!=null,$n=Mt?a(o,1,0):{_:0};for(let f in $n)Tn[f]=Pl}if(We)if(ge=Kt("table",Cm,d),xt=Kt("tbody",null,ge),re.mount(o,ge),Mt){Bt=Kt("thead",null,ge,xt);let a=Kt("tr",null,Bt);Kt("th",null,a);for(var bo in $n)Kt("th",Eu,a).textContent=bo}else Rt(ge,Am),re.live&&Rt(ge,Dm);let vo={show:!0},sr={show:!1};function Wr(a,f){if(f==0&&(Mt||!re.live||r==2))return Qo;let p=[],h=Kt("tr",Rm,xt,xt.childNodes[f]);Rt(h,a.class),a.show||Rt(h,co);let _=Kt("th",null,h);if(Me.show){let k=Vt(Pm,_);if(f>0){let C=Me.width(o,f);C&&(k.style.border=C+"px "+Me.dash(o,f)+" "+Me.stroke(o,f)),k.style.background=Me.fill(o,f)}}let v=Vt(Eu,_);a.label instanceof HTMLElement?v.appendChild(a.label):v.textContent=a.label,f>0&&(Me.show||(v.style.color=a.width>0?Me.stroke(o,f):Me.fill(o,f)),mt("click",_,k=>{if(q._lock)return;Gn(k);let C=y.indexOf(a);if((k.ctrlKey||k.metaKey)!=re.isolate){let M=y.some((O,j)=>j>0&&j!=C&&O.show);y.forEach((O,j)=>{j>0&&nn(j,M?j==C?vo:sr:vo,!0,Ue.setSeries)})}else nn(C,{show:!a.show},!0,Ue.setSeries)},!1),xo&&mt(Ru,_,k=>{q._lock||(Gn(k),nn(y.indexOf(a),Oo,!0,Ue.setSeries))},!1));for(var w in $n){let k=Kt("td",Lm,h);k.textContent="--",p.push(k)}return[h,p]}let zn=new Map;function mt(a,f,p,h=!0){let _=zn.get(f)||{},v=q.bind[a](o,f,p,h);v&&(uo(a,f,_[a]=v),zn.set(f,_))}function yo(a,f,p){let h=zn.get(f)||{};for(let _ in h)(a==null||_==a)&&(xl(_,f,h[_]),delete h[_]);a==null&&zn.delete(f)}let _n=0,Bn=0,ne=0,I=0,Ce=0,Ye=0,wo=Ce,Hn=Ye,en=ne,Un=I,Tt=0,Nt=0,yt=0,Ht=0;o.bbox={};let pi=!1,Yr=!1,So=!1,Jn=!1,Kr=!1,Ot=!1;function mi(a,f,p){(p||a!=o.width||f!=o.height)&&ea(a,f),Do(!1),So=!0,Yr=!0,Ao()}function ea(a,f){o.width=_n=ne=a,o.height=Bn=I=f,Ce=Ye=0,ep(),tp();let p=o.bbox;Tt=p.left=lo(Ce*_e,.5),Nt=p.top=lo(Ye*_e,.5),yt=p.width=lo(ne*_e,.5),Ht=p.height=lo(I*_e,.5)}let Qd=3;function Zd(){let a=!1,f=0;for(;!a;){f++;let p=up(f),h=fp(f);a=f==Qd||p&&h,a||(ea(o.width,o.height),Yr=!0)}}function Xd({width:a,height:f}){mi(a,f)}o.setSize=Xd;function ep(){let a=!1,f=!1,p=!1,h=!1;R.forEach((_,v)=>{if(_.show&&_._show){let{side:w,_size:k}=_,C=w%2,M=_.label!=null?_.labelSize:0,O=k+M;O>0&&(C?(ne-=O,w==3?(Ce+=O,h=!0):p=!0):(I-=O,w==0?(Ye+=O,a=!0):f=!0))}}),Wn[0]=a,Wn[1]=p,Wn[2]=f,Wn[3]=h,ne-=kn[1]+kn[3],Ce+=kn[3],I-=kn[2]+kn[0],Ye+=kn[0]}function tp(){let a=Ce+ne,f=Ye+I,p=Ce,h=Ye;function _(v,w){switch(v){case 1:return a+=w,a-w;case 2:return f+=w,f-w;case 3:return p-=w,p+w;case 0:return h-=w,h+w}}R.forEach((v,w)=>{if(v.show&&v._show){let k=v.side;v._pos=_(k,v._size),v.label!=null&&(v._lpos=_(k,v.labelSize))}})}if(q.dataIdx==null){let a=q.hover,f=a.skip=new Set(a.skip??[]);f.add(void 0);let p=a.prox=le(a.prox),h=a.bias??=0;q.dataIdx=(_,v,w,k)=>{if(v==0)return w;let C=w,M=p(_,v,w,k)??ke,O=M>=0&&M<ke,j=T.ori==0?ne:I,X=q.left,me=t[0],de=t[v];if(f.has(de[w])){C=null;let ie=null,Y=null,F;if(h==0||h==-1)for(F=w;ie==null&&F-- >0;)f.has(de[F])||(ie=F);if(h==0||h==1)for(F=w;Y==null&&F++<de.length;)f.has(de[F])||(Y=F);if(ie!=null||Y!=null)if(O){let Re=ie==null?-1/0:P(me[ie],T,j,0),qe=Y==null?1/0:P(me[Y],T,j,0),st=X-Re,xe=qe-X;st<=xe?st<=M&&(C=ie):xe<=M&&(C=Y)}else C=Y==null?ie:ie==null?Y:w-ie<=Y-w?ie:Y}else O&&Xe(X-P(me[w],T,j,0))>M&&(C=null);return C}}let Gn=a=>{q.event=a};q.idxs=Se,q._lock=!1;let dt=q.points;dt.show=le(dt.show),dt.size=le(dt.size),dt.stroke=le(dt.stroke),dt.width=le(dt.width),dt.fill=le(dt.fill);let tn=o.focus=Ge({},e.focus||{alpha:.3},q.focus),xo=tn.prox>=0,To=xo&&dt.one,It=[],ko=[],Eo=[];function ta(a,f){let p=dt.show(o,f);if(p instanceof HTMLElement)return Rt(p,Em),Rt(p,a.class),pn(p,-10,-10,ne,I),x.insertBefore(p,It[f]),p}function na(a,f){if(r==1||f>0){let p=r==1&&S[a.scale].time,h=a.value;a.value=p?Ju(h)?Xu(ae,Zu(h,z)):h||fe:h||Vh,a.label=a.label||(p?Lh:Ph)}if(To||f>0){a.width=a.width==null?1:a.width,a.paths=a.paths||t$||Um,a.fillTo=le(a.fillTo||Jh),a.pxAlign=+pe(a.pxAlign,E),a.pxRound=cf(a.pxAlign),a.stroke=le(a.stroke||null),a.fill=le(a.fill||null),a._stroke=a._fill=a._paths=a._focus=null;let p=zh(bt(1,a.width),1),h=a.points=Ge({},{size:p,width:bt(1,p*.2),stroke:a.stroke,space:p*2,paths:n$,_stroke:null,_fill:null},a.points);h.show=le(h.show),h.filter=le(h.filter),h.fill=le(h.fill),h.stroke=le(h.stroke),h.paths=le(h.paths),h.pxAlign=a.pxAlign}if(We){let p=Wr(a,f);je.splice(f,0,p[0]),Xt.splice(f,0,p[1]),re.values.push(null)}if(pt){Se.splice(f,0,null);let p=null;To?f==0&&(p=ta(a,f)):f>0&&(p=ta(a,f)),It.splice(f,0,p),ko.splice(f,0,0),Eo.splice(f,0,0)}rt("addSeries",f)}function np(a,f){f=f??y.length,a=r==1?Al(a,f,tf,lf):Al(a,f,{},sf),y.splice(f,0,a),na(y[f],f)}o.addSeries=np;function op(a){if(y.splice(a,1),We){re.values.splice(a,1),Xt.splice(a,1);let f=je.splice(a,1)[0];yo(null,f.firstChild),f.remove()}pt&&(Se.splice(a,1),It.splice(a,1)[0].remove(),ko.splice(a,1),Eo.splice(a,1)),rt("delSeries",a)}o.delSeries=op;let Wn=[!1,!1,!1,!1];function rp(a,f){if(a._show=a.show,a.show){let p=a.side%2,h=S[a.scale];h==null&&(a.scale=p?y[1].scale:N,h=S[a.scale]);let _=h.time;a.size=le(a.size),a.space=le(a.space),a.rotate=le(a.rotate),qn(a.incrs)&&a.incrs.forEach(w=>{!Fn.has(w)&&Fn.set(w,wf(w))}),a.incrs=le(a.incrs||(h.distr==2?ph:_?L==1?hh:gh:ao)),a.splits=le(a.splits||(_&&h.distr==1?vt:h.distr==3?kl:h.distr==4?Oh:Nh)),a.stroke=le(a.stroke),a.grid.stroke=le(a.grid.stroke),a.ticks.stroke=le(a.ticks.stroke),a.border.stroke=le(a.border.stroke);let v=a.values;a.values=qn(v)&&!qn(v[0])?le(v):_?qn(v)?Qu(ae,Ku(v,z)):Ju(v)?yh(ae,v):v||Le:v||Mh,a.filter=le(a.filter||(h.distr>=3&&h.log==10?qh:h.distr==3&&h.log==2?Fh:vf)),a.font=pf(a.font),a.labelFont=pf(a.labelFont),a._size=a.size(o,null,f,0),a._space=a._rotate=a._incrs=a._found=a._splits=a._values=null,a._size>0&&(Wn[f]=!0,a._el=Vt(Sm,g))}}function ir(a,f,p,h){let[_,v,w,k]=p,C=f%2,M=0;return C==0&&(k||v)&&(M=f==0&&!_||f==2&&!w?Ze(ef.size/3):0),C==1&&(_||w)&&(M=f==1&&!v||f==3&&!k?Ze(of.size/2):0),M}let oa=o.padding=(e.padding||[ir,ir,ir,ir]).map(a=>le(pe(a,ir))),kn=o._padding=oa.map((a,f)=>a(o,f,Wn,0)),lt,et=null,tt=null,Qr=r==1?y[0].idxs:null,Ut=null,lr=!1;function ra(a,f){if(t=a??[],o.data=o._data=t,r==2){lt=0;for(let p=1;p<y.length;p++)lt+=t[p][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ut=t[0],lt=Ut.length;let p=t;if(V==2){p=t.slice();let h=p[0]=Array(lt);for(let _=0;_<lt;_++)h[_]=_}o._data=t=p}if(Do(!0),rt("setData"),V==2&&(So=!0),f!==!1){let p=T;p.auto(o,lr)?hi():Cn(N,p.min,p.max),Jn=Jn||q.left>=0,Ot=!0,Ao()}}o.setData=ra;function hi(){lr=!0;let a,f;r==1&&(lt>0?(et=Qr[0]=0,tt=Qr[1]=lt-1,a=t[0][et],f=t[0][tt],V==2?(a=et,f=tt):a==f&&(V==3?[a,f]=Ks(a,a,T.log,!1):V==4?[a,f]=Ml(a,a,T.log,!1):T.time?f=a+Ze(86400/L):[a,f]=Gs(a,f,Nl,!0))):(et=Qr[0]=a=null,tt=Qr[1]=f=null)),Cn(N,a,f)}let Zr,Co,$i,_i,gi,bi,vi,yi,wi,wt;function sa(a,f,p,h,_,v){a??=Du,p??=Il,h??="butt",_??=Du,v??="round",a!=Zr&&($.strokeStyle=Zr=a),_!=Co&&($.fillStyle=Co=_),f!=$i&&($.lineWidth=$i=f),v!=gi&&($.lineJoin=gi=v),h!=bi&&($.lineCap=bi=h),p!=_i&&$.setLineDash(_i=p)}function ia(a,f,p,h){f!=Co&&($.fillStyle=Co=f),a!=vi&&($.font=vi=a),p!=yi&&($.textAlign=yi=p),h!=wi&&($.textBaseline=wi=h)}function Si(a,f,p,h,_=0){if(h.length>0&&a.auto(o,lr)&&(f==null||f.min==null)){let v=pe(et,0),w=pe(tt,h.length-1),k=p.min==null?qm(h,v,w,_,a.distr==3):[p.min,p.max];a.min=Zt(a.min,p.min=k[0]),a.max=bt(a.max,p.max=k[1])}}let la={min:null,max:null};function sp(){for(let h in S){let _=S[h];H[h]==null&&(_.min==null||H[N]!=null&&_.auto(o,lr))&&(H[h]=la)}for(let h in S){let _=S[h];H[h]==null&&_.from!=null&&H[_.from]!=null&&(H[h]=la)}H[N]!=null&&Do(!0);let a={};for(let h in H){let _=H[h];if(_!=null){let v=a[h]=Zo(S[h],Wm);if(_.min!=null)Ge(v,_);else if(h!=N||r==2)if(lt==0&&v.from==null){let w=v.range(o,null,null,h);v.min=w[0],v.max=w[1]}else v.min=ke,v.max=-ke}}if(lt>0){y.forEach((h,_)=>{if(r==1){let v=h.scale,w=H[v];if(w==null)return;let k=a[v];if(_==0){let C=k.range(o,k.min,k.max,v);k.min=C[0],k.max=C[1],et=Qt(k.min,t[0]),tt=Qt(k.max,t[0]),tt-et>1&&(t[0][et]<k.min&&et++,t[0][tt]>k.max&&tt--),h.min=Ut[et],h.max=Ut[tt]}else h.show&&h.auto&&Si(k,w,h,t[_],h.sorted);h.idxs[0]=et,h.idxs[1]=tt}else if(_>0&&h.show&&h.auto){let[v,w]=h.facets,k=v.scale,C=w.scale,[M,O]=t[_],j=a[k],X=a[C];j!=null&&Si(j,H[k],v,M,v.sorted),X!=null&&Si(X,H[C],w,O,w.sorted),h.min=w.min,h.max=w.max}});for(let h in a){let _=a[h],v=H[h];if(_.from==null&&(v==null||v.min==null)){let w=_.range(o,_.min==ke?null:_.min,_.max==-ke?null:_.max,h);_.min=w[0],_.max=w[1]}}}for(let h in a){let _=a[h];if(_.from!=null){let v=a[_.from];if(v.min==null)_.min=_.max=null;else{let w=_.range(o,v.min,v.max,h);_.min=w[0],_.max=w[1]}}}let f={},p=!1;for(let h in a){let _=a[h],v=S[h];if(v.min!=_.min||v.max!=_.max){v.min=_.min,v.max=_.max;let w=v.distr;v._min=w==3?Sn(v.min):w==4?_l(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?Sn(v.max):w==4?_l(v.max,v.asinh):w==100?v.fwd(v.max):v.max,f[h]=p=!0}}if(p){y.forEach((h,_)=>{r==2?_>0&&f.y&&(h._paths=null):f[h.scale]&&(h._paths=null)});for(let h in f)So=!0,rt("setScale",h);pt&&q.left>=0&&(Jn=Ot=!0)}for(let h in H)H[h]=null}function ip(a){let f=Tl(et-1,0,lt-1),p=Tl(tt+1,0,lt-1);for(;a[f]==null&&f>0;)f--;for(;a[p]==null&&p<lt-1;)p++;return[f,p]}function lp(){if(lt>0){let a=y.some(f=>f._focus)&&wt!=tn.alpha;a&&($.globalAlpha=wt=tn.alpha),y.forEach((f,p)=>{if(p>0&&f.show&&(aa(p,!1),aa(p,!0),f._paths==null)){let h=wt;wt!=f.alpha&&($.globalAlpha=wt=f.alpha);let _=r==2?[0,t[p][0].length-1]:ip(t[p]);f._paths=f.paths(o,p,_[0],_[1]),wt!=h&&($.globalAlpha=wt=h)}}),y.forEach((f,p)=>{if(p>0&&f.show){let h=wt;wt!=f.alpha&&($.globalAlpha=wt=f.alpha),f._paths!=null&&ca(p,!1);{let _=f._paths!=null?f._paths.gaps:null,v=f.points.show(o,p,et,tt,_),w=f.points.filter(o,p,v,_);(v||w)&&(f.points._paths=f.points.paths(o,p,et,tt,w),ca(p,!0))}wt!=h&&($.globalAlpha=wt=h),rt("drawSeries",p)}}),a&&($.globalAlpha=wt=1)}}function aa(a,f){let p=f?y[a].points:y[a];p._stroke=p.stroke(o,a),p._fill=p.fill(o,a)}function ca(a,f){let p=f?y[a].points:y[a],{stroke:h,fill:_,clip:v,flags:w,_stroke:k=p._stroke,_fill:C=p._fill,_width:M=p.width}=p._paths;M=Ee(M*_e,3);let O=null,j=M%2/2;f&&C==null&&(C=M>0?"#fff":k);let X=p.pxAlign==1&&j>0;if(X&&$.translate(j,j),!f){let me=Tt-M/2,de=Nt-M/2,ie=yt+M,Y=Ht+M;O=new Path2D,O.rect(me,de,ie,Y)}f?xi(k,M,p.dash,p.cap,C,h,_,w,v):ap(a,k,M,p.dash,p.cap,C,h,_,w,O,v),X&&$.translate(-j,-j)}function ap(a,f,p,h,_,v,w,k,C,M,O){let j=!1;C!=0&&K.forEach((X,me)=>{if(X.series[0]==a){let de=y[X.series[1]],ie=t[X.series[1]],Y=(de._paths||Br).band;qn(Y)&&(Y=X.dir==1?Y[0]:Y[1]);let F,Re=null;de.show&&Y&&Vm(ie,et,tt)?(Re=X.fill(o,me)||v,F=de._paths.clip):Y=null,xi(f,p,h,_,Re,w,k,C,M,O,F,Y),j=!0}}),j||xi(f,p,h,_,v,w,k,C,M,O)}let ua=Xo|Cl;function xi(a,f,p,h,_,v,w,k,C,M,O,j){sa(a,f,p,h,_),(C||M||j)&&($.save(),C&&$.clip(C),M&&$.clip(M)),j?(k&ua)==ua?($.clip(j),O&&$.clip(O),es(_,w),Xr(a,v,f)):k&Cl?(es(_,w),$.clip(j),Xr(a,v,f)):k&Xo&&($.save(),$.clip(j),O&&$.clip(O),es(_,w),$.restore(),Xr(a,v,f)):(es(_,w),Xr(a,v,f)),(C||M||j)&&$.restore()}function Xr(a,f,p){p>0&&(f instanceof Map?f.forEach((h,_)=>{$.strokeStyle=Zr=_,$.stroke(h)}):f!=null&&a&&$.stroke(f))}function es(a,f){f instanceof Map?f.forEach((p,h)=>{$.fillStyle=Co=h,$.fill(p)}):f!=null&&a&&$.fill(f)}function cp(a,f,p,h){let _=R[a],v;if(h<=0)v=[0,0];else{let w=_._space=_.space(o,a,f,p,h),k=_._incrs=_.incrs(o,a,f,p,h,w);v=a$(f,p,k,h,w)}return _._found=v}function Ti(a,f,p,h,_,v,w,k,C,M){let O=w%2/2;E==1&&$.translate(O,O),sa(k,w,C,M,k),$.beginPath();let j,X,me,de,ie=_+(h==0||h==3?-v:v);p==0?(X=_,de=ie):(j=_,me=ie);for(let Y=0;Y<a.length;Y++)f[Y]!=null&&(p==0?j=me=a[Y]:X=de=a[Y],$.moveTo(j,X),$.lineTo(me,de));$.stroke(),E==1&&$.translate(-O,-O)}function up(a){let f=!0;return R.forEach((p,h)=>{if(!p.show)return;let _=S[p.scale];if(_.min==null){p._show&&(f=!1,p._show=!1,Do(!1));return}else p._show||(f=!1,p._show=!0,Do(!1));let v=p.side,w=v%2,{min:k,max:C}=_,[M,O]=cp(h,k,C,w==0?ne:I);if(O==0)return;let j=_.distr==2,X=p._splits=p.splits(o,h,k,C,M,O,j),me=_.distr==2?X.map(F=>Ut[F]):X,de=_.distr==2?Ut[X[1]]-Ut[X[0]]:M,ie=p._values=p.values(o,p.filter(o,me,h,O,de),h,O,de);p._rotate=v==2?p.rotate(o,ie,h,O):0;let Y=p._size;p._size=zt(p.size(o,ie,h,a)),Y!=null&&p._size!=Y&&(f=!1)}),f}function fp(a){let f=!0;return oa.forEach((p,h)=>{let _=p(o,h,Wn,a);_!=kn[h]&&(f=!1),kn[h]=_}),f}function dp(){for(let a=0;a<R.length;a++){let f=R[a];if(!f.show||!f._show)continue;let p=f.side,h=p%2,_,v,w=f.stroke(o,a),k=p==0||p==3?-1:1,[C,M]=f._found;if(f.label!=null){let $t=f.labelGap*k,Ct=Ze((f._lpos+$t)*_e);ia(f.labelFont[0],w,"center",p==2?"top":Cu),$.save(),h==1?(_=v=0,$.translate(Ct,Ze(Nt+Ht/2)),$.rotate((p==3?-Us:Us)/2)):(_=Ze(Tt+yt/2),v=Ct);let Qn=gf(f.label)?f.label(o,a,C,M):f.label;$.fillText(Qn,_,v),$.restore()}if(M==0)continue;let O=S[f.scale],j=h==0?yt:Ht,X=h==0?Tt:Nt,me=f._splits,de=O.distr==2?me.map($t=>Ut[$t]):me,ie=O.distr==2?Ut[me[1]]-Ut[me[0]]:C,Y=f.ticks,F=f.border,Re=Y.show?Y.size:0,qe=Ze(Re*_e),st=Ze((f.alignTo==2?f._size-Re-f.gap:f.gap)*_e),xe=f._rotate*-Us/180,Fe=D(f._pos*_e),kt=(qe+st)*k,ht=Fe+kt;v=h==0?ht:0,_=h==1?ht:0;let jt=f.font[0],Jt=f.align==1?Go:f.align==2?ml:xe>0?Go:xe<0?ml:h==0?"center":p==3?ml:Go,rn=xe||h==1?"middle":p==2?"top":Cu;ia(jt,w,Jt,rn);let Et=f.font[1]*f.lineGap,qt=me.map($t=>D(l($t,O,j,X))),Gt=f._values;for(let $t=0;$t<Gt.length;$t++){let Ct=Gt[$t];if(Ct!=null){h==0?_=qt[$t]:v=qt[$t],Ct=""+Ct;let Qn=Ct.indexOf(`
`)==-1?[Ct]:Ct.split(/\n/gm);for(let _t=0;_t<Qn.length;_t++){let Da=Qn[_t];xe?($.save(),$.translate(_,v+_t*Et),$.rotate(xe),$.fillText(Da,0,0),$.restore()):$.fillText(Da,_,v+_t*Et)}}}Y.show&&Ti(qt,Y.filter(o,de,a,M,ie),h,p,Fe,qe,Ee(Y.width*_e,3),Y.stroke(o,a),Y.dash,Y.cap);let sn=f.grid;sn.show&&Ti(qt,sn.filter(o,de,a,M,ie),h,h==0?2:1,h==0?Nt:Tt,h==0?Ht:yt,Ee(sn.width*_e,3),sn.stroke(o,a),sn.dash,sn.cap),F.show&&Ti([Fe],[1],h==0?1:0,h==0?1:2,h==1?Nt:Tt,h==1?Ht:yt,Ee(F.width*_e,3),F.stroke(o,a),F.dash,F.cap)}rt("drawAxes")}function Do(a){y.forEach((f,p)=>{p>0&&(f._paths=null,a&&(r==1?(f.min=null,f.max=null):f.facets.forEach(h=>{h.min=null,h.max=null})))})}let ts=!1,ki=!1,ar=[];function pp(){ki=!1;for(let a=0;a<ar.length;a++)rt(...ar[a]);ar.length=0}function Ao(){ts||(th(fa),ts=!0)}function mp(a,f=!1){ts=!0,ki=f,a(o),fa(),f&&ar.length>0&&queueMicrotask(pp)}o.batch=mp;function fa(){if(pi&&(sp(),pi=!1),So&&(Zd(),So=!1),Yr){if(Pe(b,Go,Ce),Pe(b,"top",Ye),Pe(b,qr,ne),Pe(b,Fr,I),Pe(x,Go,Ce),Pe(x,"top",Ye),Pe(x,qr,ne),Pe(x,Fr,I),Pe(g,qr,_n),Pe(g,Fr,Bn),m.width=Ze(_n*_e),m.height=Ze(Bn*_e),R.forEach(({_el:a,_show:f,_size:p,_pos:h,side:_})=>{if(a!=null)if(f){let v=_===3||_===0?p:0,w=_%2==1;Pe(a,w?"left":"top",h-v),Pe(a,w?"width":"height",p),Pe(a,w?"top":"left",w?Ye:Ce),Pe(a,w?"height":"width",w?I:ne),Sl(a,co)}else Rt(a,co)}),Zr=Co=$i=gi=bi=vi=yi=wi=_i=null,wt=1,fr(!0),Ce!=wo||Ye!=Hn||ne!=en||I!=Un){Do(!1);let a=ne/en,f=I/Un;if(pt&&!Jn&&q.left>=0){q.left*=a,q.top*=f,Ro&&pn(Ro,Ze(q.left),0,ne,I),Po&&pn(Po,0,Ze(q.top),ne,I);for(let p=0;p<It.length;p++){let h=It[p];h!=null&&(ko[p]*=a,Eo[p]*=f,pn(h,zt(ko[p]),zt(Eo[p]),ne,I))}}if(Ae.show&&!Kr&&Ae.left>=0&&Ae.width>0){Ae.left*=a,Ae.width*=a,Ae.top*=f,Ae.height*=f;for(let p in Pi)Pe(No,p,Ae[p])}wo=Ce,Hn=Ye,en=ne,Un=I}rt("setSize"),Yr=!1}_n>0&&Bn>0&&($.clearRect(0,0,m.width,m.height),rt("drawClear"),G.forEach(a=>a()),rt("draw")),Ae.show&&Kr&&(ns(Ae),Kr=!1),pt&&Jn&&(Kn(null,!0,!1),Jn=!1),re.show&&re.live&&Ot&&(Ai(),Ot=!1),u||(u=!0,o.status=1,rt("ready")),lr=!1,ts=!1}o.redraw=(a,f)=>{So=f||!1,a!==!1?Cn(N,T.min,T.max):Ao()};function Ei(a,f){let p=S[a];if(p.from==null){if(lt==0){let h=p.range(o,f.min,f.max,a);f.min=h[0],f.max=h[1]}if(f.min>f.max){let h=f.min;f.min=f.max,f.max=h}if(lt>1&&f.min!=null&&f.max!=null&&f.max-f.min<1e-16)return;a==N&&p.distr==2&&lt>0&&(f.min=Qt(f.min,t[0]),f.max=Qt(f.max,t[0]),f.min==f.max&&f.max++),H[a]=f,pi=!0,Ao()}}o.setScale=Ei;let Ci,Di,Ro,Po,da,pa,Lo,Mo,ma,ha,De,Ne,En=!1,at=q.drag,nt=at.x,ot=at.y;pt&&(q.x&&(Ci=Vt(Tm,x)),q.y&&(Di=Vt(km,x)),T.ori==0?(Ro=Ci,Po=Di):(Ro=Di,Po=Ci),De=q.left,Ne=q.top);let Ae=o.select=Ge({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),No=Ae.show?Vt(xm,Ae.over?x:b):null;function ns(a,f){if(Ae.show){for(let p in a)Ae[p]=a[p],p in Pi&&Pe(No,p,a[p]);f!==!1&&rt("setSelect")}}o.setSelect=ns;function hp(a){if(y[a].show)We&&Sl(je[a],co);else if(We&&Rt(je[a],co),pt){let p=To?It[0]:It[a];p!=null&&pn(p,-10,-10,ne,I)}}function Cn(a,f,p){Ei(a,{min:f,max:p})}function nn(a,f,p,h){f.focus!=null&&vp(a),f.show!=null&&y.forEach((_,v)=>{v>0&&(a==v||a==null)&&(_.show=f.show,hp(v),r==2?(Cn(_.facets[0].scale,null,null),Cn(_.facets[1].scale,null,null)):Cn(_.scale,null,null),Ao())}),p!==!1&&rt("setSeries",a,f),h&&dr("setSeries",o,a,f)}o.setSeries=nn;function $p(a,f){Ge(K[a],f)}function _p(a,f){a.fill=le(a.fill||null),a.dir=pe(a.dir,-1),f=f??K.length,K.splice(f,0,a)}function gp(a){a==null?K.length=0:K.splice(a,1)}o.addBand=_p,o.setBand=$p,o.delBand=gp;function bp(a,f){y[a].alpha=f,pt&&It[a]!=null&&(It[a].style.opacity=f),We&&je[a]&&(je[a].style.opacity=f)}let gn,Dn,Yn,Oo={focus:!0};function vp(a){if(a!=Yn){let f=a==null,p=tn.alpha!=1;y.forEach((h,_)=>{if(r==1||_>0){let v=f||_==0||_==a;h._focus=f?null:v,p&&bp(_,v?1:tn.alpha)}}),Yn=a,p&&Ao()}}We&&xo&&mt(Pu,ge,a=>{q._lock||(Gn(a),Yn!=null&&nn(null,Oo,!0,Ue.setSeries))});function on(a,f,p){let h=S[f];p&&(a=a/_e-(h.ori==1?Ye:Ce));let _=ne;h.ori==1&&(_=I,a=_-a),h.dir==-1&&(a=_-a);let v=h._min,w=h._max,k=a/_,C=v+(w-v)*k,M=h.distr;return M==3?Ko(10,C):M==4?Bm(C,h.asinh):M==100?h.bwd(C):C}function yp(a,f){let p=on(a,N,f);return Qt(p,t[0],et,tt)}o.valToIdx=a=>Qt(a,t[0]),o.posToIdx=yp,o.posToVal=on,o.valToPos=(a,f,p)=>S[f].ori==0?s(a,S[f],p?yt:ne,p?Tt:0):i(a,S[f],p?Ht:I,p?Nt:0),o.setCursor=(a,f,p)=>{De=a.left,Ne=a.top,Kn(null,f,p)};function $a(a,f){Pe(No,Go,Ae.left=a),Pe(No,qr,Ae.width=f)}function _a(a,f){Pe(No,"top",Ae.top=a),Pe(No,Fr,Ae.height=f)}let cr=T.ori==0?$a:_a,ur=T.ori==1?$a:_a;function wp(){if(We&&re.live)for(let a=r==2?1:0;a<y.length;a++){if(a==0&&Mt)continue;let f=re.values[a],p=0;for(let h in f)Xt[a][p++].firstChild.nodeValue=f[h]}}function Ai(a,f){if(a!=null&&(a.idxs?a.idxs.forEach((p,h)=>{Se[h]=p}):Gm(a.idx)||Se.fill(a.idx),re.idx=Se[0]),We&&re.live){for(let p=0;p<y.length;p++)(p>0||r==1&&!Mt)&&Sp(p,Se[p]);wp()}Ot=!1,f!==!1&&rt("setLegend")}o.setLegend=Ai;function Sp(a,f){let p=y[a],h=a==0&&V==2?Ut:t[a],_;Mt?_=p.values(o,a,f)??Tn:(_=p.value(o,f==null?null:h[f],a,f),_=_==null?Tn:{_}),re.values[a]=_}function Kn(a,f,p){ma=De,ha=Ne,[De,Ne]=q.move(o,De,Ne),q.left=De,q.top=Ne,pt&&(Ro&&pn(Ro,Ze(De),0,ne,I),Po&&pn(Po,0,Ze(Ne),ne,I));let h,_=et>tt;gn=ke,Dn=null;let v=T.ori==0?ne:I,w=T.ori==1?ne:I;if(De<0||lt==0||_){h=q.idx=null;for(let k=0;k<y.length;k++){let C=It[k];C!=null&&pn(C,-10,-10,ne,I)}xo&&nn(null,Oo,!0,a==null&&Ue.setSeries),re.live&&(Se.fill(h),Ot=!0)}else{let k,C,M;r==1&&(k=T.ori==0?De:Ne,C=on(k,N),h=q.idx=Qt(C,t[0],et,tt),M=P(t[0][h],T,v,0));let O=-10,j=-10,X=0,me=0,de=!0,ie="",Y="";for(let F=r==2?1:0;F<y.length;F++){let Re=y[F],qe=Se[F],st=qe==null?null:r==1?t[F][qe]:t[F][1][qe],xe=q.dataIdx(o,F,h,C),Fe=xe==null?null:r==1?t[F][xe]:t[F][1][xe];if(Ot=Ot||Fe!=st||xe!=qe,Se[F]=xe,F>0&&Re.show){let kt=xe==null?-10:xe==h?M:P(r==1?t[0][xe]:t[F][0][xe],T,v,0),ht=Fe==null?-10:Z(Fe,r==1?S[Re.scale]:S[Re.facets[1].scale],w,0);if(xo&&Fe!=null){let jt=T.ori==1?De:Ne,Jt=Xe(tn.dist(o,F,xe,ht,jt));if(Jt<gn){let rn=tn.bias;if(rn!=0){let Et=on(jt,Re.scale),qt=Fe>=0?1:-1,Gt=Et>=0?1:-1;Gt==qt&&(Gt==1?rn==1?Fe>=Et:Fe<=Et:rn==1?Fe<=Et:Fe>=Et)&&(gn=Jt,Dn=F)}else gn=Jt,Dn=F}}if(Ot||To){let jt,Jt;T.ori==0?(jt=kt,Jt=ht):(jt=ht,Jt=kt);let rn,Et,qt,Gt,sn,$t,Ct=!0,Qn=dt.bbox;if(Qn!=null){Ct=!1;let _t=Qn(o,F);qt=_t.left,Gt=_t.top,rn=_t.width,Et=_t.height}else qt=jt,Gt=Jt,rn=Et=dt.size(o,F);if($t=dt.fill(o,F),sn=dt.stroke(o,F),To)F==Dn&&gn<=tn.prox&&(O=qt,j=Gt,X=rn,me=Et,de=Ct,ie=$t,Y=sn);else{let _t=It[F];_t!=null&&(ko[F]=qt,Eo[F]=Gt,qu(_t,rn,Et,Ct),Iu(_t,$t,sn),pn(_t,zt(qt),zt(Gt),ne,I))}}}}if(To){let F=tn.prox,Re=Yn==null?gn<=F:gn>F||Dn!=Yn;if(Ot||Re){let qe=It[0];qe!=null&&(ko[0]=O,Eo[0]=j,qu(qe,X,me,de),Iu(qe,ie,Y),pn(qe,zt(O),zt(j),ne,I))}}}if(Ae.show&&En)if(a!=null){let[k,C]=Ue.scales,[M,O]=Ue.match,[j,X]=a.cursor.sync.scales,me=a.cursor.drag;if(nt=me._x,ot=me._y,nt||ot){let{left:de,top:ie,width:Y,height:F}=a.select,Re=a.scales[j].ori,qe=a.posToVal,st,xe,Fe,kt,ht,jt=k!=null&&M(k,j),Jt=C!=null&&O(C,X);jt&&nt?(Re==0?(st=de,xe=Y):(st=ie,xe=F),Fe=S[k],kt=P(qe(st,j),Fe,v,0),ht=P(qe(st+xe,j),Fe,v,0),cr(Zt(kt,ht),Xe(ht-kt))):cr(0,v),Jt&&ot?(Re==1?(st=de,xe=Y):(st=ie,xe=F),Fe=S[C],kt=Z(qe(st,X),Fe,w,0),ht=Z(qe(st+xe,X),Fe,w,0),ur(Zt(kt,ht),Xe(ht-kt))):ur(0,w)}else Li()}else{let k=Xe(ma-da),C=Xe(ha-pa);if(T.ori==1){let X=k;k=C,C=X}nt=at.x&&k>=at.dist,ot=at.y&&C>=at.dist;let M=at.uni;M!=null?nt&&ot&&(nt=k>=M,ot=C>=M,!nt&&!ot&&(C>k?ot=!0:nt=!0)):at.x&&at.y&&(nt||ot)&&(nt=ot=!0);let O,j;nt&&(T.ori==0?(O=Lo,j=De):(O=Mo,j=Ne),cr(Zt(O,j),Xe(j-O)),ot||ur(0,w)),ot&&(T.ori==1?(O=Lo,j=De):(O=Mo,j=Ne),ur(Zt(O,j),Xe(j-O)),nt||cr(0,v)),!nt&&!ot&&(cr(0,0),ur(0,0))}if(at._x=nt,at._y=ot,a==null){if(p){if(Ca!=null){let[k,C]=Ue.scales;Ue.values[0]=k!=null?on(T.ori==0?De:Ne,k):null,Ue.values[1]=C!=null?on(T.ori==1?De:Ne,C):null}dr(hl,o,De,Ne,ne,I,h)}if(xo){let k=p&&Ue.setSeries,C=tn.prox;Yn==null?gn<=C&&nn(Dn,Oo,!0,k):gn>C?nn(null,Oo,!0,k):Dn!=Yn&&nn(Dn,Oo,!0,k)}}Ot&&(re.idx=h,Ai()),f!==!1&&rt("setCursor")}let An=null;Object.defineProperty(o,"rect",{get(){return An==null&&fr(!1),An}});function fr(a=!1){a?An=null:(An=x.getBoundingClientRect(),rt("syncRect",An))}function ga(a,f,p,h,_,v,w){q._lock||En&&a!=null&&a.movementX==0&&a.movementY==0||(Ri(a,f,p,h,_,v,w,!1,a!=null),a!=null?Kn(null,!0,!0):Kn(f,!0,!1))}function Ri(a,f,p,h,_,v,w,k,C){if(An==null&&fr(!1),Gn(a),a!=null)p=a.clientX-An.left,h=a.clientY-An.top;else{if(p<0||h<0){De=-10,Ne=-10;return}let[M,O]=Ue.scales,j=f.cursor.sync,[X,me]=j.values,[de,ie]=j.scales,[Y,F]=Ue.match,Re=f.axes[0].side%2==1,qe=T.ori==0?ne:I,st=T.ori==1?ne:I,xe=Re?v:_,Fe=Re?_:v,kt=Re?h:p,ht=Re?p:h;if(de!=null?p=Y(M,de)?l(X,S[M],qe,0):-10:p=qe*(kt/xe),ie!=null?h=F(O,ie)?l(me,S[O],st,0):-10:h=st*(ht/Fe),T.ori==1){let jt=p;p=h,h=jt}}C&&(f==null||f.cursor.event.type==hl)&&((p<=1||p>=ne-1)&&(p=lo(p,ne)),(h<=1||h>=I-1)&&(h=lo(h,I))),k?(da=p,pa=h,[Lo,Mo]=q.move(o,p,h)):(De=p,Ne=h)}let Pi={width:0,height:0,left:0,top:0};function Li(){ns(Pi,!1)}let ba,va,ya,wa;function Sa(a,f,p,h,_,v,w){En=!0,nt=ot=at._x=at._y=!1,Ri(a,f,p,h,_,v,w,!0,!1),a!=null&&(mt($l,yl,xa,!1),dr(Au,o,Lo,Mo,ne,I,null));let{left:k,top:C,width:M,height:O}=Ae;ba=k,va=C,ya=M,wa=O}function xa(a,f,p,h,_,v,w){En=at._x=at._y=!1,Ri(a,f,p,h,_,v,w,!1,!0);let{left:k,top:C,width:M,height:O}=Ae,j=M>0||O>0,X=ba!=k||va!=C||ya!=M||wa!=O;if(j&&X&&ns(Ae),at.setScale&&j&&X){let me=k,de=M,ie=C,Y=O;if(T.ori==1&&(me=C,de=O,ie=k,Y=M),nt&&Cn(N,on(me,N),on(me+de,N)),ot)for(let F in S){let Re=S[F];F!=N&&Re.from==null&&Re.min!=ke&&Cn(F,on(ie+Y,F),on(ie,F))}Li()}else q.lock&&(q._lock=!q._lock,Kn(f,!0,a!=null));a!=null&&(yo($l,yl),dr($l,o,De,Ne,ne,I,null))}function xp(a,f,p,h,_,v,w){if(q._lock)return;Gn(a);let k=En;if(En){let C=!0,M=!0,O=10,j,X;T.ori==0?(j=nt,X=ot):(j=ot,X=nt),j&&X&&(C=De<=O||De>=ne-O,M=Ne<=O||Ne>=I-O),j&&C&&(De=De<Lo?0:ne),X&&M&&(Ne=Ne<Mo?0:I),Kn(null,!0,!0),En=!1}De=-10,Ne=-10,Se.fill(null),Kn(null,!0,!0),k&&(En=k)}function Ta(a,f,p,h,_,v,w){q._lock||(Gn(a),hi(),Li(),a!=null&&dr(Lu,o,De,Ne,ne,I,null))}function ka(){R.forEach(c$),mi(o.width,o.height,!0)}uo(Js,Yo,ka);let Io={};Io.mousedown=Sa,Io.mousemove=ga,Io.mouseup=xa,Io.dblclick=Ta,Io.setSeries=(a,f,p,h)=>{let _=Ue.match[2];p=_(o,f,p),p!=-1&&nn(p,h,!0,!1)},pt&&(mt(Au,x,Sa),mt(hl,x,ga),mt(Ru,x,a=>{Gn(a),fr(!1)}),mt(Pu,x,xp),mt(Lu,x,Ta),Dl.add(o),o.syncRect=fr);let os=o.hooks=e.hooks||{};function rt(a,f,p){ki?ar.push([a,f,p]):a in os&&os[a].forEach(h=>{h.call(null,o,f,p)})}(e.plugins||[]).forEach(a=>{for(let f in a.hooks)os[f]=(os[f]||[]).concat(a.hooks[f])});let Ea=(a,f,p)=>p,Ue=Ge({key:null,setSeries:!1,filters:{pub:Hu,sub:Hu},scales:[N,y[1]?y[1].scale:null],match:[Uu,Uu,Ea],values:[null,null]},q.sync);Ue.match.length==2&&Ue.match.push(Ea),q.sync=Ue;let Ca=Ue.key,Mi=zf(Ca);function dr(a,f,p,h,_,v,w){Ue.filters.pub(a,f,p,h,_,v,w)&&Mi.pub(a,f,p,h,_,v,w)}Mi.sub(o);function Tp(a,f,p,h,_,v,w){Ue.filters.sub(a,f,p,h,_,v,w)&&Io[a](null,f,p,h,_,v,w)}o.pub=Tp;function kp(){Mi.unsub(o),Dl.delete(o),zn.clear(),xl(Js,Yo,ka),d.remove(),ge?.remove(),rt("destroy")}o.destroy=kp;function Ni(){rt("init",e,t),ra(t||e.data,!1),H[N]?Ei(N,H[N]):hi(),Kr=Ae.show&&(Ae.width>0||Ae.height>0),Jn=Ot=!0,mi(e.width,e.height)}return y.forEach(na),R.forEach(rp),n?n instanceof HTMLElement?(n.appendChild(d),Ni()):n(o,Ni):Ni(),o}ft.assign=Ge;ft.fmtNum=Ol;ft.rangeNum=Gs;ft.rangeLog=Ks;ft.rangeAsinh=Ml;ft.orient=po;ft.pxRatio=_e;ft.join=eh;ft.fmtDate=jl,ft.tzDate=fh;ft.sync=zf;{ft.addGap=Gh,ft.clipGaps=Xs;let e=ft.paths={points:Wf};e.linear=Kf,e.stepped=Kh,e.bars=Qh,e.spline=Xh}var td=220,u$=6,f$=80,d$=[1,2,5,10,15,30,60,120,300,600,900,1800,3600,7200,10800,21600,43200,86400];function nd({history:e}){let t=Oe(null),n=Oe(null),o=Oe(e);o.current=e,Dt(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ft(m$(s,()=>o.current),ed(o.current),s)};i();let l=matchMedia("(prefers-color-scheme: dark)"),u=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:td}));return u.observe(s),l.addEventListener("change",i),()=>{u.disconnect(),l.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Dt(()=>n.current?.setData(ed(e)),[e]);let r=xu(dl(e));return c`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&c`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>c`<span class="legend ${s}">${Jo[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${ve} label="Rate as a table"><${p$} history=${e} /><//>
    </details>
  </figure>`}function p$({history:e}){return c`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>c`<tr>
          <td>${ce(t)}</td>
          <td class="number">${J(e.rows[n])}</td>
          <td class="number">${Qc(e.docs_per_second[n])}</td>
          <td>${Jo[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function ed(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function m$(e,t){let n=r=>$$(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:td,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,space:f$,incrs:d$,values:(r,s)=>s.map(i=>Zc(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>un(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>h$(r,t(),n)]}}}function h$(e,t,n){let{ctx:o}=e,r=u$*devicePixelRatio;for(let{part:s,from:i,to:l}of dl(t)){if(!(s in Jo))continue;let u=e.valToPos(i/1e3,"x",!0),d=e.valToPos(l/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(u,e.bbox.top+e.bbox.height-r,Math.max(1,d-u),r)}}function $$(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function or({children:e}){return c`<div class="tiles">${e}</div>`}function He({name:e,value:t,isBad:n=!1,href:o}){let r=c`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?c`<a class=${s} href=${o}>${r}</a>`:c`<div class=${s}>${r}</div>`}function sd({comparison:e}){let{matches:t,note:n,missing:o,surplus:r,different:s,rejected:i}=e;return c`<section class="panel" aria-label="Result">
    <h2>Result</h2>
    <p class="alert ${t?"success":"error"}">${t?"The target matches the source.":"The target differs from the source."}</p>
    ${n&&c`<p class="alert warning">${n}</p>`}
    <${or}>
      <${He} name="Rows" value=${J(e.rows)} />
      <${He} name="Documents" value=${J(e.documents)} />
      <${He} name=${e.compared==="ids"?"Equal ids":"Equal"} value=${J(e.equal)} />
      <${He} name="Missing" value=${J(o)} isBad=${o>0} />
      <${He} name="Surplus" value=${J(r)} isBad=${r>0} />
      <${He} name="Different" value=${J(s)} isBad=${s>0} />
      ${i>0&&c`<${He} name="Rows that cannot become documents" value=${J(i)} />`}
    <//>
    <${od} title="Missing: rows without a document" ids=${e.missing_ids} total=${o} />
    <${od} title="Surplus: documents without a row" ids=${e.surplus_ids} total=${r} />
    <${_$} differences=${e.differences} total=${s} />
  </section>`}function od({title:e,ids:t,total:n}){return t?.length?c`<h3>${e}</h3>
    <${id} shown=${t.length} total=${n} />
    <ul class="ids mono" tabindex="0" aria-label=${e}>${t.map(o=>c`<li key=${o}>${o}</li>`)}</ul>`:null}function _$({differences:e,total:t}){if(!e?.length)return null;let n=e.some(({values:o})=>o);return c`<h3>Different: fields whose values differ</h3>
    <${id} shown=${e.length} total=${t} />
    ${!n&&c`<p class="muted">Only the last execution of a job shows the values, to users with the privilege read on the target.</p>`}
    <div class="list"><${ve} label="Differences"><table>
      <thead><tr><th>Document</th><th>Field</th>${n&&c`<th>Source</th><th>Target</th>`}</tr></thead>
      <tbody>${e.flatMap(({id:o,fields:r,values:s})=>(s??r.map(i=>({field:i}))).map(i=>c`<${g$} key=${`${o} ${i.field}`} id=${o} values=${i} hasValues=${n} />`))}</tbody>
    </table><//></div>`}function g$({id:e,values:{field:t,source:n,target:o},hasValues:r}){return c`<tr>
    <th scope="row" class="mono">${e}</th>
    <td class="mono">${t}</td>
    ${r&&c`<td class="value mono">${n??rd}</td><td class="value mono">${o??rd}</td>`}
  </tr>`}var rd=c`<span class="muted">no such field</span>`;function id({shown:e,total:t}){return e<t?c`<p class="muted">${J(e)} of ${J(t)} are shown.</p>`:null}var b$={dropped:"Dropped by the pipeline",duplicates:"Duplicate ids",nulled:"Values replaced by null",retries:"Retries"},Ul={created:"Created",updated:"Updated",unchanged:"Unchanged",deleted:"Deleted"};function oi({status:e}){let t=e.details??{};return c`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&c`<${Ki} messages=${e.error} />`}
      ${e.is_running&&c`<${Ur} details=${t} />`}
      <${or}>
        <${He} name=${Ir(e)?"Rows compared":"Rows"} value=${J(e.count)} />
        ${Object.entries(Ul).map(([n,o])=>t[n]!==void 0&&c`<${He} key=${n} name=${o} value=${J(t[n])} />`)}
        <${He} name="Rows per second" value=${un(y$(e))} />
        ${e.is_running&&c`<${He} name="Time left" value=${ut(t.eta_in_millis)} />`}
        <${He} name="Running time" value=${ut((e.end_time??Date.now())-e.start_time)} />
        <${He} name="Rejected rows" value=${J(t.rejected)} isBad=${t.rejected>0}
          href=${v$(e)} />
      <//>
      ${t.history?.time.length>1&&c`<${nd} history=${t.history} />`}
    </section>
    ${t.comparison&&c`<${sd} comparison=${t.comparison} />`}
    ${t.partitions&&c`<${ku} partitions=${t.partitions} />`}
    <div class="columns">
      <${S$} status=${e} />
      ${t.events&&c`<${Tu} events=${t.events} />`}
    </div>
  `}function v$(e){let{rejected:t=0,execution:n}=e.details??{};return t>0&&In(e)&&he(U.readDeadLetters)?A("dead-letters",void 0,{execution:n}):void 0}function y$({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function Ur({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=Xc(e.percent);return c`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function w$(e){return e.trigger==="schedule"?"by the schedule":e.started_by?`by ${Dr(e,"started")}`:"manually"}function S$({status:e}){let t=e.details??{};return c`<section class="panel">
    <h2>${Vs(e)}</h2>
    <${wn}>
      <${we} name="Started">${ce(e.start_time)}, ${w$(t)}<//>
      <${we} name="Ended">${ce(e.end_time)}<//>
      ${t.aborted_by&&c`<${we} name="Aborted by">${Dr(t,"aborted")}<//>`}
      <${we} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${we} name="Agent">${t.agent??"\u2013"}<//>
      <${we} name="Index">${t.index??"\u2013"}<//>
      <${we} name="Slowest part">${Jo[t.bottleneck]??"\u2013"}<//>
      <${we} name="Rows read">${J(t.rows_read)}<//>
      ${Object.entries(b$).map(([n,o])=>t[n]>0&&c`<${we} key=${n} name=${o}>${J(t[n])}<//>`)}
      <${we} name=${In(e)?"Sent":"Encoded"}>${Kc(t.bytes)}<//>
      <${we} name="Last id">${e.last_id??"\u2013"}<//>
      ${t.webhook&&c`<${we} name="Webhook">${eu(t.webhook)}<//>`}
    <//>
    ${t.query&&c`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function mn({state:e}){return c`<span class="state ${e??"never"}">${e??"never run"}</span>`}var x$=["history","events","partitions","query","comparison.*_ids","comparison.differences"].map(e=>`ingestion.details.${e}`),T$=1500,k$=6e4;function hn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:x$}}}var ri=e=>({term:{"ingestion.id":e}}),Vn=e=>({term:{"ingestion.state":e}}),mo=Object.freeze({bool:{must_not:[{exists:{field:"ingestion.details.kind"}}]}}),ld=Object.freeze({term:{"ingestion.details.kind":"verification"}}),ad=Object.freeze({term:{"ingestion.details.kind":"deletion"}}),cd=Object.freeze({term:{"ingestion.details.comparison.matches":!1}}),ho=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),ud=e=>({bool:{should:[{range:{"ingestion.end_time":{gte:e,format:"epoch_millis"}}},{term:{"ingestion.is_running":!0}}]}}),Jr=e=>Math.floor((Date.now()-e)/6e4)*6e4,fd=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),E$=1e3;function dd(e){return{size:0,query:{bool:{filter:[mo,ho({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:E$,order:{failed:"desc"}},aggs:{failed:{filter:Vn("error")},successful:{filter:Vn("successful")}}}}}}function si(e,t){return e||t>k$?0:T$}function pd(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var C$=1e3;function md({id:e}){let t=Ft({query:{ids:{values:[e]}}}),n=oe(async o=>D$(e,(await W(t,o)).hits.hits[0]?._source.ingestion??null,o),(o,r)=>o?.is_running?C$:si(!!o,r),[e]);return c`<${se} polling=${n}>
      ${o=>o?c`<${A$} id=${e} status=${o} />`:c`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${$e} request=${t} />`}async function D$(e,t,n){if(!t?.details?.comparison?.differences)return t;try{let o=(await W(ys(t.id),n)).status;return o.details.execution===e?o:t}catch(o){if(!(o instanceof Ke))throw o;return t}}function A$({id:e,status:t}){return c`
    <div class="heading">
      <h1>${Vs(t)} of <a href=${A("jobs",t.id)}>${t.id}</a></h1>
      <${mn} state=${t.state} />
      <span class="muted">${ce(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&In(t)&&c`<p><a href=${A("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${oi} status=${t} />
    ${!t.is_running&&In(t)&&c`<${R$} status=${t} />`}
  `}function R$({status:e}){let t=hn([mo,ri(e.id),Vn("successful"),ho({lt:e.start_time})],{size:1}),n=oe(async o=>(await W(Ft(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return c`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${se} polling=${n}>
      ${o=>o?c`<${P$} status=${e} hit=${o} />`:c`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function P$({status:e,hit:t}){let n=t._source.ingestion,o=l=>l.end_time&&l.end_time-l.start_time,r=l=>[e.details?.[l],n.details?.[l],J],s=Object.entries(Ul).map(([l,u])=>[u,...r(l)]),i=[["Running time",o(e),o(n),ut],["Rows",e.count,n.count,J],...s.filter(([,l,u])=>l!==void 0||u!==void 0),["Rows per second",...r("docs_per_second")],["Rejected rows",...r("rejected")],["Retries",...r("retries")],["Attempts",...r("attempt")]];return c`<${ve} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${A("executions",t._id)}>${ce(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${i.map(([l,u,d,m])=>c`<tr key=${l}>
          <th scope="row">${l}</th><td class="number">${m(u)}</td><td class="number">${m(d)}</td><td class="number">${L$(u,d)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function L$(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function rr({hits:e,hasJob:t=!1}){return c`<${ve} label="Runs">
    <table>
      <thead>
        <tr>
          <th>Started</th>
          ${t&&c`<th>Job</th>`}
          <th>State</th>
          <th class="number">Rows</th>
          <th class="number">Rejected</th>
          <th class="number">Rows/s</th>
          <th class="number">Time</th>
          ${t&&c`<th>Error</th>`}
        </tr>
      </thead>
      <tbody>
        ${e.map(({_id:n,_source:{ingestion:o}})=>c`<tr key=${n}>
          <td class="time"><a href=${A("executions",n)}>${ce(o.start_time)}</a></td>
          ${t&&c`<td><a href=${A("jobs",o.id)}>${o.id}</a></td>`}
          <td><${mn} state=${o.state} /> <${jn} status=${o} /></td>
          <td class="number">${J(o.count)}</td>
          <td class="number">${J(o.details?.rejected)}</td>
          <td class="number">${un(o.details?.docs_per_second)}</td>
          <td class="number">${ut(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&c`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var hd=50,M$=1e4,N$=36e5,O$={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},I$={"":"All kinds",load:"Runs",deletion:"Deletions",verification:"Verifications",different:"Verifications with differences"},j$={load:mo,deletion:ad,verification:ld,different:cd},q$={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function $d({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("kind")??"",r=e.get("hours")??"",s=Number(e.get("from")??0),i=()=>Ft(hn(F$({q:t,state:n,kind:o,hours:r}),{from:s,size:hd})),l=oe(u=>W(i(),u),M$,[t,n,o,r,s]);return c`
    <div class="heading"><h1>Runs</h1></div>
    <${dn} address=${u=>A("executions",void 0,u)}>
      <${Yt} name="q" label="Job or words of the error" value=${t} />
      <${Uo} name="state" label="State" value=${n} options=${O$} />
      <${Uo} name="kind" label="Kind" value=${o} options=${I$} />
      <${Uo} name="hours" label="Started" value=${r} options=${q$} />
    <//>
    <${se} polling=${l}>
      ${({hits:u})=>c`
        <section class="panel"><${rr} hits=${u.hits} hasJob /></section>
        <${On} from=${s} size=${hd} total=${u.total} of="runs"
          address=${d=>A("executions",void 0,{q:t,state:n,kind:o,hours:r,from:d})} />
      `}
    <//>
    <${$e} request=${i()} />
  `}function F$({q:e,state:t,kind:n,hours:o}){let r=j$[n];return[...r?[r]:[],...e?[fd(e)]:[],...t?[Vn(t)]:[],...o?[ho({gte:Jr(Number(o)*N$)})]:[]]}function ii(e,t){let n=Oe(e);Dt(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var li=90,Jl=10,_d=3;function gd({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(Jl+_d);return c`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ut(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${li}`} width=${o} height=${li} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*li);return c`<rect key=${r.id} class=${r.state} x=${s*(Jl+_d)} y=${li-i} width=${Jl} height=${i} rx="2">
          <title>${`${ce(r.start_time)}: ${r.state}, ${ut(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function ai({hit:e,onChange:t}){let{schedule:n,deletions_schedule:o,enable_scheduler:r=!1,timezone:s}=e._source.ingest,i=e._id;if(!io(e._source.ingest))return c`<span class="muted">manual</span>`;let l=e.next_fire,u=[n,o&&`${o} for deletions`].filter(Boolean).join(", ");return c`<span class="schedule">
    <span title=${`${u} ${s??"UTC"}${l?`, next ${ce(l)}`:""}`}>
      ${(e.next_fire_kind==="deletion"||!n)&&"deletions "}${r?l?fn(l,Date.now()):"never":"off"}
    </span>
    <${it} label=${r?"Disable":"Enable"} of=${`the schedule of ${i}`} requires=${U.editJobs}
      request=${Pc(i,!r)} onDone=${t}
      question=${r?`Disable the schedule of ${i}? A run that is under way goes on.`:`Enable the schedule of ${i} (${u})?`} />
  </span>`}var V$=1e3,z$=5e3,B$=6e4,bd=50;function vd({id:e}){let t=oe(n=>W(kr(e,{include_status:!0}),n),B$,[e]);return c`<${se} polling=${t}>
    ${n=>c`<${H$} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function H$({id:e,hit:t,onChange:n}){let o=ys(e),r=Oe(t.status!==void 0),s=oe(async d=>(r.current||=(await W(kr(e,{include_status:!0}),d)).status!==void 0,r.current?(await W(o,d)).status:null),d=>d?.is_running?V$:z$,[e]),i=s.state.value.data,l=i?.details?.execution,u=i?.state;return ii(i===void 0?void 0:`${l} ${u}`,n),c`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&c`<${mn} state=${i.state} /> <${jn} status=${i} />`}
      <div class="actions"><${U$} id=${e} status=${i} ingest=${t._source.ingest} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&c`<p>${t._source.ingest.description}</p>`}
    <${se} polling=${s}>
      ${d=>d?c`<${oi} status=${d} />`:c`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${G$} id=${e} execution=${l} state=${u} isRunning=${i?.is_running??!1} />
    <div class="columns">
      <${W$} hit=${t} onChange=${n} />
      ${Mr(t._source.ingest)&&c`<${K$} id=${e} execution=${l} state=${u} />`}
    </div>
    <${$e} request=${o} />
  `}function U$({id:e,status:t,ingest:n,onChange:o}){let r=t?.is_running??!1,s=Ho(n);return c`
    ${r?c`<${it} label="Abort" kind="danger" requires=${U.abort} request=${ws(e)} onDone=${o}
          question=${J$(e,t)} />`:c`<${it} label="Run" kind="primary" requires=${U.run} request=${Mn(e)} onDone=${o} question=${`Run ${e} now?`} />
          ${Mr(n)&&c`<${it} label="Run in full" requires=${U.run} request=${Mn(e,{full:!0})} onDone=${o}
            question=${`Run ${e} without its positions? It reads all rows, and sets the positions anew.`} />`}
          ${[n.pk_field??[]].flat().length>0&&c`<${it} label="Verify" requires=${U.run} request=${Dc(e)} onDone=${o}
            question=${`Compare the target of ${e} with its source now? All rows and documents are read. Nothing is written.`} />`}
          ${(s==="compare"||s==="schedule")&&c`<${it} label="Delete documents without a row" kind="danger" requires=${U.run}
            request=${Mn(e,{only_deletions:!0})} onDone=${o}
            question=${`Compare the keys of all rows of ${e} with its target now, and delete documents without a row? No rows are loaded.`} />`}`}
    ${he(U.editJobs)&&c`<a class="button" href=${A("job-form",e)}>Edit</a>
      <a class="button" href=${A("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!r&&c`<${it} label="Delete" kind="danger" requires=${U.editJobs} request=${Ec(e)}
      onDone=${()=>{location.hash=A("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function J$(e,t){if(pl(t))return`Abort the verification of ${e}? The statement in the database is cancelled.`;if(Ir(t))return`Abort the deletions of ${e}? The statement in the database is cancelled. Documents that were deleted stay deleted.`;let n=t.details.strategy==="REPLACE"?"are discarded":"stay in the target";return`Abort the run of ${e}? The statement in the database is cancelled. Rows that were sent ${n}.`}function G$({id:e,execution:t,state:n,isRunning:o}){let r=Ft(hn([ri(e)],{size:bd})),s=l=>l?.hits.hits.some(u=>u._id===t&&u._source.ingestion.is_running===o),i=oe(l=>W(r,l),(l,u)=>si(!t||s(l),u),[e,t,n,o]);return c`<section class="panel">
    <h2>Last runs</h2>
    <${se} polling=${i}>
      ${({hits:l})=>{let u=l.hits.map(m=>({...m._source.ingestion,id:m._id})).reverse();if(!u.length)return c`<p class="muted">No runs yet.</p>`;let d=u.filter(In);return c`${d.length>0&&c`<div class="scroll"><${gd} runs=${d} /></div>`}
          <div class="list"><${rr} hits=${l.hits} /></div>
          ${l.total>bd&&c`<p><a href=${A("executions",void 0,{q:e})}>All ${l.total} runs</a></p>`}`}}
    <//>
  </section>`}function W$({hit:e,onChange:t}){let n=e._source.ingest,o=n.timezone??"UTC";return c`<section class="panel">
    <h2>Definition</h2>
    <${wn}>
      <${we} name="Datasource"><a href=${A("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${we} name="Target">${n.target}<//>
      <${we} name="Strategy">${n.strategy}<${Y$} ingest=${n} /><//>
      <${we} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${we} name="Schedule">
        ${n.schedule&&c`<code>${n.schedule}</code> ${o} `}
        ${n.deletions_schedule&&c`<div><code>${n.deletions_schedule}</code> ${o}, for deletions</div>`}
        <${ai} hit=${e} onChange=${t} />
      <//>
      <${Ds} hit=${e} />
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    ${n.deletions_query&&c`<h3>Key query</h3><pre tabindex="0" aria-label="Key query">${n.deletions_query}</pre>`}
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function Y$({ingest:e}){let t=Ho(e);return t==="none"?null:t==="column"?c`, deletes documents whose row is marked in <code>${e.deletions.column}</code>`:c`, deletes documents without a row${t==="schedule"&&" on a separate schedule"}`}function K$({id:e,execution:t,state:n}){let o=oe(r=>W(Ac(e),r),0,[e,t,n]);return c`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">Where the next run continues: the values of the query's variables.</p>
    <${se} polling=${o}>
      ${({positions:r})=>c`
        <${wn}>
          ${Object.entries(r??{}).map(([s,i])=>c`<${we} key=${s} name=${s}><code>${JSON.stringify(i)}</code><//>`)}
        <//>
        ${Object.keys(r??{}).length===0?c`<p>None are stored. The dry run of the form shows where the next run starts.</p>`:c`<p><${it} label="Reset" kind="danger" requires=${U.run} of="the positions" request=${Rc(e)} onDone=${o.reload}
              question=${`Reset the positions of ${e}? The next run reads all rows.`} /></p>`}
      `}
    <//>
  </section>`}function wd({request:e}){let{ask:t,isBusy:n,error:o,answer:r,isOutdated:s}=Nn(e);return c`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${n} aria-busy=${n} onClick=${t}>${n?"Asking \u2026":"Dry run"}</button>
    ${o&&c`<${Je} error=${o} />`}
    <div role="status">${!o&&r&&!s&&c`<${Q$} plan=${r} />`}</div>
    <${$e} request=${e} />
  </section>`}function Q$({plan:e}){return c`<div>
    ${e.changes?.changed&&e.index&&!e.replaces?c`<p class="alert warning">Some fields of the target have another type than the columns. A run cannot change them, and may reject rows.</p>`:c`<p class="good">A run would work.</p>`}
    <${wn}>
      <${we} name="Rows">${e.rows_total===void 0?"not known":`about ${J(e.rows_total)}`}<//>
      <${we} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&c`<${we} name="Removal guard"><${Z$} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${we} name="Starts from"><${X$} start=${e.start} /><//>
      <${we} name="Next runs">${e.next_fires?.length?c`<${yd} times=${e.next_fires} />`:"only manually"}<//>
      ${e.deletions_next_fires&&c`<${we} name="Next deletions">${e.deletions_next_fires.length?c`<${yd} times=${e.deletions_next_fires} />`:"never"}<//>`}
    <//>
    ${e.changes&&c`<${e_} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function yd({times:e}){return c`<ul class="plain">${e.map(t=>c`<li key=${t}>${ce(t)} <span class="muted">${fn(t,Date.now())}</span></li>`)}</ul>`}function Z$({guard:e,rows:t}){let n=`The target has ${J(e.documents)} documents; a run with fewer than ${J(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?c`<span class="bad">${n} The estimate is below.</span>`:n}function X$({start:e}){let t=Object.entries(e);return t.length?c`${t.map(([n,o])=>c`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function e_({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?c`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>c`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:c`<p class="muted">The mapping of the target stays as it is.</p>`}var t_=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function Sd({ingest:e,change:t}){let{datasource:n,query:o,mapping:r}=e,s=Ic(n??"",{query:o}),{ask:i,isBusy:l,error:u,answer:d,isOutdated:m}=Nn(s);return c`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${he(U.editDatasources)&&c`<button type="button" disabled=${!n||!o||l} aria-busy=${l} onClick=${i}>
      ${l?"Reading \u2026":"Show the columns"}
    </button>`}
    ${u&&c`<${Je} error=${u} />`}
    ${n&&o&&c`<${$e} request=${s} />`}
    <${As} isShown=${m} of="columns" />
    ${d&&c`<${n_} defaults=${d.mapping} mapping=${r} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${Bo} label="Mapping" value=${r} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${Bo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${Bo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function n_({defaults:e,mapping:t,onChange:n}){return c`<${ve} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return c`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${l=>n(du(t,o,l.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...t_,...i?[i]:[]])].map(l=>c`<option key=${l} value=${l} selected=${l===i}>${l}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function xd({ingest:e,origin:t,change:n,update:o}){let{timezone:r,enable_scheduler:s=!1}=e,i=o_(e);return c`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${Gl} label="Starts" value=${e.schedule} onChange=${l=>o(u=>Or(u,"schedule",l,t))} />
    ${io(e)&&c`
      <${Te} label=${`Time zone of ${i}`} value=${r} onChange=${n("timezone")} placeholder="UTC" />
      <${ou} label=${`${i.charAt(0).toUpperCase()}${i.slice(1)} ${i===Td?"are":"is"} enabled`} value=${s} onChange=${n("enable_scheduler")} />
    `}
  </section>`}var Td="both schedules";function o_({schedule:e,deletions_schedule:t}){return e&&t?Td:t?"the schedule of the deletions":"the schedule"}function Gl({label:e,value:t="",onChange:n,of:o="",required:r,error:s}){let{"":i,...l}=uu,u=r?l:{"":i,...l},d=t in u;return c`
    <${St} label=${e} value=${d?t:"custom"} onChange=${n} options=${d?u:{...u,custom:"As written below"}} />
    <${Te} label=${`Quartz cron expression${o&&` of ${o}`}`} value=${t} onChange=${n} required=${r} error=${s} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
  `}function kd({datasource:e,onTable:t}){let{submit:n,error:o}=cn(({ingestions:i})=>t(i[0])),r=i=>n(ks(e,i)),s=oe(i=>W(ro(e,{}),i),0,[e]);return c`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&c`<${Je} error=${o} />`}
    <${se} polling=${s}>
      ${({catalogs:i})=>i.map(({name:l})=>c`<${Ed} key=${l} name=${l} isOpen=${i.length===1}>
        <${r_} datasource=${e} catalog=${l} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function r_({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>W(ro(e,{catalog:t}),r),0,[e,t]);return c`<${se} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>c`<${Ed} key=${s} name=${s} isOpen=${r.length===1}>
      <${s_} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function s_({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>W(ro(e,{catalog:t,schema:n}),s),0,[e,t,n]);return c`<${se} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>c`
      ${s.length===0&&c`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:l})=>c`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${l==="view"&&c`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function Ed({name:e,isOpen:t,children:n}){let[o,r]=ee(t);return c`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Cd({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return c`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&c`<p class="muted">The query returns no rows.</p>`}
    <${ve} label="First rows">
      <table>
        <thead><tr>${r.map(s=>c`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>c`<tr key=${i}>${r.map(l=>c`<td key=${l}>${i_(s[l])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>c`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&c`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function i_(e){return e==null?c`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function Dd({label:e,value:t,onChange:n}){let o=Oe(null),r=Oe(null),s=Oe(n),i=Oe(t),[l,u]=ee(!1);s.current=n,Dt(()=>{let m=!1;return import("./sql.js").then(({createEditor:$})=>{m||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:d}),u(!0))},()=>{}),()=>{m=!0,r.current?.destroy()}},[]),At(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t]);function d(m){i.current=m,s.current(m)}return c`<div class="editor">
    <div ref=${o}></div>
    ${!l&&c`<textarea rows="8" aria-label=${e} spellcheck=${!1} value=${t} onInput=${m=>d(m.target.value)}></textarea>`}
  </div>`}var l_=20,a_=200;function Ad({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let{datasource:s,query:i=""}=e,l=Oc(s??"",{query:i,row_limit:l_,max_text_size:a_}),u=Nn(l,d=>r(Object.keys(d.types)));return n.length?c`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${St} label="Datasource" value=${s} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map(d=>[d,d]))}} />
        ${s&&he(U.editDatasources)&&c`<${kd} key=${s} datasource=${s} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${Dd} label="Query" value=${i} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${he(U.editDatasources)&&c`<button type="button" disabled=${!s||!i||u.isBusy} aria-busy=${u.isBusy} onClick=${u.ask}>
          ${u.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${u.error&&c`<${Je} error=${u.error} />`}
    <${As} isShown=${u.isOutdated} of="rows" />
    ${u.answer&&c`<${Cd} sample=${u.answer} />`}
    ${s&&i&&c`<${$e} request=${l} />`}
  </section>`:c`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${A("datasource-form")}>New datasource</a>
    </section>`}var c_={none:"Stay in the target",compare:"Compare all keys after each run, and delete documents without a row",schedule:"Compare all keys on a separate schedule, and delete documents without a row",column:"A column marks deleted rows: delete their documents when the rows are read"},u_={none:void 0,compare:"Comparing reads the keys of all rows with each run. It needs a key, and a target that only this job writes.",schedule:"Comparing reads the keys of all rows. It needs a key, and a target that only this job writes. Runs delete nothing.",column:"Needs a key, and a query that returns rows after they were marked."};function Rd({ingest:e,origin:t,change:n,update:o,columns:r,rejectionOf:s}){let i=Ho(e),l=s("deletions");return c`
    <${St} label="Deleted rows" value=${i} options=${c_} hint=${u_[i]} error=${i==="column"?void 0:l}
      onChange=${u=>o(d=>Nr(d,u,t))} />
    ${i==="column"&&c`<${Te} label="Column that marks deleted rows" value=${e.deletions.column} error=${l} suggestions=${r} required placeholder="deleted_at"
      onChange=${u=>n("deletions")({column:u})} hint="A boolean, a number, a date or a timestamp. A row counts as deleted unless its value is null, false or 0." />`}
    ${i==="schedule"&&c`<${Gl} label="Deletions start" of="the deletions" value=${e.deletions_schedule} required error=${s("deletions_schedule")}
      onChange=${u=>o(d=>Or(d,"deletions_schedule",u,t))} />`}
    ${(i==="compare"||i==="schedule")&&c`<${nu} label="Key query" value=${e.deletions_query} onChange=${n("deletions_query")} error=${s("deletions_query")}
      hint="Returns the keys of all rows whose documents stay. Without one, the query of the job does: that must not leave out rows by its own conditions." />`}
  `}var Pd={none:0,local:64,dask:1e4},f_={none:"None: one session reads all rows",local:"Local threads read ranges of a column in parallel",dask:"Dask workers read ranges of a column in parallel"},d_={none:void 0,local:"One process reads with several database sessions.",dask:"For tables that one machine cannot read fast enough. Needs a Dask scheduler with workers; an INCREMENTAL also needs a key."};function Ld({ingest:e,change:t,update:n,columns:o,rejectionOf:r}){let s=cu(e),{partition:i}=e,l=r("partition"),u=d=>m=>t("partition")({...i,[d]:m});return c`
    <${St} label="Partition" value=${s} options=${f_} hint=${d_[s]} error=${l}
      onChange=${d=>n(m=>Ms(m,d))} />
    ${i&&c`
      <${Te} label="Column of the ranges" value=${i.column} onChange=${u("column")} suggestions=${o} required placeholder="id"
        hint="A number, a date, a timestamp, or a text with a binary collation, ideally with an index." />
      <${Te} label="Number of ranges" type="number" min="1" max=${Pd[s]} value=${i.count} placeholder="4"
        onChange=${d=>u("count")(d?Number(d):void 0)} hint=${`At most ${Pd[s].toLocaleString("en")}.`} />`}
  `}var p_={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key",MIRROR:"MIRROR: compare all rows with the target, then write and delete only what differs"},m_={REPLACE:"Readers see all old rows or all new ones. Deleted rows are gone after each run.",INCREMENTAL:"Reads what the query asks for: with its variables only new rows.",MIRROR:"For a large table with few changes. Readers see old and new documents side by side during a run. Needs a key, and a target that only this job writes."},h_="Column whose value becomes the document's id; several with commas.",$_=" Without one, ids are generated: each INCREMENTAL run adds new documents.",Md="A MIRROR has none: its documents must equal the rows.",__="(?!)";function Nd({ingest:e,origin:t,change:n,update:o,columns:r,rejectionOf:s}){let i=e.strategy??"INCREMENTAL",l=i==="MIRROR";function u(d){n("strategy")(d),d!=="INCREMENTAL"&&o(m=>Nr(m,"none",t)),d==="MIRROR"&&o(m=>Ms(m,"none"))}return c`
    <${Te} label="Target" value=${e.target} onChange=${n("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${St} label="Strategy" value=${i} onChange=${u} options=${p_} hint=${m_[i]} />
    ${Mr(e)&&c`<${Rd} ingest=${e} origin=${t} change=${n} update=${o} columns=${r} rejectionOf=${s} />`}
    <${Te} label="Key" value=${Os(e.pk_field)} onChange=${d=>n("pk_field")(fu(d))} suggestions=${r} required=${ll(e)}
      placeholder="id" hint=${h_+(ll(e)?"":$_)} />
    <details>
      <summary>Limits and batches</summary>
      <${Te} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${n("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${Te} label="Removal guard" value=${e.removal_guard} onChange=${n("removal_guard")} placeholder="50%"
        hint="A run that would remove more than this share of the target's documents removes none, and ends in an error." />
      <${Te} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${n("pipeline")}
        pattern=${l?__:void 0} title=${l?Md:void 0} hint=${l?Md:void 0} />
      ${!l&&c`<${Ld} ingest=${e} change=${n} update=${o} columns=${r} rejectionOf=${s} />`}
      <${Te} label="Description" value=${e.description} onChange=${n("description")} />
    </details>
  `}function Wl({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([W(xs({size:1e3}),r),n?W(kr(n),r):null]);return{datasources:s.hits.hits.map(l=>l._id),hit:i}},0,[n]);return c`<${se} polling=${o}>
    ${({datasources:r,hit:s})=>c`<${g_} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?mu(s._source.ingest):s._source.ingest:{...au,datasource:t.get("datasource")??""}} />`}
  <//>`}function g_({datasources:e,saved:t,origin:n}){let[o,r]=ee(n),[s,i]=ee(t),[l,u]=ee(t?._id??""),[d,m]=ee(o),[$,g]=ee(void 0),[b,x]=ee([]),E=T=>V=>m(P=>({...P,[T]:V}));Ls(d!==o);let D={ingest:Ns(d)},L=Er(l,D,s?{if_seq_no:s._seq_no,if_primary_term:s._primary_term}:{op_type:"create"}),y=Oe(!1),R=cn(()=>Rr(A("jobs",l))),S=cn(T=>y.current?(i(T),r(d),R.submit(Mn(l))):Rr(A("jobs",l))),K=S.isBusy||R.isBusy,N=S.error??R.error,Q=T=>$?.[T]===d[T]?nc(S.error,`ingest.${T}`):void 0,G=Oe(void 0);function te(T){let V=G.current;G.current=T,s||u(P=>al(P,V?._id,T._id)),m(P=>pu(P,V?._source.ingest,T._source.ingest))}function B(T){T.preventDefault(),y.current=T.submitter?.value==="run",g(d),S.submit(L)}return c`<form class="job-form" onSubmit=${B}>
    <div class="heading"><h1>${s?`Job ${l}`:"New job"}</h1></div>
    <${Ad} ingest=${d} change=${E} datasources=${e} onTable=${te} onColumns=${x} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!s&&c`<${Te} label="Job id" value=${l} onChange=${u} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${Nd} ingest=${d} origin=${o} change=${E} update=${m} columns=${b} rejectionOf=${Q} />
    </section>
    <${Sd} ingest=${d} change=${E} />
    <${xd} ingest=${d} origin=${o} change=${E} update=${m} />
    <${wd} request=${Cc(l||"new",D)} />
    ${N&&c`<${ds} error=${N} id=${l} isNew=${!s} address=${A("job-form",l)} />`}
    <div class="submit">
      <button class="primary" disabled=${K} aria-busy=${K}>Save</button>
      ${he(U.run)&&c`<button value="run" disabled=${K}>Save and run</button>`}
      <a class="button" href=${s?A("jobs",l):A("jobs")}>Cancel</a>
    </div>
    <${$e} request=${L} />
  </form>`}function Yl({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return c`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var b_=1e3,v_=5e3;function ci(){return oe(async e=>{let{jobs:t}=await W(kc(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?b_:v_,[])}var Od=50,y_=3e4;function Id({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=Ss({from:t,size:Od,sort:o,...Is(n)}),s=oe(d=>W(r,d),y_,[t,n,o]),i=ci(),l=i.state.value.data&&[...i.state.value.data.keys()].sort().join();ii(l,s.reload);let u=d=>A("jobs",void 0,{q:n,sort:o,...d});return c`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${he(U.editJobs)&&c`<a class="button primary" href=${A("job-form")}>New job</a>`}
      </div>
    </div>
    <${dn} address=${d=>u(d)}>
      <${Yt} name="q" label="Search jobs" value=${n} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${se} polling=${s}>
      ${({hits:d})=>c`
        <section class="panel"><${ve} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${Yl} field="_id" sort=${o} address=${m=>u({sort:m})}>Job<//>
                <${Yl} field="ingest.target" sort=${o} address=${m=>u({sort:m})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${d.hits.map(m=>c`<${S_} key=${m._id} hit=${m} status=${i.state.value.data?.get(m._id)??w_(m)}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${d.total===0&&c`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${On} from=${t} size=${Od} total=${d.total} of="jobs" address=${m=>u({from:m})} />
      `}
    <//>
    <${$e} request=${r} />
  `}var w_=e=>e.status&&(e.kind?{...e.status,details:{kind:e.kind}}:e.status);function S_({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return c`<tr>
    <td><a href=${A("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${mn} state=${t?.state} /> <${jn} status=${t} />
      ${t?.is_running&&o&&c`<${Ur} details=${o} />`}
    </td>
    <td class="number">${J(t?.count)}</td>
    <td class="number">${un(o?.docs_per_second)}</td>
    <td class="time">${t&&x_(t)}</td>
    <td><${ai} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?c`<${it} label="Abort" of=${r} kind="danger" requires=${U.abort} request=${ws(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:c`<${it} label="Run" of=${r} requires=${U.run} request=${Mn(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${he(U.editJobs)&&c`<a class="button" aria-label=${`Clone ${r}`} href=${A("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function x_(e){return e.is_running?`for ${ut(Date.now()-e.start_time)}`:`${fn(e.end_time,Date.now())}, took ${ut(e.end_time-e.start_time)}`}function jd(){return c`<h1>There is no such page</h1>
    <p><a href=${A("overview")}>Overview</a></p>`}var Kl=2e4,T_=6e4,ui=10,Ql=864e5;function qd(){let e=ci(),t=oe(u=>W(Ft(hn([Vn("error"),ho({gte:Jr(Ql)})],{size:10})),u),Kl,[]),n=oe(u=>W(Tc(),u),Kl,[]),o=oe(async u=>he(U.readDeadLetters)?W(jc(),u):null,Kl,[]),r=oe(async u=>pd((await W(Ft(dd(Jr(Ql))),u)).aggregations.jobs.buckets),T_,[]),s=n.state.value.data?.agents.filter(u=>u.is_alive).length,i=t.state.value.data?.hits.total,l=o.state.value.data?.hits.total;return c`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${he(U.editDatasources)&&c`<a class="button" href=${A("datasource-form")}>New datasource</a>`}
        ${he(U.editJobs)&&c`<a class="button primary" href=${A("job-form")}>New job</a>`}
      </div>
    </div>
    ${he(U.readJobs)&&he(U.editJobs)&&c`<${k_} />`}
    <${or}>
      <${He} name="Running" value=${J(e.state.value.data?.size)} href=${A("jobs")} />
      <${He} name="Failed in the last 24 hours" value=${J(i)} isBad=${i>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      <${He} name="Failing repeatedly" value=${J(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      ${l!==void 0&&c`<${He} name="Dead letters" value=${J(l)} isBad=${l>0} href=${A("dead-letters")} />`}
      <${He} name="Agents" value=${J(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${se} polling=${e}>${u=>c`<${C_} jobs=${u} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${se} polling=${t}>
        ${({hits:u})=>u.total?c`<${rr} hits=${u.hits} hasJob />`:c`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${se} polling=${r}>${u=>c`<${E_} jobs=${u} />`}<//>
    <div class="columns">
      ${he(U.readSchedules)&&c`<${D_} />`}
      <section class="panel">
        <h2>Agents</h2>
        <${se} polling=${n}>${u=>c`<${A_} agents=${u.agents} />`}<//>
      </section>
    </div>
    <${R_} />
  `}function k_(){return oe(t=>W(Ss({size:1}),t),0,[]).state.value.data?.hits.total!==0?null:c`<section class="panel">
    <h2>First steps</h2>
    <ol>
      <li><a href=${A("datasource-form")}>Connect a database</a> as a datasource.</li>
      <li>Choose tables of the datasource, or <a href=${A("job-form")}>write a query</a>: each becomes a job that fills an index.</li>
      <li>Run the job, or give it a schedule.</li>
    </ol>
  </section>`}function E_({jobs:e}){return e.length?c`<section class="panel">
    <h2>Failing repeatedly</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,ui).map(t=>c`<li key=${t}><a href=${A("jobs",t)}>${t}</a></li>`)}
      ${e.length>ui&&c`<li class="muted">and ${e.length-ui} more</li>`}
    </ul>
  </section>`:null}function C_({jobs:e}){return e.size?c`<${ve} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>c`<tr key=${t}>
          <td><a href=${A("jobs",t)}>${t}</a></td>
          <td><${mn} state=${n.state} /> <${jn} status=${n} /></td>
          <td><${Ur} details=${n.details??{}} /></td>
          <td class="number">${J(n.count)}</td>
          <td class="number">${un(n.details?.docs_per_second)}</td>
          <td class="number">${ut(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:c`<p class="muted">Nothing is running.</p>`}function D_(){let e=oe(t=>W(Cr({from:Date.now(),to:Date.now()+Ql,size:ui}),t),6e4,[]);return c`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${se} polling=${e}>
      ${({fires:t})=>c`
        ${t.length===0&&c`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.map(({_id:n,time:o,kind:r=""})=>c`<li key=${`${n} ${o} ${r}`}><a href=${A("jobs",n)}>${n}</a> ${r==="deletion"&&c`<span class="muted">deletions</span> `}<span class="muted">${fn(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${A("schedule")}>Open the schedule</a>
      `}
    <//>
  </section>`}function A_({agents:e}){return c`<${ve} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>c`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?fn(t.heartbeat,Date.now()):c`<span class="state error">${fn(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function R_(){let e=oe(t=>W(Sc(),t),0,[]);return c`<${se} polling=${e}>
    ${t=>c`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function Fd(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],deletions:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s,kind:i}of t)o(r)[i==="deletion"?"deletions":"fires"].push(s);for(let r of n.values())r.overruns=L_(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var P_=15e3;function L_({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r,isScheduled:s})=>s&&o+P_<n&&n<r))}function Vd(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function zd(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var _o=26,go=180,Gr=900,fi=22,M_=64,$o=3.5,N_=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function Bd({lanes:e,now:t,from:n,to:o}){if(!e.length)return c`<p class="muted">No run and no fire time.</p>`;let r=i=>go+(i-n)/(o-n)*Gr,s=fi+e.length*_o;return c`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${go+Gr} ${s}`} width=${go+Gr} height=${s}>
        ${zd(n,o).map(i=>c`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${fi} y2=${s} />${r(i)+M_<go+Gr&&c`<text x=${r(i)+3} y="14">${N_.format(i)}</text>`}</g>`)}
        ${e.map((i,l)=>c`<${O_} key=${i.id} lane=${i} x=${r} y=${fi+l*_o} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${fi-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
      ${e.some(({deletions:i})=>i.length)&&c`<span class="legend deletion">fire time of deletions</span>`}
    </figcaption>
    <details><summary>Show as a table</summary><${ve} label="Calendar as a table"><${I_} lanes=${e} now=${t} /><//></details>
  </figure>`}function O_({lane:e,x:t,y:n}){let o=new Set(e.overruns);return c`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${go+Gr} y1=${n+_o} y2=${n+_o} />
    ${e.runs.map(r=>c`<rect key=${r.execution} class=${r.state} x=${Math.max(go,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-Math.max(go,t(r.start)))} height=${_o-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${ce(r.start)}, ${ut(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>c`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+_o/2} r="2.5"><title>${ce(r)}</title></circle>`)}
    ${e.deletions.map(r=>c`<path key=${r} class="deletion" d=${`M ${t(r)} ${n+_o/2-$o} l ${$o} ${$o} l ${-$o} ${$o} l ${-$o} ${-$o} z`}><title>${`Deletions: ${ce(r)}`}</title></path>`)}
  </g>`}function I_({lanes:e,now:t}){return c`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th>Next deletions</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${e.map(({id:n,runs:o,fires:r,deletions:s,overruns:i})=>c`<tr key=${n}>
        <td><a href=${A("jobs",n)}>${n}</a></td>
        <td class="number">${o.length}</td>
        <td class="number">${o.filter(({state:l})=>l==="error").length}</td>
        <td>${ce(o[0]?.start)}</td>
        <td>${ce(r.find(l=>l>t))}</td>
        <td>${ce(s.find(l=>l>t))}</td>
        <td class="number">${i.length}</td>
      </tr>`)}
    </tbody>
  </table>`}var Zl=36e5,j_={6:"6 hours",24:"24 hours",168:"7 days"},q_=6e4,Hd=2e3,Xl=60,F_=10;function Ud({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*Zl,l=s+t*Zl,[u,d]=await Promise.all([W(Ft(hn([mo,ud(i)],{size:Hd})),r),W(Cr({from:i,to:l}),r)]);return{now:s,from:i,to:l,runs:u.hits.hits.map(V_),fires:d.fires,isCut:d.truncated||u.hits.total>Hd}},q_,[t]);return c`
    <div class="heading"><h1>Schedule</h1></div>
    <${dn} address=${r=>A("schedule",void 0,r)}>
      <${Yt} name="q" label="Part of the job's id" value=${n} />
      <${Uo} name="hours" label="Before and after now" value=${String(t)} options=${j_} />
    <//>
    <${se} polling=${o}>
      ${({now:r,from:s,to:i,runs:l,fires:u,isCut:d})=>{let m=Fd(l,u).filter(({id:g})=>g.includes(n)),$=u.filter(g=>g.time>=r&&g._id.includes(n));return c`
          <section class="panel"><h2>Calendar</h2><${Bd} lanes=${m.slice(0,Xl)} now=${r} from=${s} to=${i} />
            ${m.length>Xl&&c`<p class="muted">${m.length-Xl} further jobs are left out: filter by their ids.</p>`}
            ${d&&c`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${z_} lanes=${m} />
            <${B_} fires=${$} />
          </div>
        `}}
    <//>
    <${$e} request=${Cr({from:Date.now(),to:Date.now()+t*Zl})} />
  `}function V_({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state,isScheduled:t.details?.trigger==="schedule"}}function z_({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return c`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&c`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>c`<li key=${n}><a href=${A("jobs",n)}>${n}</a>: ${o.length} times, last at ${ce(o.at(-1))}</li>`)}</ul>
  </section>`}function B_({fires:e}){let t=Vd(e).slice(0,F_);return c`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&c`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>c`<li key=${n}>${ce(n)}: ${o.slice(0,5).map(r=>c`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function Jd({id:e}){let t=oe(n=>W(ro(e,{}),n),0,[e]);return c`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${A("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${se} polling=${t}>
      ${({catalogs:n})=>c`<${Gd} label="Catalog" named=${n}>
        ${o=>c`<${H_} key=${o} datasource=${e} catalog=${o} />`}
      <//>`}
    <//>
  `}function H_({datasource:e,catalog:t}){let n=oe(o=>W(ro(e,{catalog:t}),o),0,[e,t]);return c`<${se} polling=${n}>
    ${({catalogs:[{schemas:o}]})=>c`<${Gd} label="Schema" named=${o}>
      ${r=>c`<${U_} key=${r} datasource=${e} catalog=${t} schema=${r} />`}
    <//>`}
  <//>`}function Gd({label:e,named:t,children:n}){let[o,r]=ee(t[0]?.name);return o===void 0?c`<p class="empty">The datasource's user may read no ${e.toLowerCase()}.</p>`:c`
    ${t.length>1&&c`<${St} label=${e} value=${o} onChange=${r} options=${Object.fromEntries(t.map(({name:s})=>[s,s]))} />`}
    ${n(o)}
  `}function U_({datasource:e,catalog:t,schema:n}){let o=ks(e,{catalog:t,schema:n}),r=oe(s=>W(o,s),0,[e,t,n]);return c`<${se} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>c`<${J_} proposals=${s} isCut=${i} />`}
    <//>
    <${$e} request=${o} />`}function J_({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=js(),[s,i]=ee(new Map),[l,u]=ee(new Map),[d,m]=ee(!1),$=e.filter(({_id:E})=>l.get(E)!=="created"),g=$.filter(({_id:E})=>n.has(E));async function b(){m(!0);try{await x()}finally{m(!1)}}async function x(){for(let{_id:E,_source:D}of g){let L=await W(Er(E,s.get(E)??D,{op_type:"create"})).then(()=>"created",y=>y instanceof Ke?y:Promise.reject(y));u(y=>new Map(y).set(E,L))}}return e.length?c`<section class="panel">
    <${ve} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&g.length===$.length}
            onChange=${()=>r(g.length===$.length?[]:$.map(({_id:E})=>E))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(E=>c`<${G_} key=${E._id} proposal=${E} result=${l.get(E._id)} isSelected=${n.has(E._id)}
          onToggle=${()=>o(E._id)} onSource=${D=>i(new Map(s).set(E._id,D))} />`)}
      </tbody>
    </table><//>
    ${t&&c`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!g.length||d} aria-busy=${d} onClick=${b}>${g.length?`Create ${g.length} ${g.length===1?"job":"jobs"}`:"Create jobs"}</button>
      <a class="button" href=${A("jobs")}>Show all jobs</a>
    </div>
    ${g[0]&&c`<${$e} request=${Er(g[0]._id,s.get(g[0]._id)??g[0]._source,{op_type:"create"})} />`}
  </section>`:c`<p class="empty">No tables that this user may read.</p>`}function G_({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:l}){let u=r==="created",d=m=>l(m.target.value==="REPLACE"?t:n);return c`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${u} checked=${s} onChange=${i} /></td>
    <td>${u?c`<a href=${A("jobs",e)}>${e}</a>`:e}</td>
    <td>${Os(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?c`<select aria-label=${`Strategy of ${e}`} disabled=${u} onChange=${d}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted"><details><summary>${o[0]}</summary>${o.slice(1).join(" ")}</details></td>
    <td>${u?c`<span class="good">created</span>`:r&&c`<${Je} error=${r} />`}</td>
  </tr>`}var di={overview:{title:"Overview",list:qd,requires:U.readRuns},jobs:{title:"Jobs",list:Id,object:vd,requires:U.readJobs},executions:{title:"Runs",list:$d,object:md,requires:U.readRuns},schedule:{title:"Schedule",list:Ud,requires:U.readJobs},"dead-letters":{title:"Dead letters",list:wu,requires:U.readDeadLetters},datasources:{title:"Datasources",list:gu,requires:U.readDatasources},"job-form":{parent:"jobs",list:Wl,object:Wl,requires:U.editJobs,objectRequires:U.changeJobs},"datasource-form":{parent:"datasources",list:cl,object:cl,requires:U.editDatasources,objectRequires:U.changeDatasources},tables:{parent:"datasources",object:Jd,requires:U.createJobsOfTables}};function Wd(e,t){let n=di[e],o=t===void 0?n?.list:n?.object;if(!n||!o)return{component:jd,name:"Not found",requires:[]};let r=t===void 0?n.requires:n.objectRequires??n.requires;return{component:o,name:t??n.title??"New",requires:r}}function Yd(){let e=Wt.value;return c`
    <a class="skip" href="#main" onClick=${W_}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${A("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${an.value&&!e&&c`<${Y_} />
      <${K_} />`}
    </header>
    <main id="main" tabindex="-1">
      ${e&&c`<${Uc} />`}
      ${an.value&&c`<div key=${nl.value} hidden=${e} inert=${e}><${Z_} isLocked=${e} /></div>`}
      ${!an.value&&!e&&c`<${Q_} />`}
    </main>
  `}function W_(e){e.preventDefault(),document.getElementById("main")?.focus()}function Y_(){let{page:e}=il.value,t=di[e]?.parent??e;return c`<nav aria-label="Pages">
    ${Object.entries(di).map(([n,{title:o,requires:r}])=>o&&he(r)&&c`<a key=${n} href=${A(n)} aria-current=${n!==t?void 0:n===e?"page":"true"}>${o}</a>`)}
  </nav>`}function K_(){return an.value?.security?c`<div class="account">
    ${an.value.username} ${bs.value&&c`<button type="button" onClick=${Hc}>Log out</button>`}
  </div>`:null}function Q_(){let[e,t]=ee(void 0);return Dt(()=>{let n=0,o=()=>{Cs().catch(r=>{if(!(r instanceof Ke))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?c`<${Je} error=${e} />`:c`<p class="empty" aria-busy="true">Loading …</p>`}function Z_({isLocked:e}){let{page:t,id:n,query:o}=il.value,{component:r,name:s,requires:i}=Wd(t,n),l=Oe(!0);Dt(()=>{document.title=`${e?"Log in":s} \u2013 Siren sidecar`},[s,e]),At(()=>{l.current||document.getElementById("main")?.focus({preventScroll:!0}),l.current=!1},[t,n]);let u=ol(i);return u?c`<p class="alert error" role="alert">You have no permission to see this page: it requires ${u[1]} on ${u[0]}.</p>`:c`<${r} key=${`${t}/${n}`} id=${n} query=${o} />`}var Kd=document.getElementById("console");Kd&&(gc(),Va(c`<${Yd} />`,Kd));
