var be,Ca,Ni,An,Li,is,Aa,rs,Ra,Oi,Mi,vp,mr=Symbol.for("pv"),ls={},as=[],yp=/^m(i|n|o|s|text|space)$/,Ii=Array.isArray,ji=as.slice,Zn=Object.assign;function Qn(e){e&&e.parentNode&&e.remove()}function cs(e,t,n){var o,r,s,i={},l=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return l>2&&(i.children=l>3?ji.call(arguments,2):n),pr(e,i,o,r,null)}function pr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:mr,__v:r||++Ca,__i:-1,__u:0};return!r&&be.vnode&&be.vnode(s),s}function Xn(e){return e.children}function jo(e,t){this.props=e,this.context=t,this.__g=0}function Rn(e,t){if(t==null)return e.__&&Rn(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:Rn(e)}function wp(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Zn({constructor:mr},n)).__v=n.__v+1,be.vnode&&be.vnode(t),qi(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||Rn(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,Ia(r,t,s),n.__=n.__e=null,t.__e!=o&&Pa(t))}function Pa(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),Pa(e)}function Ea(e){(8&e.__g||(e.__g|=8,An.push(e),is++))&&Li==be.debounceRendering||((Li=be.debounceRendering)||queueMicrotask)(La)}function La(){try{for(var e,t=1;An.length;)An.length>t&&An.sort(Aa),e=An.shift(),t=An.length,8&e.__g&&wp(e)}finally{(is=An.length)&&(Li||queueMicrotask)(La)}}function Ma(e,t,n,o,r,s,i,l,u,d,m){var $,g,b,x,E,C,L=o.__k||as,y=t.length;for(u=Sp(n,t,L,u,y),$=0;$<y;$++)(b=n.__k[$])!=null&&(g=~b.__i&&L[b.__i]||ls,b.__i=$,C=qi(e,b,g,r,s,i,l,u,d,m),x=b.__e,(g.ref!=b.ref||8&g.__u)&&(g.ref&&Fi(g.ref,null,b,g),b.ref&&m.push(b.ref,b.__c||x,b)),E=E||x,4&b.__u?(u=Na(b,u,e,!g.__v),g.__e&&(g.__e=null)):typeof b.type=="function"&&C!==void 0?u=C:x&&(u=x.nextSibling),b.__u&=-21);return n.__e=E,u}function Sp(e,t,n,o,r){var s,i,l,u,d,m,$,g,b,x=n.length,E=x,C=0,L=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=pr(null,i):Ii(i)?i=y[s]=pr(Xn,{children:i}):i.constructor===mr&&i.__b?i=y[s]=pr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,u=s+C,i.__=e,i.__b=e.__b+1,l=null,~(d=i.__i=xp(i,n,u,E))&&(E--,(l=n[d])&&(l.__u|=2)),l&&l.__v?(i.__u|=16,d==u-1?C--:d==u+1?C++:d!=u&&(d>u?C--:C++,L=1)):(~d||(r>x?C--:r<x&&C++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(L){for(m=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(C=0,g=m.length;C<g;)m[b=C+g>>1]<i.__i?C=b+1:g=b;m[C]=i.__i,$[s]=C+1}for(C=m.length;s--;)$[s]&&($[s]==C?C--:y[s].__u|=4)}if(E)for(s=0;s<x;s++)!(l=n[s])||2&l.__u||(l.__e==o&&(o=Rn(l)),Vi(l,l));return o}function Na(e,t,n,o){var r,s,i,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=Na(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=Rn(e))&&!t.parentNode&&(t=null),i=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(i!=l&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function xp(e,t,n,o){var r,s=e.key,i=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&s==null||u&&s==l.key&&i==l.type)return n;if(o>(u?1:0)){for(r=n-1;r>=0;r--)if((l=t[r])&&!(2&l.__u)&&s==l.key&&i==l.type)return r;for(r=n+1;r<t.length;r++)if((l=t[r])&&!(2&l.__u)&&s==l.key&&i==l.type)return r}return-1}function Da(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function os(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Da(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Da(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=Mi[t]||(Mi[t]=Tp(t)),(e.__a||(e.__a={}))[t]=Oi,s=t!=(t=t.replace(Ra,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Tp(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[rs]==null)t[rs]=Oi++;else if(t[rs]<this.__a[e])return;return n(be.event?be.event(t):t)}}}function qi(e,t,n,o,r,s,i,l,u,d){var m,$,g,b,x,E,C,L,y,R,S,K,N,Q,G,te,B,T,V=t.type;if(t.constructor!==mr)return null;128&n.__u&&(u=32&n.__u,m=n.__c.__z)&&(t.__u|=u,$=s=[],m.nodeType==8?l=ss(m,s):s.push(m),l=s[0]||l),(m=be.__b)&&m(t);e:if(typeof V=="function"){g=i.length;try{if(L=t.props,y=(m=V.prototype)&&m.render,R=(m=V.contextType)&&o[m.__c],S=m?R?R.props.value:m.__:o,(b=n.__c)?(t.__c=b,2&b.__g&&(b.__g|=1)):(y?t.__c=b=new V(L,S):(t.__c=b=new jo(L,S),b.constructor=V,b.render=Ep),R&&R.sub(b),b.state||(b.state={}),b.__n=o,b.__g|=8,b.__h=[],b.__k=[]),y&&(b.__s||(b.__s=b.state),V.getDerivedStateFromProps&&(b.__s==b.state&&(b.__s=Zn({},b.__s)),Zn(b.__s,V.getDerivedStateFromProps(L,b.__s)))),x=b.props,E=b.state,b.__v=t,n.__c){if(L!==x&&y&&!V.getDerivedStateFromProps&&b.componentWillReceiveProps&&b.componentWillReceiveProps(L,S),t.__v==n.__v&&!(8&b.__g)||!(4&b.__g)&&b.shouldComponentUpdate&&b.shouldComponentUpdate(L,b.__s,S)===!1){t.__v!=n.__v&&(b.props=L,b.state=b.__s,b.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(P){P&&(P.__=t)}),as.push.apply(b.__h,b.__k),b.__k=[],b.__h.length&&i.push(b),l=Rn(n);break e}b.componentWillUpdate&&b.componentWillUpdate(L,b.__s,S),y&&b.componentDidUpdate&&b.__h.push(function(){b.componentDidUpdate(x,E,C)})}else y&&!V.getDerivedStateFromProps&&b.componentWillMount&&b.componentWillMount(),y&&b.componentDidMount&&b.__h.push(b.componentDidMount);b.context=S,b.props=L,b.__P=e,b.__g&=-5,K=be.__r,N=y?25:0;do b.__g&=-9,K&&K(t),m=b.render(b.props,b.state=b.__s,b.context);while(8&b.__g&&++N<25);y&&(as.push.apply(b.__h,b.__k),b.__k=[]),b.state=b.__s,b.getChildContext&&(o=Zn({},o,b.getChildContext())),y&&n.__c&&b.getSnapshotBeforeUpdate&&(C=b.getSnapshotBeforeUpdate(x,E)),Q=m&&m.type===Xn&&m.key==null?m.props.children:m,L.__P&&(m=l,r=(e=L.__P).namespaceURI,u=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(P){P&&Vi(P,P)}),n.__k=null),l=n.__k?Rn(n,0):null),l=Ma(e,Ii(Q)?Q:[Q],t,n,o,r,s,i,l,u,d),L.__P&&(t.__e=null,l=m),t.__u&=-161,$&&$.some(Qn),b.__h.length&&i.push(b),1&b.__g&&(b.__g&=-4)}catch(P){if(i.length=g,t.__v=null,u||s)if(P&&P.then){if(t.__u|=128|u,s){for(~(B=s.indexOf(l||void 0))||(B=s.length);(T=s[B-1])&&T.nodeType==8;)B--;for(;B<s.length;B++)if(T=s[B])if(s[B]=null,G){if(T==te)break}else{if(T.nodeType!=8)break;T.data.startsWith("$s")&&(te=ss(G=T))}}if(!G){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;G=l}(m=ss(G=t.__c.__z||(t.__c.__z=G)))?(t.__e=G,l=m):t.__e=l,l=l&&l.nextSibling}else s&&s.some(Qn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),P&&P.then||Oa(t),be.__e(P,t,n)}}else l=t.__e=kp(n.__e,t,n,o,r,s,i,u,d,e);return(m=be.diffed)&&m(t),l}function ss(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Oa(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Oa))}function Ia(e,t,n){for(var o=0;o<n.length;)Fi(n[o++],n[o++],n[o++]);be.__c&&be.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){be.__e(s,r.__v)}})}function kp(e,t,n,o,r,s,i,l,u,d){var m,$,g,b,x,E,C,L,y=n.props||ls,R=t.props,S=t.type;if(S=="svg"?r="http://www.w3.org/2000/svg":S=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(m=0;m<s.length;m++)if((x=s[m])&&(S?x.localName==S:x.nodeType==3)){e=x,s[m]=null;break}}if(!e){if(L=d.ownerDocument||document,!S)return L.createTextNode(R);e=L.createElementNS(r,S,R.is?R:d),l&&(be.__m&&be.__m(t,s),l=!1),s=null}if(S){if(d=S=="template"&&e.content||e,s=S=="textarea"&&R.defaultValue!=null?null:s&&ji.call(d.childNodes),!l&&s)for(y={},m=0;m<e.attributes.length;m++)y[(x=e.attributes[m]).name]=x.value;for(m in y)x=y[m],m=="dangerouslySetInnerHTML"?g=x:m=="children"||m in R||m=="value"&&"defaultValue"in R||m=="checked"&&"defaultChecked"in R||os(e,m,null,x,r);for(m in R)x=R[m],m=="children"?b=x:m=="dangerouslySetInnerHTML"?$=x:m=="value"?E=x:m=="checked"?C=x:l&&typeof x!="function"||y[m]===x||os(e,m,x,y[m],r);$?(l||g&&($.__html==g.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(g&&(e.textContent=""),(S=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&yp.test(S))&&(r="http://www.w3.org/1999/xhtml"),Ma(d,Ii(b)?b:[b],t,n,o,r,s,i,s?s[0]:n.__k&&Rn(n,0),l,u),s&&s.some(Qn)),l&&S!="textarea"||(m="value",S=="progress"&&E==null?e.removeAttribute(m):E==null||E===e[m]&&(S!="progress"||E)||os(e,m,E,y[m],r),m="checked",C!=null&&C!=e[m]&&os(e,m,C,y[m],r))}else y===R||l&&e.data==R||(e.data=R);return e}function Fi(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){be.__e(r,n)}}function Vi(e,t,n){var o,r,s,i;if(be.unmount&&be.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Fi(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){be.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&Vi(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=ss(o,s=[]))&&(o==e.__e&&s.some(Qn),Qn(r),Qn(o)),n||Qn(e.__e),e.__e=e.__c=e.__=null}function Ep(e,t,n){return this.constructor(e,n)}function ja(e,t){var n,o,r,s;be.__&&be.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=pr(Xn,{children:[e]}),r=[],s=[],qi(t,t.__k,o||ls,ls,t.namespaceURI,o?null:t.firstChild?ji.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),Ia(r,t.__k,s),t.__k.props.children=null}be={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(l){e=l}}throw is=0,e}},Ca=0,Ni=function(e){return e!=null&&e.constructor===mr},jo.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Zn({},this.state)),typeof e=="function"&&(e=e(Zn({},n),this.props)),e&&(Zn(n,e),this.__v&&(t&&this.__k.push(t),Ea(this)))},jo.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Ea(this))},jo.prototype.render=Xn,An=[],is=0,Aa=function(e,t){return e.__v.__b-t.__v.__b},rs=Symbol(),Ra=/(PointerCapture)$|Capture$/i,Oi=0,Mi={},vp=0;var eo,Be,zi,qa,Bi=Object.is,us=0,Wa=[],Hi=[],ze=be,Fa=ze.__b,Va=ze.__r,za=ze.diffed,Ba=ze.__c,Ha=ze.unmount,Ua=ze.__;function $r(e,t){ze.__h&&ze.__h(Be,e,us||t),us=0;var n=Be.__H||(Be.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function ee(e){return us=1,Dp(Ya,e)}function Dp(e,t,n){var o=$r(eo++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Ya(void 0,t),function(s){var i=(o.__N||o.__)[0],l=o.t(i,s);Bi(i,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=Be,!Be.__f)){Be.__f=!0;var r=Be.shouldComponentUpdate;Be.shouldComponentUpdate=function(s,i,l){var u=this.__H;if(!u)return!0;var d=!1,m=this.props!=s;if(u.__.some(function(g){g.__N&&(d=!0,Bi(g.__[0],g.__N[0])||(m=!0))}),r){var $=r.call(this,s,i,l);return d?$||m:$}return!d||m}}return o.__}function Dt(e,t){var n=$r(eo++,3);!ze.__s&&Ji(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,Be.__H.__h.push(n))}function Ct(e,t){var n=$r(eo++,4);!ze.__s&&Ji(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,Be.__h.push(n))}function Ne(e){return us=5,qo(function(){return{current:e}},[])}function qo(e,t){var n=$r(eo++,7);return Ji(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function _r(){var e=$r(eo++,11);if(!e.__){for(var t=Be.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function Cp(){var e;do{for(;e=Hi.shift();)try{hr(e)}catch(n){ze.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Wa.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(hr),t.__h.some(Ui),t.__h=[]}catch(n){t.__h=[],ze.__e(n,e.__v)}}}while(Hi.length)}ze.__b=function(e){Be=null,Fa&&Fa(e)},ze.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Ua&&Ua(e,t)},ze.__r=function(e){Va&&Va(e),eo=0;var t=(Be=e.__c).__H;t&&(zi==Be?Be.__h=[]:(t.__h.some(hr),t.__h.some(Ui),eo=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),zi=Be},ze.diffed=function(e){za&&za(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ga(Wa.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),zi=Be=null},ze.__c=function(e,t){t.some(function(n){try{n.__h.some(hr),n.__h=n.__h.filter(function(o){return!o.__||Ui(o)})}catch(o){n.__h=[function(){throw o}]}}),Ba&&Ba(e,t)},ze.unmount=function(e){Ha&&Ha(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,Ga(Hi.push(r))}else hr(r)}catch(s){t=s}}),o.__H=void 0,t&&ze.__e(t,o.__v))};var Ja=typeof requestAnimationFrame=="function";function Ap(e){var t,n=function(){clearTimeout(o),Ja&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);Ja&&(t=requestAnimationFrame(n))}function Ga(e){e!=1&&qa==ze.requestAnimationFrame||((qa=ze.requestAnimationFrame)||Ap)(Cp)}function hr(e){var t=Be,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),Be=t}function Ui(e){var t=Be;e.__c=e.__(),Be=t}function Ji(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Bi(n,e[o])})}function Ya(e,t){return typeof t=="function"?t(e):t}var Qa=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],l=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=l:i===4?o[1]=Object.assign(o[1]||{},l):i===5?(o[1]=o[1]||{})[t[++s]]=l:i===6?o[1][t[++s]]+=l+"":i?(r=e.apply(l,Qa(e,l,n,["",null])),o.push(r),l[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(l)}return o},Ka=new Map;function Za(e){var t=Ka.get(this);return t||(t=new Map,Ka.set(this,t)),(t=Qa(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",l="",u=[0],d=function(g){s===1&&(g||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?u.push(0,g,i):s===3&&(g||i)?(u.push(3,g,i),s=2):s===2&&i==="..."&&g?u.push(4,g,0):s===2&&i&&!g?u.push(5,0,!0,i):s>=5&&((i||!g&&s===5)&&(u.push(s,0,i,r),s=6),g&&(u.push(s,g,0,r),s=6)),i=""},m=0;m<n.length;m++){m&&(s===1&&d(),d(m));for(var $=0;$<n[m].length;$++)o=n[m][$],s===1?o==="<"?(d(),u=[u],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:l?o===l?l="":i+=o:o==='"'||o==="'"?l=o:o===">"?(d(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[m][$+1]===">")?(d(),s===3&&(u=u[0]),s=u,(u=u[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(d(),s=2):i+=o),s===3&&i==="!--"&&(s=4,u=u[0])}return d(),u})(e)),t),arguments,[])).length>1?t:t[0]}var c=Za.bind(cs);function Je({error:{causes:e,message:t,status:n}}){let o=n>0&&c`
    <ol>${e.map(({type:r,reason:s})=>c`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return c`<${Gi} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Gi({messages:e,details:t=e.length>2&&c`<ol>${e.map(n=>c`<li>${n}</li>`)}</ol>`}){let[n=""]=e,o=e.at(-1)??"";return c`<div class="alert error" role="alert">
    <div>${n}</div>
    ${!n.includes(o)&&c`<div><b>Root cause:</b> ${o}</div>`}
    ${t&&c`<details><summary>Details</summary>${t}</details>`}
  </div>`}function fs({error:e,id:t,isNew:n,address:o}){return!n||e.causes[0]?.type!=="version_conflict_engine_exception"?c`<${Je} error=${e} />`:c`<div class="alert error" role="alert">[${t}] exists already. Choose another id, or <a href=${o}>change the existing one</a>.</div>`}var Ke=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function Xa(e,t){return e?.causes.find(({reason:n})=>n.startsWith(`[${t}]`)||n.startsWith(`[${t}.`))?.reason}function ec(e,t){let n=[];for(let o=Fo(t,"error");o;o=Fo(o,"caused_by")){if(typeof o=="string")return new Ke(e,[{type:"exception",reason:o}]);n.push({type:String(Fo(o,"type")??"exception"),reason:String(Fo(o,"reason")??"")})}return!n.length&&Fo(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Fo(t,"_id"))}] does not exist`}),new Ke(e,n)}function Fo(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var Rp=Symbol.for("preact-signals");function hs(){if(bn>1)bn--;else{var e,t=!1;for((function(){var r=ps;for(ps=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();br!==void 0;){var n=br;for(br=void 0,ds++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&nc(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(ds=0,bn--,t)throw e}}function vr(e){if(bn>0)return e();Wi=++Pp,bn++;try{return e()}finally{hs()}}var gr,Oe=void 0;function yr(e){var t=Oe,n=gr;Oe=void 0,gr=void 0;try{return e()}finally{Oe=t,gr=n}}var br=void 0,bn=0,ds=0,Pp=0,Wi=0,ps=void 0,ms=0;function tc(e){if(Oe!==void 0){var t=e.n;if(t===void 0||t.t!==Oe)return t={i:0,S:e,p:Oe.s,n:void 0,t:Oe,e:void 0,x:void 0,r:t},Oe.s!==void 0&&(Oe.s.n=t),Oe.s=t,e.n=t,32&Oe.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Oe.s,t.n=void 0,Oe.s.n=t,Oe.s=t),t}}function Qe(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Qe.prototype.brand=Rp;Qe.prototype.h=function(){return!0};Qe.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:yr(function(){var o;(o=t.W)==null||o.call(t)}))};Qe.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&yr(function(){var r;(r=t.Z)==null||r.call(t)}))}};Qe.prototype.subscribe=function(e){var t=this;return no(function(){var n=t.value;yr(function(){return e(n)})},{name:"sub"})};Qe.prototype.valueOf=function(){return this.value};Qe.prototype.toString=function(){return this.value+""};Qe.prototype.toJSON=function(){return this.value};Qe.prototype.peek=function(){var e=this;return yr(function(){return e.value})};Object.defineProperty(Qe.prototype,"value",{get:function(){var e=tc(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ds>100)throw new Error("Cycle detected");(function(n){bn!==0&&ds===0&&n.l!==Wi&&(n.l=Wi,ps={S:n,v:n.v,i:n.i,o:ps})})(this),this.v=e,this.i++,ms++,bn++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{hs()}}}});function gt(e,t){return new Qe(e,t)}function nc(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function oc(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function rc(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function to(e,t){Qe.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ms-1,this.f=4}to.prototype=new Qe;to.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ms))return!0;if(this.g=ms,this.f|=1,this.i>0&&!nc(this))return this.f&=-2,!0;var e=Oe;try{oc(this),Oe=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Oe=e,rc(this),this.f&=-2,!0};to.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Qe.prototype.S.call(this,e)};to.prototype.U=function(e){if(this.t!==void 0&&(Qe.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};to.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(to.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=tc(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function vn(e,t){return new to(e,t)}function sc(e){var t=e.j;if(e.j=void 0,typeof t=="function"){bn++;var n=Oe;Oe=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Yi(e),o}finally{Oe=n,hs()}}}function Yi(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,sc(e)}function Lp(e){if(Oe!==this)throw new Error("Out-of-order effect");rc(this),Oe=e,this.f&=-2;try{8&this.f&&Yi(this)}finally{hs()}}function Vo(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,gr&&gr.push(this)}Vo.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Vo.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,sc(this),oc(this),bn++;var e=Oe;return Oe=this,Lp.bind(this,e)};Vo.prototype.N=function(){2&this.f||(this.f|=2,this.u=br,br=this)};Vo.prototype.d=function(){this.f|=8,1&this.f||Yi(this)};Vo.prototype.dispose=function(){this.d()};function no(e,t){var n=new Vo(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var ic,_s,$s,Mp=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var lc=[];no(function(){ic=this.N})();function zo(e,t){be[e]=t.bind(null,be[e]||function(){})}function wr(e){if($s){var t=$s;$s=void 0,t()}$s=e&&e.S()}function ac(e){var t=this,n=e.data,o=Op(n);o.name="ReactiveDom",o.value=n;var r=qo(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var d=vn(function(){var b=o.value.value;return b===0?0:b===!0?"":b||""}),m=vn(function(){return!Array.isArray(d.value)&&!Ni(d.value)}),$=no(function(){if(this.N=cc,m.value){var b=d.value;l.__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=b)}}),g=t.__$u.d;return t.__$u.d=function(){$(),g.call(this)},[m,d]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}ac.displayName="ReactiveTextNode";Object.defineProperties(Qe.prototype,{constructor:{configurable:!0,value:cs(Xn,null).constructor},type:{configurable:!0,value:ac},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});zo("__b",function(e,t){if(wr(),_s=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Qe&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});zo("__r",function(e,t){if(e(t),t.type!==Xn){wr();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return no(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;Mp&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),_s=o,wr(n)}});zo("__e",function(e,t,n,o){wr(),_s=void 0,e(t,n,o)});zo("diffed",function(e,t){wr(),_s=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var l=s[i];l===void 0||o&&i in o||(l.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var u in o){var d=s[u],m=o[u];d===void 0?(d=Np(n,u,m,r),s[u]=d):d.o(m,r)}}}e(t)});function Np(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=gt(n);return{o:function(i,l){s.value=i,o=l},d:no(function(){this.N=cc;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}zo("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var l=t.props;for(var u in i)l[u]=i[u]}t.__np=void 0}else{var d=t.__c;if(d){d.__$f|=8;var m=d.__$u;m&&(d.__$u=void 0,m.d())}}e(t)});zo("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});jo.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function Op(e,t){return qo(function(){return gt(e,t)},[])}var Ip=function(e){queueMicrotask(function(){queueMicrotask(e)})};function jp(){vr(function(){for(var e;e=lc.shift();)ic.call(e)})}function cc(){lc.push(this)===1&&(be.requestAnimationFrame||Ip)(jp)}var Wt=gt(!1);var uc=1800*1e3,Sr="sidecar.authorization",Pn=gt(qp()),Ki=vn(()=>Pn.value?.user),gs=vn(()=>Pn.value!==void 0);function bs(){return Pn.value?.authorization}function fc(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function dc(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function pc(e){Pn.value=e}function mc(){sessionStorage.setItem(Sr,JSON.stringify({credentials:Pn.value,lastInput:Date.now()}))}function xr(){sessionStorage.removeItem(Sr),Pn.value=void 0}function Qi(){xr(),Wt.value=!0}function hc(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Pn.value&&Date.now()-e>uc?Qi():sessionStorage.getItem(Sr)&&sessionStorage.setItem(Sr,JSON.stringify({credentials:Pn.value,lastInput:e}))},1e4)}function qp(){let e=JSON.parse(sessionStorage.getItem(Sr)??"null");return e&&Date.now()-e.lastInput<=uc?e.credentials:void 0}var Zi=new URL("../..",document.baseURI).href.replace(/\/$/,""),Fp=3e4;async function W({method:e,path:t,body:n,limit:o=Fp},r){let s=bs(),i=r||e==="GET"?AbortSignal.timeout(o):void 0,l=m=>{throw r?.aborted?m:new Ke(0,[{type:"connection_error",reason:i?.aborted?`the sidecar has not answered within ${o/1e3} seconds`:"the sidecar does not answer"}])},u=await fetch(Zi+t,{method:e,headers:Vp(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...i?{signal:AbortSignal.any(r?[r,i]:[i])}:{}}).catch(l),d=await u.json().catch(m=>i?.aborted?l(m):void 0);if(u.ok&&d!==void 0)return d;throw u.ok?new Ke(u.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(u.status===401&&s===bs()&&Qi(),ec(u.status,d))}function Vp(e){let t=bs();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function ce(e,t,{query:n={},body:o,limit:r}={}){let s=Object.entries(n).flatMap(([l,u])=>u===void 0||u===""?[]:[[l,String(u)]]),i=new URLSearchParams(s).toString();return{method:e,path:i?`${t}?${i}`:t,...o===void 0?{}:{body:o},...r===void 0?{}:{limit:r}}}function Ve(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function $c({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function _c({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",Tr(r)]:s?["-H",Tr("authorization: ApiKey <key>")]:[],l=["curl",...e==="GET"?[]:[`-X${e}`],...i,Tr(o+t)];return n!==void 0&&l.push("-H",Tr("content-type: application/json"),"-d",Tr(JSON.stringify(n,null,2))),l.join(" ")}function Tr(e){return`'${e.replaceAll("'","'\\''")}'`}function gc(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var ln="/_siren/connector",bc=12e4,vc=()=>ce("GET","/_siren"),yc=()=>ce("GET",`${ln}/_me`),wc=()=>ce("GET",`${ln}/agents`),zp=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),Sc=()=>ce("GET",`${ln}/jobs/ingestion`,{query:{detailed:!0,filter_path:zp}}),vs=e=>ce("GET",Ve`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),ys=e=>ce("POST",Ve`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),qt=e=>ce("POST",`${ln}/jobs/_search`,{query:{detailed:!0},body:e}),ws=e=>ce("GET",`${ln}/ingestion/_search`,{query:{...e,include_status:!0}}),kr=(e,t={})=>ce("GET",Ve`/_siren/connector/ingestion/${e}`,{query:t}),Er=(e,t,n)=>ce("PUT",Ve`/_siren/connector/ingestion/${e}`,{query:n,body:t}),xc=e=>ce("DELETE",Ve`/_siren/connector/ingestion/${e}`),Tc=(e,t)=>ce("POST",Ve`/_siren/connector/ingestion/${e}/_validate`,{body:t}),Ln=(e,t={})=>ce("POST",Ve`/_siren/connector/ingestion/${e}/_run`,{query:t}),kc=e=>ce("POST",Ve`/_siren/connector/ingestion/${e}/_verify`),Ec=e=>ce("GET",Ve`/_siren/connector/ingestion/${e}/_positions`),Dc=e=>ce("DELETE",Ve`/_siren/connector/ingestion/${e}/_positions`),Cc=(e,t)=>ce("POST",Ve`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),Ss=e=>ce("GET",`${ln}/datasource/_search`,{query:e}),Ac=e=>ce("GET",Ve`/_siren/connector/datasource/${e}`),Rc=(e,t,n)=>ce("PUT",Ve`/_siren/connector/datasource/${e}`,{query:n,body:t}),Pc=e=>ce("DELETE",Ve`/_siren/connector/datasource/${e}`),xs=(e,t)=>ce("POST",Ve`/_siren/connector/datasource/${e}/_validate`,{body:t}),oo=(e,t)=>ce("GET",Ve`/_siren/connector/datasource/${e}/_metadata`,{query:t,limit:bc}),Lc=(e,t)=>ce("POST",Ve`/_siren/connector/datasource/${e}/_sample`,{body:t}),Mc=(e,t)=>ce("POST",Ve`/_siren/connector/datasource/${e}/_transforms`,{body:t}),Dr=e=>ce("GET",`${ln}/schedule`,{query:e}),Nc=()=>ce("GET",`${ln}/dead_letters/_search`,{query:{size:0}}),Oc=e=>ce("POST",`${ln}/dead_letters/_search`,{query:{detailed:!0},body:e}),Ic=e=>ce("POST",`${ln}/dead_letters/_groups`,{body:e}),jc=(e,t)=>ce("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),qc=(e,t)=>ce("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),Ts=(e,t)=>ce("POST",Ve`/_siren/connector/datasource/${e}/_definitions`,{body:t,limit:bc});var ks=".siren-jobs",ro=".siren-ingestions",yn=".siren-datasources",Fc=".siren-dead-letters",U=Object.freeze({readRuns:[[ks,"read"]],readJobs:[[ro,"read"],[ks,"read"]],readSchedules:[[ro,"read"]],run:[[ks,"write"],[yn,"read"]],abort:[[ks,"write"]],editJobs:[[ro,"write"],[yn,"read"]],changeJobs:[[ro,"write"],[yn,"read"],[ro,"read"]],readDatasources:[[yn,"read"],[ro,"read"]],editDatasources:[[yn,"write"]],changeDatasources:[[yn,"write"],[yn,"read"]],createJobsOfTables:[[yn,"write"],[ro,"write"],[yn,"read"]],readDeadLetters:[[Fc,"read"]],retry:[[Fc,"write"]]}),an=gt(void 0),Xi=gt(0);async function Es(){let e=await W(yc()),t=an.value;vr(()=>{(e.username===null||e.username!==t?.username)&&(Xi.value+=1),an.value=e,Wt.value=!1})}function Vc(){xr(),an.value=void 0}function el(e){return e.find(([t,n])=>!an.value?.index[t]?.[n])}function he(e){return el(e)===void 0}function zc(){let[e,t]=ee(""),[n,o]=ee(!1);async function r(i){i.preventDefault();let l=new FormData(i.target),[u,d,m]=["name","password","key"].map($=>String(l.get($)??""));o(!0),pc(m?dc(m):fc(u??"",d??""));try{await Es(),l.has("remember")&&mc()}catch($){if(!($ instanceof Ke))throw $;xr(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return c`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&c`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&c`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function Bc(e){return Wt.value?null:c`<${Bp} ...${e} />`}function Bp({title:e,onClose:t,isBusy:n,children:o}){let r=Ne(null);Ct(()=>{let i=r.current,l=document.activeElement;return i?.showModal(),()=>{i?.close(),l instanceof HTMLElement&&l.focus()}},[]);function s(i){n?i.preventDefault():t()}return c`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function $e({request:e}){let t=gc(e);return c`<details class="request">
    <summary>Show request</summary>
    <${Hc} title="Dev Tools" text=${$c(t)} />
    <${Hc} title="curl" text=${_c(t,Zi,{user:Ki.value,hasKey:gs.value&&!Ki.value})} />
  </details>`}function Hc({title:e,text:t}){let[n,o]=ee(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return c`<div>
    <h3>${e} ${navigator.clipboard&&c`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function it(e){let[t,n]=ee(void 0),{label:o,requires:r,kind:s,of:i}=e;return he(r)?c`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&c`<${Hp} ...${t} onClose=${()=>n(void 0)} />`}`:null}function Hp({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:l,error:u}=cn(d=>{s(),o?.(d)});return c`<${Bc} title=${e} onClose=${s} isBusy=${l}>
    <p>${t}</p>
    ${u&&c`<${Je} error=${u} />`}
    <${$e} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${l} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${l} aria-busy=${l} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function cn(e){let[t,n]=ee(!1),[o,r]=ee(void 0);async function s(i){n(!0),r(void 0);try{let l=await W(i);n(!1),e(l)}catch(l){if(!(l instanceof Ke))throw l;r(l),n(!1)}}return{submit:s,isBusy:t,error:o}}function Mn(e,t){let n=JSON.stringify(e),[o,r]=ee(""),[s,i]=ee(void 0),{submit:l,isBusy:u,error:d}=cn(g=>{i({key:n,response:g}),t?.(g)}),m=()=>{r(n),i(void 0),l(e)},$=s!==void 0&&s.key!==n;return{ask:m,isBusy:u,error:o===n?d:void 0,answer:s?.response,isOutdated:$}}function Ds({isShown:e,of:t}){return e&&c`<p class="alert warning" role="status">The query has changed: these are ${t} of the earlier one.</p>`}function Cs({request:e,of:t}){let{ask:n,isBusy:o,error:r,answer:s,isOutdated:i}=Mn(e);if(!he(U.editDatasources))return null;let l=!o&&!r&&!i&&s;return c`<span class="test">
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${o} aria-busy=${o} onClick=${n}>${o?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${l&&`Connected to ${l.product} ${l.product_version}.`}</span>
    ${r&&c`<${Je} error=${r} /><${$e} request=${e} />`}
  </span>`}function Ie({label:e,value:t,onChange:n,hint:o,suggestions:r,error:s,...i}){let l=_r(),u=o||s?`${l}-hint`:void 0;return c`<div class="field">
    <label for=${l}>${e}</label>
    <input id=${l} value=${t??""} onInvalid=${Wc} aria-invalid=${s?"true":void 0} aria-describedby=${u} list=${r&&`${l}-list`} spellcheck=${!1} autocomplete="off" ...${i}
      onInput=${d=>n(d.target.value)} />
    ${r&&c`<datalist id=${`${l}-list`}>${r.map(d=>c`<option value=${d} />`)}</datalist>`}
    ${u&&c`<div class="hint" id=${u}>${s?c`<span class="bad">${s}</span>`:o}</div>`}
  </div>`}function Jc({label:e,value:t,onChange:n,hint:o,error:r}){let s=_r();return c`<div class="field">
    <label for=${s}>${e}</label>
    <textarea id=${s} rows="4" spellcheck=${!1} aria-invalid=${r?"true":void 0} aria-describedby=${`${s}-hint`} value=${t??""}
      onInput=${i=>n(i.target.value)}></textarea>
    <div class="hint" id=${`${s}-hint`}>${r?c`<span class="bad">${r}</span>`:o}</div>
  </div>`}function Ft({label:e,value:t,onChange:n,hint:o,options:r,required:s,error:i}){let l=_r(),u=o||i?`${l}-hint`:void 0;return c`<div class="field">
    <label for=${l}>${e}</label>
    <select id=${l} value=${t??""} required=${s} aria-invalid=${i?"true":void 0} aria-describedby=${u}
      onChange=${d=>n(d.target.value)}>
      ${Object.entries(r).map(([d,m])=>c`<option key=${d} value=${d} selected=${d===(t??"")}>${m}</option>`)}
    </select>
    ${u&&c`<div class="hint" id=${u}>${i?c`<span class="bad">${i}</span>`:o}</div>`}
  </div>`}function Gc({label:e,value:t,onChange:n}){return c`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function Bo({label:e,value:t,onChange:n,hint:o}){let r=_r(),[s,i]=ee(()=>Uc(t)),[l,u]=ee(""),d=Ne(t),m=Ne(null);Ct(()=>{JSON.stringify(t)!==JSON.stringify(d.current)&&(d.current=t,i(Uc(t)),u(""))},[t]),Ct(()=>m.current?.setCustomValidity(l),[l]);function $(g){i(g);try{d.current=g.trim()?JSON.parse(g):void 0,n(d.current),u("")}catch(b){u(String(b instanceof Error?b.message:b))}}return c`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${m} id=${r} rows="6" spellcheck=${!1} onInvalid=${Wc} aria-invalid=${l?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${g=>$(g.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${l?c`<span class="bad">${l}</span>`:o}</div>
  </div>`}function Wc(e){let t=e.target.closest("details");t&&(t.open=!0)}function Uc(e){return e===void 0?"":JSON.stringify(e,null,2)}var tl=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],Yc=["B","kB","MB","GB","TB"],Kc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),Up=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),Jp=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),Gp=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function J(e){return e===void 0?"\u2013":Kc.format(e)}function un(e){return e===void 0?"\u2013":Up.format(e)}function Qc(e){if(e===void 0)return"\u2013";let t=Math.min(Yc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${Yc[t]}`}function Zc(e){return e===void 0?"\u2013":`${Kc.format(e)}/s`}function ut(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=tl.findIndex(([,o])=>e>=o),n=e;return tl.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function ue(e){return e===void 0?"\u2013":Jp.format(e).replace(",","")}function Xc(e){return Gp.format(e)}function fn(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=tl.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function eu(e){return e===void 0?"":`${Math.floor(e)} %`}function se({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?c`<${Je} error=${o} />`:c`<p class="empty" aria-busy="true">Loading …</p>`:c`${o&&c`<${Je} error=${o} />
    <p class="muted">Shown is what was known at ${ue(r)}.</p>`}
  ${t(n)}`}var nl=gt(location.hash),As=history.state?.position??0;tu();var Cr;addEventListener("popstate",()=>{let e=As,t=location.hash===nl.value;As=history.state?.position??(t?e:e+1),tu(),t||!Cr||Cr()?nl.value=location.hash:history.go(e-As)});function tu(){history.replaceState({position:As},"")}function nu(e){return Cr=e,()=>Cr=void 0}function Ar(e){Cr=void 0,location.hash=e}var ol=vn(()=>Wp(nl.value));function Wp(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?Yp(r.join("/")):void 0,query:new URLSearchParams(n)}}function A(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function Yp(e){try{return decodeURIComponent(e)}catch{return e}}function Rs(e){Ct(()=>{if(!e)return;addEventListener("beforeunload",ou);let t=nu(()=>confirm("Leave this form without saving it?"));return()=>{removeEventListener("beforeunload",ou),t()}},[e])}function ou(e){e.preventDefault()}var Pr={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${Rr(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${Rr(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${Rr(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${Rr(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${Rr(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function Rr({host:e,port:t}){return t?`${e}:${t}`:e}var ru=Object.freeze({strategy:"REPLACE"});function rl(e){return e.strategy==="MIRROR"||Ho(e)!=="none"}function Lr(e){return(e.strategy??"INCREMENTAL")==="INCREMENTAL"}function Ho({deletions:e,deletions_schedule:t}){return typeof e=="object"&&e!==null?"column":e!=="compare"?"none":t==null?"compare":"schedule"}var Kp="0 0 3 ? * SUN";function Mr(e,t,n){let o=t==="compare"||t==="schedule",r={...e,deletions:o?"compare":t==="column"?{column:""}:void 0,deletions_query:o?e.deletions_query:void 0};return Nr(r,"deletions_schedule",t==="schedule"?Kp:void 0,n)}function so({schedule:e,deletions_schedule:t}){return!!(e||t)}function Nr(e,t,n,o){let r={...e,[t]:n},s=so(r),i=so(e);if(s===i)return r;let l=!so(o)||o.enable_scheduler===!0,u=s&&!e.timezone?Intl.DateTimeFormat().resolvedOptions().timeZone:e.timezone;return{...r,enable_scheduler:s&&l,timezone:u}}var su=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function Ps(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function Ls(e){return[e??[]].flat().join(", ")}function iu(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function lu(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...l}=e??{};return Object.keys(s).length?{...l,properties:s}:Object.keys(l).length?l:void 0}function sl(e,t,n){return!e||e===t?n:e}function au(e,t,n){return{...{...Mr(e,"none",{}),pk_field:void 0},...n,target:sl(e.target,t?.target,n.target)}}function cu(e){return{...e,enable_scheduler:!1}}var uu=5e3;function oe(e,t,n){let o=qo(()=>Qp(e,t),n);return Dt(()=>o.start(),[o]),o}var fu=()=>document.hidden||Wt.value;function Qp(e,t){let n=gt({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1,i=Date.now();async function l(){clearTimeout(r),o.abort();let $=o=new AbortController,g=Date.now();try{let b=await e($.signal);if($.signal.aborted)return;n.value={data:b,error:void 0,loaded:Date.now()}}catch(b){if($.signal.aborted)return;if(!(b instanceof Ke))throw b;n.value={...n.value,error:b}}finally{let b=u();s&&b&&!$.signal.aborted&&!fu()&&(r=setTimeout(l,Math.max(b-(Date.now()-g),b/4)))}}function u(){let{data:$,error:g}=n.value,b=typeof t=="function"?t($,Date.now()-i):t;return g?.isTemporary?Math.min(b||uu,uu):b}function d(){fu()?clearTimeout(r):(u()||!n.value.loaded||n.value.error)&&l()}function m(){s=!0,i=Date.now(),document.addEventListener("visibilitychange",d);let $=Wt.subscribe(d);return()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",d),$()}}return{state:n,start:m,reload:()=>{l()}}}function il({id:e}){let t=oe(async n=>e===void 0?null:W(Ac(e),n),0,[e]);return c`<${se} polling=${t}>${n=>c`<${Zp} hit=${n} />`}<//>`}function Zp({hit:e}){let[t,n]=ee(e?._id??""),[o]=ee(e?._source.jdbc??{}),[r,s]=ee(o),i=g=>b=>s(x=>({...x,[g]:b}));Rs(r!==o);let l={jdbc:Ps(r)},u=Rc(t,l,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:d,isBusy:m,error:$}=cn(()=>Ar(A("tables",t)));return c`<form onSubmit=${g=>{g.preventDefault(),d(u)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&c`<${Ie} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&c`<${Xp} onChange=${i("url")} />`}
      <${Ie} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${Ie} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${Ie} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${Ie} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Driver and its properties</summary>
        <${Ie} label="Driver" value=${r.driver} onChange=${i("driver")} placeholder="found by the URL"
          hint="The class or the folder of a JDBC driver. PostgreSQL, MySQL and MariaDB are read without one, unless you name its folder." />
        <${Bo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${$&&c`<${fs} error=${$} id=${t} isNew=${!e} address=${A("datasource-form",t)} />`}
    <div class="submit">
      <button class="primary" disabled=${m} aria-busy=${m}>Save</button>
      <${Cs} request=${xs(t||"new",l)} />
      <a class="button" href=${A("datasources")}>Cancel</a>
    </div>
    <${$e} request=${u} />
  </form>`}function Xp({onChange:e}){let[t,n]=ee(""),[o,r]=ee({host:"",port:"",database:""}),s=Pr[t];function i(d){n(d),l(d,{...o,port:String(Pr[d]?.port??"")})}function l(d,m){r(m);let $=Pr[d];$&&e($.url(m))}let u=d=>m=>l(t,{...o,[d]:m});return c`
    <${Ft} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(Pr).map(([d,{name:m}])=>[d,m]))}} />
    ${s?.port&&c`<div class="row">
      <${Ie} label="Host" value=${o.host} onChange=${u("host")} placeholder="db.example.org" />
      <${Ie} label="Port" value=${o.port} onChange=${u("port")} />
    </div>`}
    ${s&&c`<${Ie} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${u("database")} />`}
  `}function dn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return c`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Yt({name:e,label:t,value:n,placeholder:o}){let[r,s]=ee(n);return Ct(()=>s(n),[n]),c`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function Uo({name:e,label:t,value:n,options:o}){return c`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>c`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var em=1e4;function Nn({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=em,l=Math.min(e+t,n);return c`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${J(e+1)} to ${J(l)} of ${J(n)} ${n===1?o.replace(/s$/,""):o}`:`No ${o}`}</span>
    ${e>0&&c`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&c`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&c`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function ve({label:e,children:t}){return c`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function Ms(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var du=50,ll=3;function pu({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=Ss({from:t,size:du,include_used_by:!0,...Ms(n)}),r=oe(s=>W(o,s),0,[t,n]);return c`
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
          <tbody>${s.hits.map(i=>c`<${tm} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&c`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Nn} from=${t} size=${du} total=${s.total} of="datasources" address=${i=>A("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${$e} request=${o} />
  `}function tm({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return c`<tr>
    <td>${he(U.editDatasources)?c`<a href=${A("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td class="message">
      ${o.slice(0,ll).map(r=>c`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}
      ${o.length>ll&&c`<a href=${A("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-ll} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${Cs} request=${xs(n)} of=${n} />
      ${he(U.createJobsOfTables)&&c`<a class="button" href=${A("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${it} label="Delete" of=${n} kind="danger" requires=${U.editDatasources} request=${Pc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function Ns(){let[e,t]=ee(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var al=["id","execution","type","field","summary","q"],nm=["type","field","summary"];function mu(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=al.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function Os(e){let t=al.filter(n=>e[n]===null).join();return{...Object.fromEntries(al.map(n=>[n,e[n]??void 0])),without:t}}function hu(e,t){return{...e,...Object.fromEntries(nm.map(n=>[n,t[n]]))}}var $u=50;function _u({query:e}){let t=mu(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=ee(""),i=oe(m=>W(Ic(t),m),0,[o]),l=Oc({...t,from:n,size:$u}),u=oe(m=>W(l,m),0,[o,n]);function d(m){s(om(m)),i.reload(),u.reload()}return c`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${dn} address=${m=>A("dead-letters",void 0,{...Os(t),...m})}>
      <${Yt} name="id" label="Job" value=${t.id??""} />
      <${Yt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&c`<a class="button" href=${A("dead-letters")}>Show all</a>`}
    <//>
    ${r&&c`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${se} polling=${i}>${m=>c`<${rm} groups=${m.groups} filter=${t} onDone=${d} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${se} polling=${u}>
        ${({hits:m})=>c`
          <${sm} key=${`${o} ${n}`} hits=${m.hits} onDone=${d} />
          <${Nn} from=${n} size=${$u} total=${m.total} of="dead letters" address=${$=>A("dead-letters",void 0,{...Os(t),from:$})} />
        `}
      <//>
    </section>
    <${$e} request=${l} />
  `}function om({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${J(r)} deleted.`:`${[`${J(e)} indexed`,t&&`${J(t)} rejected again`,n&&`${J(n)} not tried in time`,o&&`${J(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function rm({groups:e,filter:t,onDone:n}){if(!e.length)return c`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return c`<${ve} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=hu(t,r),l=r.summary??r.type;return c`<tr key=${JSON.stringify(i)}>
          <td class="number">${J(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${l}`}></progress></td>
          <td class="message"><a href=${A("dead-letters",void 0,Os({...i,...s?{id:s}:{}}))}>${l}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(u=>c`<a key=${u} href=${A("jobs",u)}>${u}</a> `)}</td>
          <td class="time">${ue(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&c`<${gu} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function gu({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${J(n)} rows`,s=`${J(n)} ${n===1?"row":"rows"} of ${e}`;return c`
    <${it} label="Retry" of=${s} requires=${U.retry} request=${jc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${it} label="Delete" of=${s} kind="danger" requires=${U.retry} request=${qc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function sm({hits:e,onDone:t}){let{selected:n,toggle:o}=Ns(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return c`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&c`<${gu} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
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
          <td class="time"><a href=${A("executions",l.execution)}>${ue(l["@timestamp"])}</a></td>
          <td>${l.document&&c`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${l.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var Jo={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function cl({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],l=n.at(-1);o===null||s===void 0||i===void 0||(l&&l.part===o&&l.to===s?l.to=i:n.push({part:o,from:s,to:i}))}),n}function bu(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function vu({events:e}){return c`<section class="panel">
    <h2>Events</h2>
    <${ve} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>c`<tr key=${o}><td class="time">${ue(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function io({children:e}){return c`<dl class="facts">${e}</dl>`}function Ae({name:e,children:t}){return c`<dt>${e}</dt><dd>${t}</dd>`}var On=e=>Is(e)===void 0,ul=e=>Is(e)==="verification",Or=e=>Is(e)==="deletion",Is=e=>e?.details?.kind,im={verification:"Verification",deletion:"Deletions"},js=e=>im[Is(e)]??"Run";function In({status:e}){if(Or(e)){let{deleted:n}=e.details;return c`<span class="muted">deletions${n!==void 0&&`: ${J(n)}`}</span>`}if(!ul(e))return null;let t=e.details.comparison?.matches;return c`<span class=${t===!1?"bad":"muted"}>verification${t!==void 0&&(t?": matches":": differs")}</span>`}function yu({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return c`<section class="panel">
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
  </section>`}var lm="uplot",am="u-hz",cm="u-vt",um="u-title",fm="u-wrap",dm="u-under",pm="u-over",mm="u-axis",co="u-off",hm="u-select",$m="u-cursor-x",_m="u-cursor-y",gm="u-cursor-pt",bm="u-legend",vm="u-live",ym="u-inline",wm="u-series",Sm="u-marker",wu="u-label",xm="u-value",jr="width",qr="height";var Su="bottom",Go="left",fl="right",Dl="#000",xu=Dl+"0",dl="mousemove",Tu="mousedown",pl="mouseup",ku="mouseenter",Eu="mouseleave",Du="dblclick",Tm="resize",km="scroll",Cu="change",Bs="dppxchange",Cl="--",er=typeof window<"u",gl=er?document:null,Yo=er?window:null,Em=er?navigator:null,_e,qs;function bl(){let e=devicePixelRatio;_e!=e&&(_e=e,qs&&yl(Cu,qs,bl),qs=matchMedia(`(min-resolution: ${_e-.001}dppx) and (max-resolution: ${_e+.001}dppx)`),uo(Cu,qs,bl),Yo.dispatchEvent(new CustomEvent(Bs)))}function At(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function vl(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Re(e,t,n){e.style[t]=n+"px"}function Kt(e,t,n,o){let r=gl.createElement(e);return t!=null&&At(r,t),n?.insertBefore(r,o),r}function Vt(e,t){return Kt("div",e,t)}var Au=new WeakMap;function pn(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=Au.get(e);s!=i&&(e.style.transform=s,Au.set(e,s),t<0||n<0||t>o||n>r?At(e,co):vl(e,co))}var Ru=new WeakMap;function Pu(e,t,n){let o=t+n,r=Ru.get(e);o!=r&&(Ru.set(e,o),e.style.background=t,e.style.borderColor=n)}var Lu=new WeakMap;function Mu(e,t,n,o){let r=t+""+n,s=Lu.get(e);r!=s&&(Lu.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var Al={passive:!0},Dm={...Al,capture:!0};function uo(e,t,n,o){t.addEventListener(e,n,o?Dm:Al)}function yl(e,t,n,o){t.removeEventListener(e,n,Al)}er&&bl();function Qt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:Rt((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function cf(e){return(n,o,r)=>{let s=-1,i=-1;for(let l=o;l<=r;l++)if(e(n[l])){s=l;break}for(let l=r;l>=o;l--)if(e(n[l])){i=l;break}return[s,i]}}var uf=e=>e!=null,ff=e=>e!=null&&e>0,Js=cf(uf),Cm=cf(ff);function Am(e,t,n,o=0,r=!1){let s=r?Cm:Js,i=r?ff:uf;[t,n]=s(e,t,n);let l=e[t],u=e[t];if(t>-1)if(o==1)l=e[t],u=e[n];else if(o==-1)l=e[n],u=e[t];else for(let d=t;d<=n;d++){let m=e[d];i(m)&&(m<l?l=m:m>u&&(u=m))}return[l??xe,u??-xe]}function Gs(e,t,n,o){let r=Iu(e),s=Iu(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?wn:df,l=r==1?Rt:zt,u=s==1?zt:Rt,d=l(i(Xe(e))),m=u(i(Xe(t))),$=Ko(n,d),g=Ko(n,m);return n==10&&(d<0&&($=Te($,-d)),m<0&&(g=Te(g,-m))),o||n==2?(e=$*r,t=g*s):(e=$f(e,$),t=Ws(t,g)),[e,t]}function Rl(e,t,n,o){let r=Gs(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var Pl=.1,Nu={mode:3,pad:Pl},Vr={pad:0,soft:null,mode:0},Rm={min:Vr,max:Vr};function Hs(e,t,n,o){return Ys(n)?Ou(e,t,n):(Vr.pad=n,Vr.soft=o?0:null,Vr.mode=o?3:0,Ou(e,t,Rm))}function pe(e,t){return e??t}function Pm(e,t,n){for(t=pe(t,0),n=pe(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function Ou(e,t,n){let o=n.min,r=n.max,s=pe(o.pad,0),i=pe(r.pad,0),l=pe(o.hard,-xe),u=pe(r.hard,xe),d=pe(o.soft,xe),m=pe(r.soft,-xe),$=pe(o.mode,0),g=pe(r.mode,0),b=t-e,x=wn(b),E=bt(Xe(e),Xe(t)),C=wn(E),L=Xe(C-x);(b<1e-24||L>10)&&(b=0,(e==0||t==0)&&(b=1e-24,$==2&&d!=xe&&(s=0),g==2&&m!=-xe&&(i=0)));let y=b||E||1e3,R=wn(y),S=Ko(10,Rt(R)),K=y*(b==0?e==0?.1:1:s),N=Te($f(e-K,S/10),24),Q=e>=d&&($==1||$==3&&N<=d||$==2&&N>=d)?d:xe,G=bt(l,N<Q&&e>=Q?Q:Zt(Q,N)),te=y*(b==0?t==0?.1:1:i),B=Te(Ws(t+te,S/10),24),T=t<=m&&(g==1||g==3&&B>=m||g==2&&B<=m)?m:-xe,V=Zt(u,B>T&&t<=T?T:bt(T,B));return G==V&&G==0&&(V=100),[G,V]}var Lm=new Intl.NumberFormat(er?Em.language:"en-US"),Ll=e=>Lm.format(e),Pt=Math,zs=Pt.PI,Xe=Pt.abs,Rt=Pt.floor,Ze=Pt.round,zt=Pt.ceil,Zt=Pt.min,bt=Pt.max,Ko=Pt.pow,Iu=Pt.sign,wn=Pt.log10,df=Pt.log2,Mm=(e,t=1)=>Pt.sinh(e)*t,ml=(e,t=1)=>Pt.asinh(e/t),xe=1/0;function ju(e){return(wn((e^e>>31)-(e>>31))|0)+1}function wl(e,t,n){return Zt(bt(e,t),n)}function pf(e){return typeof e=="function"}function le(e){return pf(e)?e:()=>e}var Nm=()=>{},mf=e=>e,hf=(e,t)=>t,Om=e=>null,qu=e=>!0,Fu=(e,t)=>e==t,Im=/\.\d*?(?=9{6,}|0{6,})/gm,fo=e=>{if(gf(e)||qn.has(e))return e;let t=`${e}`,n=t.match(Im);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${fo(r)}e${s}`}return Te(e,o)};function lo(e,t){return fo(Te(fo(e/t))*t)}function Ws(e,t){return fo(zt(fo(e/t))*t)}function $f(e,t){return fo(Rt(fo(e/t))*t)}function Te(e,t=0){if(gf(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Ze(o)/n}var qn=new Map;function _f(e){return((""+e).split(".")[1]||"").length}function Br(e,t,n,o){let r=[],s=o.map(_f);for(let i=t;i<n;i++){let l=Xe(i),u=Te(Ko(e,i),l);for(let d=0;d<o.length;d++){let m=e==10?+`${o[d]}e${i}`:o[d]*u,$=(i>=0?0:l)+(i>=s[d]?0:s[d]),g=e==10?m:Te(m,$);r.push(g),qn.set(g,$)}}return r}var zr={},Ml=[],Qo=[null,null],jn=Array.isArray,gf=Number.isInteger,jm=e=>e===void 0;function Vu(e){return typeof e=="string"}function Ys(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function qm(e){return e!=null&&typeof e=="object"}var Fm=Object.getPrototypeOf(Uint8Array),bf="__proto__";function Zo(e,t=Ys){let n;if(jn(e)){let o=e.find(r=>r!=null);if(jn(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=Zo(e[r],t)}else n=e.slice()}else if(e instanceof Fm)n=e.slice();else if(t(e)){n={};for(let o in e)o!=bf&&(n[o]=Zo(e[o],t))}else n=e;return n}function Ge(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=bf&&(Ys(e[r])?Ge(e[r],Zo(o[r])):e[r]=Zo(o[r]))}return e}var Vm=0,zm=1,Bm=2;function Hm(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function Um(e,t){if(Wm(e)){let i=e[0].slice();for(let l=1;l<e.length;l++)i.push(...e[l].slice(1));return Ym(i[0])||(i=Gm(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let u=e[i][0],d=u.length;for(let m=0;m<d;m++)n.add(u[m])}let o=[Array.from(n).sort((i,l)=>i-l)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let l=e[i],u=l[0];for(let d=1;d<l.length;d++){let m=l[d],$=Array(r).fill(void 0),g=t?t[i][d]:zm,b=[];for(let x=0;x<m.length;x++){let E=m[x],C=s.get(u[x]);E===null?g!=Vm&&($[C]=E,g==Bm&&b.push(C)):$[C]=E}Hm($,b,r),o.push($)}}return o}var Jm=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function Gm(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],l=Array(n);for(let u=0;u<n;u++)l[u]=i[o[u]];r.push(l)}return r}function Wm(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function Ym(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=bt(1,Rt((r-o+1)/t));for(let i=e[o],l=o+s;l<=r;l+=s){let u=e[l];if(u!=null){if(u<=i)return!1;i=u}}return!0}var vf=["January","February","March","April","May","June","July","August","September","October","November","December"],yf=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function wf(e){return e.slice(0,3)}var Km=yf.map(wf),Qm=vf.map(wf),Zm={MMMM:vf,MMM:Qm,WWWW:yf,WWW:Km};function Ir(e){return(e<10?"0":"")+e}function Xm(e){return(e<10?"00":e<100?"0":"")+e}var eh={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>Ir(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>Ir(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>Ir(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>Ir(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>Ir(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Xm(e.getMilliseconds())};function Nl(e,t){t=t||Zm;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?eh[r[1]]:r[0]);return s=>{let i="";for(let l=0;l<n.length;l++)i+=typeof n[l]=="string"?n[l]:n[l](s,t);return i}}var th=new Intl.DateTimeFormat().resolvedOptions().timeZone;function nh(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==th?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Sf=e=>e%1==0,Us=[1,2,2.5,5],oh=Br(10,-32,0,Us),xf=Br(10,0,32,Us),rh=xf.filter(Sf),ao=oh.concat(xf),Ol=`
`,Tf="{YYYY}",zu=Ol+Tf,kf="{M}/{D}",Fr=Ol+kf,Fs=Fr+"/{YY}",Ef="{aa}",sh="{h}:{mm}",Wo=sh+Ef,Bu=Ol+Wo,Hu=":{ss}",ye=null;function Df(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,u=(e==1?Br(10,0,3,Us).filter(Sf):Br(10,-3,0,Us)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),d=[[i,Tf,ye,ye,ye,ye,ye,ye,1],[r*28,"{MMM}",zu,ye,ye,ye,ye,ye,1],[r,kf,zu,ye,ye,ye,ye,ye,1],[o,"{h}"+Ef,Fs,ye,Fr,ye,ye,ye,1],[n,Wo,Fs,ye,Fr,ye,ye,ye,1],[t,Hu,Fs+" "+Wo,ye,Fr+" "+Wo,ye,Bu,ye,1],[e,Hu+".{fff}",Fs+" "+Wo,ye,Fr+" "+Wo,ye,Bu,ye,1]];function m($){return(g,b,x,E,C,L)=>{let y=[],R=C>=i,S=C>=s&&C<i,K=$(x),N=Te(K*e,3),Q=hl(K.getFullYear(),R?0:K.getMonth(),S||R?1:K.getDate()),G=Te(Q*e,3);if(S||R){let te=S?C/s:0,B=R?C/i:0,T=N==G?N:Te(hl(Q.getFullYear()+B,Q.getMonth()+te,1)*e,3),V=new Date(Ze(T/e)),P=V.getFullYear(),Z=V.getMonth();for(let H=0;T<=E;H++){let ae=hl(P+B*H,Z+te*H,1),z=ae-$(Te(ae*e,3));T=Te((+ae+z)*e,3),T<=E&&y.push(T)}}else{let te=C>=r?r:C,B=Rt(x)-Rt(N),T=G+B+Ws(N-G,te);y.push(T);let V=$(T),P=V.getHours()+V.getMinutes()/n+V.getSeconds()/o,Z=C/o,H=g.axes[b]._space,ae=L/H;for(;T=Te(T+C,e==1?0:3),!(T>E);)if(Z>1){let z=Rt(Te(P+Z,6))%24,fe=$(T).getHours()-z;fe>1&&(fe=-1),T-=fe*o,P=(P+Z)%24;let we=y[y.length-1];Te((T-we)/C,3)*ae>=.7&&y.push(T)}else y.push(T)}return y}}return[u,d,m]}var[ih,lh,ah]=Df(1),[ch,uh,fh]=Df(.001);Br(2,-53,53,[1]);function Uu(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function Ju(e,t){return(n,o,r,s,i)=>{let l=t.find(x=>i>=x[0])||t[t.length-1],u,d,m,$,g,b;return o.map(x=>{let E=e(x),C=E.getFullYear(),L=E.getMonth(),y=E.getDate(),R=E.getHours(),S=E.getMinutes(),K=E.getSeconds(),N=C!=u&&l[2]||L!=d&&l[3]||y!=m&&l[4]||R!=$&&l[5]||S!=g&&l[6]||K!=b&&l[7]||l[1];return u=C,d=L,m=y,$=R,g=S,b=K,N(E)})}}function dh(e,t){let n=Nl(t);return(o,r,s,i,l)=>r.map(u=>n(e(u)))}function hl(e,t,n){return new Date(e,t,n)}function Gu(e,t){return t(e)}var ph="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Wu(e,t){return(n,o,r,s)=>s==null?Cl:t(e(o))}function mh(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function hh(e,t){return e.series[t].fill(e,t)}var $h={show:!0,live:!0,isolate:!1,mount:Nm,markers:{show:!0,width:2,stroke:mh,fill:hh,dash:"solid"},idx:null,idxs:null,values:[]};function _h(e,t){let n=e.cursor.points,o=Vt(),r=n.size(e,t);Re(o,jr,r),Re(o,qr,r);let s=r/-2;Re(o,"marginLeft",s),Re(o,"marginTop",s);let i=n.width(e,t,r);return i&&Re(o,"borderWidth",i),o}function gh(e,t){let n=e.series[t].points;return n._fill||n._stroke}function bh(e,t){let n=e.series[t].points;return n._stroke||n._fill}function vh(e,t){return e.series[t].points.size}var $l=[0,0];function yh(e,t,n){return $l[0]=t,$l[1]=n,$l}function Vs(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function _l(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var wh={show:!0,x:!0,y:!0,lock:!1,move:yh,points:{one:!1,show:_h,size:vh,width:0,stroke:bh,fill:gh},bind:{mousedown:Vs,mouseup:Vs,click:Vs,dblclick:Vs,mousemove:_l,mouseleave:_l,mouseenter:_l},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Cf={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},Il=Ge({},Cf,{filter:hf}),Af=Ge({},Il,{size:10}),Rf=Ge({},Cf,{show:!1}),jl='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Pf="bold "+jl,Lf=1.5,Yu={show:!0,scale:"x",stroke:Dl,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Pf,side:2,grid:Il,ticks:Af,border:Rf,font:jl,lineGap:Lf,rotate:0},Sh="Value",xh="Time",Ku={show:!0,scale:"x",auto:!1,sorted:1,min:xe,max:-xe,idxs:[]};function Th(e,t,n,o,r){return t.map(s=>s==null?"":Ll(s))}function kh(e,t,n,o,r,s,i){let l=[],u=qn.get(r)||0;n=i?n:Te(Ws(n,r),u);for(let d=n;d<=o;d=Te(d+r,u))l.push(Object.is(d,-0)?0:d);return l}function Sl(e,t,n,o,r,s,i){let l=[],u=e.scales[e.axes[t].scale].log,d=u==10?wn:df,m=Rt(d(n));r=Ko(u,m),u==10&&(r=ao[Qt(r,ao)]);let $=n,g=r*u;u==10&&(g=ao[Qt(g,ao)]);do l.push($),$=$+r,u==10&&!qn.has($)&&($=Te($,qn.get(r))),$>=g&&(r=$,g=r*u,u==10&&(g=ao[Qt(g,ao)]));while($<=o);return l}function Eh(e,t,n,o,r,s,i){let u=e.scales[e.axes[t].scale].asinh,d=o>u?Sl(e,t,bt(u,n),o,r):[u],m=o>=0&&n<=0?[0]:[];return(n<-u?Sl(e,t,bt(u,-o),-n,r):[u]).reverse().map(g=>-g).concat(m,d)}var Mf=/./,Dh=/[12357]/,Ch=/[125]/,Qu=/1/,xl=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function Ah(e,t,n,o,r){let s=e.axes[n],i=s.scale,l=e.scales[i],u=e.valToPos,d=s._space,m=u(10,i),$=u(9,i)-m>=d?Mf:u(7,i)-m>=d?Dh:u(5,i)-m>=d?Ch:Qu;if($==Qu){let g=Xe(u(1,i)-m);if(g<d)return xl(t.slice().reverse(),l.distr,$,zt(d/g)).reverse()}return xl(t,l.distr,$,1)}function Rh(e,t,n,o,r){let s=e.axes[n],i=s.scale,l=s._space,u=e.valToPos,d=Xe(u(1,i)-u(2,i));return d<l?xl(t.slice().reverse(),3,Mf,zt(l/d)).reverse():t}function Ph(e,t,n,o){return o==null?Cl:t==null?"":Ll(t)}var Zu={show:!0,scale:"y",stroke:Dl,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Pf,side:3,grid:Il,ticks:Af,border:Rf,font:jl,lineGap:Lf,rotate:0};function Lh(e,t){let n=3+(e||1)*2;return Te(n*t,3)}function Mh(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),l=Xe(i-s),u=e.series[t],d=l/(u.points.space*_e);return o[1]-o[0]<=d}var Xu={scale:null,auto:!0,sorted:0,min:xe,max:-xe},Nf=(e,t,n,o,r)=>r,ef={show:!0,auto:!0,sorted:0,gaps:Nf,alpha:1,facets:[Ge({},Xu,{scale:"x"}),Ge({},Xu,{scale:"y"})]},tf={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Nf,alpha:1,points:{show:Mh,filter:null},values:null,min:xe,max:-xe,idxs:[],path:null,clip:null};function Nh(e,t,n,o,r){return n/10}var Of={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Oh=Ge({},Of,{time:!1,ori:1}),nf={};function If(e,t){let n=nf[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,l,u,d){for(let m=0;m<n.plots.length;m++)n.plots[m]!=r&&n.plots[m].pub(o,r,s,i,l,u,d)}},e!=null&&(nf[e]=n)),n}var Xo=1,Tl=2;function po(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,l=e.bbox,u=s[0],d=o==2?s[1]:s[t],m=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],g=l.left,b=l.top,x=l.width,E=l.height,C=e.valToPosH,L=e.valToPosV;return m.ori==0?n(r,u,d,m,$,C,L,g,b,x,E,Qs,tr,Xs,qf,Vf):n(r,u,d,m,$,L,C,b,g,E,x,Zs,nr,Vl,Ff,zf)}function ql(e,t){let n=0,o=0,r=pe(e.bands,Ml);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function Ih(e,t,n,o,r){let s=e.mode,i=e.series[t],l=s==2?i.facets[1].scale:i.scale,u=e.scales[l];return r==-1?u.min:r==1?u.max:u.distr==3?u.dir==1?u.min:u.max:0}function Sn(e,t,n,o,r,s){return po(e,t,(i,l,u,d,m,$,g,b,x,E,C)=>{let L=i.pxRound,y=d.dir*(d.ori==0?1:-1),R=d.ori==0?tr:nr,S,K;y==1?(S=n,K=o):(S=o,K=n);let N=L($(l[S],d,E,b)),Q=L(g(u[S],m,C,x)),G=L($(l[K],d,E,b)),te=L(g(s==1?m.max:m.min,m,C,x)),B=new Path2D(r);return R(B,G,te),R(B,N,te),R(B,N,Q),B})}function Ks(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let l=t==0?Xs:Vl,u=n;for(let $=0;$<e.length;$++){let g=e[$];if(g[1]>g[0]){let b=g[0]-u;b>0&&l(i,u,o,b,o+s),u=g[1]}}let d=n+r-u,m=10;d>0&&l(i,u,o-m/2,d,o+s+m)}return i}function jh(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function Fl(e,t,n,o,r,s,i){let l=[],u=e.length;for(let d=r==1?n:o;d>=n&&d<=o;d+=r)if(t[d]===null){let $=d,g=d;if(r==1)for(;++d<=o&&t[d]===null;)g=d;else for(;--d>=n&&t[d]===null;)g=d;let b=s(e[$]),x=g==$?b:s(e[g]),E=$-r;b=i<=0&&E>=0&&E<u?s(e[E]):b;let L=g+r;x=i>=0&&L>=0&&L<u?s(e[L]):x,x>=b&&l.push([b,x])}return l}function of(e){return e==0?mf:e==1?Ze:t=>lo(t,e)}function jf(e){let t=e==0?Qs:Zs,n=e==0?(r,s,i,l,u,d)=>{r.arcTo(s,i,l,u,d)}:(r,s,i,l,u,d)=>{r.arcTo(i,s,u,l,d)},o=e==0?(r,s,i,l,u)=>{r.rect(s,i,l,u)}:(r,s,i,l,u)=>{r.rect(i,s,u,l)};return(r,s,i,l,u,d=0,m=0)=>{d==0&&m==0?o(r,s,i,l,u):(d=Zt(d,l/2,u/2),m=Zt(m,l/2,u/2),t(r,s+d,i),n(r,s+l,i,s+l,i+u,d),n(r,s+l,i+u,s,i+u,m),n(r,s,i+u,s,i,m),n(r,s,i,s+l,i,d),r.closePath())}}var Qs=(e,t,n)=>{e.moveTo(t,n)},Zs=(e,t,n)=>{e.moveTo(n,t)},tr=(e,t,n)=>{e.lineTo(t,n)},nr=(e,t,n)=>{e.lineTo(n,t)},Xs=jf(0),Vl=jf(1),qf=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},Ff=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},Vf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},zf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function Bf(e){return(t,n,o,r,s)=>po(t,n,(i,l,u,d,m,$,g,b,x,E,C)=>{let{pxRound:L,points:y}=i,R,S;d.ori==0?(R=Qs,S=qf):(R=Zs,S=Ff);let K=Te(y.width*_e,3),N=(y.size-y.width)/2*_e,Q=Te(N*2,3),G=new Path2D,te=new Path2D,{left:B,top:T,width:V,height:P}=t.bbox;Xs(te,B-Q,T-Q,V+Q*2,P+Q*2);let Z=H=>{if(u[H]!=null){let ae=L($(l[H],d,E,b)),z=L(g(u[H],m,C,x));R(G,ae+N,z),S(G,ae,z,N,0,zs*2)}};if(s)s.forEach(Z);else for(let H=o;H<=r;H++)Z(H);return{stroke:K>0?G:null,fill:G,clip:te,flags:Xo|Tl}})}function Hf(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var qh=Hf(tr),Fh=Hf(nr);function Uf(e){let t=pe(e?.alignGaps,0);return(n,o,r,s)=>po(n,o,(i,l,u,d,m,$,g,b,x,E,C)=>{[r,s]=Js(u,r,s);let L=i.pxRound,y=P=>L($(P,d,E,b)),R=P=>L(g(P,m,C,x)),S,K;d.ori==0?(S=tr,K=qh):(S=nr,K=Fh);let N=d.dir*(d.ori==0?1:-1),Q={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Xo},G=Q.stroke,te=!1;if(s-r>=E*4){let P=q=>n.posToVal(q,d.key,!0),Z=null,H=null,ae,z,vt,Pe=y(l[N==1?r:s]),fe=y(l[r]),we=y(l[s]),re=P(N==1?fe+1:we-1);for(let q=N==1?r:s;q>=r&&q<=s;q+=N){let We=l[q],Le=(N==1?We<re:We>re)?Pe:y(We),ge=u[q];Le==Pe?ge!=null?(z=ge,Z==null?(S(G,Le,R(z)),ae=Z=H=z):z<Z?Z=z:z>H&&(H=z)):ge===null&&(te=!0):(Z!=null&&K(G,Pe,R(Z),R(H),R(ae),R(z)),ge!=null?(z=ge,S(G,Le,R(z)),Z=H=ae=z):(Z=H=null,ge===null&&(te=!0)),Pe=Le,re=P(Pe+N))}Z!=null&&Z!=H&&vt!=Pe&&K(G,Pe,R(Z),R(H),R(ae),R(z))}else for(let P=N==1?r:s;P>=r&&P<=s;P+=N){let Z=u[P];Z===null?te=!0:Z!=null&&S(G,y(l[P]),R(Z))}let[T,V]=ql(n,o);if(i.fill!=null||T!=0){let P=Q.fill=new Path2D(G),Z=i.fillTo(n,o,i.min,i.max,T),H=R(Z),ae=y(l[r]),z=y(l[s]);N==-1&&([z,ae]=[ae,z]),S(P,z,H),S(P,ae,H)}if(!i.spanGaps){let P=[];te&&P.push(...Fl(l,u,r,s,N,y,t)),Q.gaps=P=i.gaps(n,o,r,s,P),Q.clip=Ks(P,d.ori,b,x,E,C)}return V!=0&&(Q.band=V==2?[Sn(n,o,r,s,G,-1),Sn(n,o,r,s,G,1)]:Sn(n,o,r,s,G,V)),Q})}function Vh(e){let t=pe(e.align,1),n=pe(e.ascDesc,!1),o=pe(e.alignGaps,0),r=pe(e.extend,!1);return(s,i,l,u)=>po(s,i,(d,m,$,g,b,x,E,C,L,y,R)=>{[l,u]=Js($,l,u);let S=d.pxRound,{left:K,width:N}=s.bbox,Q=fe=>S(x(fe,g,y,C)),G=fe=>S(E(fe,b,R,L)),te=g.ori==0?tr:nr,B={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Xo},T=B.stroke,V=g.dir*(g.ori==0?1:-1),P=G($[V==1?l:u]),Z=Q(m[V==1?l:u]),H=Z,ae=Z;r&&t==-1&&(ae=K,te(T,ae,P)),te(T,Z,P);for(let fe=V==1?l:u;fe>=l&&fe<=u;fe+=V){let we=$[fe];if(we==null)continue;let re=Q(m[fe]),q=G(we);t==1?te(T,re,P):te(T,H,q),te(T,re,q),P=q,H=re}let z=H;r&&t==1&&(z=K+N,te(T,z,P));let[vt,Pe]=ql(s,i);if(d.fill!=null||vt!=0){let fe=B.fill=new Path2D(T),we=d.fillTo(s,i,d.min,d.max,vt),re=G(we);te(fe,z,re),te(fe,ae,re)}if(!d.spanGaps){let fe=[];fe.push(...Fl(m,$,l,u,V,Q,o));let we=d.width*_e/2,re=n||t==1?we:-we,q=n||t==-1?-we:we;fe.forEach(We=>{We[0]+=re,We[1]+=q}),B.gaps=fe=d.gaps(s,i,l,u,fe),B.clip=Ks(fe,g.ori,C,L,y,R)}return Pe!=0&&(B.band=Pe==2?[Sn(s,i,l,u,T,-1),Sn(s,i,l,u,T,1)]:Sn(s,i,l,u,T,Pe)),B})}function rf(e,t,n,o,r,s,i=xe){if(e.length>1){let l=null;for(let u=0,d=1/0;u<e.length;u++)if(t[u]!==void 0){if(l!=null){let m=Xe(e[u]-e[l]);m<d&&(d=m,i=Xe(n(e[u],o,r,s)-n(e[l],o,r,s)))}l=u}}return i}function zh(e){e=e||zr;let t=pe(e.size,[.6,xe,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],l=pe(t[1],xe),u=pe(t[2],1),d=pe(e.disp,zr),m=pe(e.each,b=>{}),{fill:$,stroke:g}=d;return(b,x,E,C)=>po(b,x,(L,y,R,S,K,N,Q,G,te,B,T)=>{let V=L.pxRound,P=n,Z=o*_e,H=l*_e,ae=u*_e,z,vt;S.ori==0?[z,vt]=s(b,x):[vt,z]=s(b,x);let Pe=S.dir*(S.ori==0?1:-1),fe=S.ori==0?Xs:Vl,we=S.ori==0?m:(I,ke,Ye,wo,Bn,en,Hn)=>{m(I,ke,Ye,Bn,wo,Hn,en)},re=pe(b.bands,Ml).find(I=>I.series[0]==x),q=re!=null?re.dir:0,We=L.fillTo(b,x,L.min,L.max,q),pt=V(Q(We,K,T,te)),Le,ge,Bt,St=B,je=V(L.width*_e),Xt=!1,$n=null,Lt=null,xn=null,bo=null;$!=null&&(je==0||g!=null)&&(Xt=!0,$n=$.values(b,x,E,C),Lt=new Map,new Set($n).forEach(I=>{I!=null&&Lt.set(I,new Path2D)}),je>0&&(xn=g.values(b,x,E,C),bo=new Map,new Set(xn).forEach(I=>{I!=null&&bo.set(I,new Path2D)})));let{x0:vo,size:sr}=d;if(vo!=null&&sr!=null){P=1,y=vo.values(b,x,E,C),vo.unit==2&&(y=y.map(Ye=>b.posToVal(G+Ye*B,S.key,!0)));let I=sr.values(b,x,E,C);sr.unit==2?ge=I[0]*B:ge=N(I[0],S,B,G)-N(0,S,B,G),St=rf(y,R,N,S,B,G,St),Bt=St-ge+Z}else St=rf(y,R,N,S,B,G,St),Bt=St*i+Z,ge=St-Bt;Bt<1&&(Bt=0),je>=ge/2&&(je=0),Bt<5&&(V=mf);let Gr=Bt>0,Vn=St-Bt-(Gr?je:0);ge=V(wl(Vn,ae,H)),Le=(P==0?ge/2:P==Pe?0:ge)-P*Pe*((P==0?Z/2:0)+(Gr?je/2:0));let mt={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},yo=Xt?null:new Path2D,_n=null;if(re!=null)_n=b.data[re.series[1]];else{let{y0:I,y1:ke}=d;I!=null&&ke!=null&&(R=ke.values(b,x,E,C),_n=I.values(b,x,E,C))}let zn=z*ge,ne=vt*ge;for(let I=Pe==1?E:C;I>=E&&I<=C;I+=Pe){let ke=R[I];if(ke==null)continue;if(_n!=null){let yt=_n[I]??0;if(ke-yt==0)continue;pt=Q(yt,K,T,te)}let Ye=S.distr!=2||d!=null?y[I]:I,wo=N(Ye,S,B,G),Bn=Q(pe(ke,We),K,T,te),en=V(wo-Le),Hn=V(bt(Bn,pt)),xt=V(Zt(Bn,pt)),Mt=Hn-xt;if(ke!=null){let yt=ke<0?ne:zn,Ht=ke<0?zn:ne;Xt?(je>0&&xn[I]!=null&&fe(bo.get(xn[I]),en,xt+Rt(je/2),ge,bt(0,Mt-je),yt,Ht),$n[I]!=null&&fe(Lt.get($n[I]),en,xt+Rt(je/2),ge,bt(0,Mt-je),yt,Ht)):fe(yo,en,xt+Rt(je/2),ge,bt(0,Mt-je),yt,Ht),we(b,x,I,en-je/2,xt,ge+je,Mt)}}return je>0?mt.stroke=Xt?bo:yo:Xt||(mt._fill=L.width==0?L._fill:L._stroke??L._fill,mt.width=0),mt.fill=Xt?Lt:yo,mt})}function Bh(e,t){let n=pe(t?.alignGaps,0);return(o,r,s,i)=>po(o,r,(l,u,d,m,$,g,b,x,E,C,L)=>{[s,i]=Js(d,s,i);let y=l.pxRound,R=z=>y(g(z,m,C,x)),S=z=>y(b(z,$,L,E)),K,N,Q;m.ori==0?(K=Qs,Q=tr,N=Vf):(K=Zs,Q=nr,N=zf);let G=m.dir*(m.ori==0?1:-1),te=R(u[G==1?s:i]),B=te,T=[],V=[];for(let z=G==1?s:i;z>=s&&z<=i;z+=G)if(d[z]!=null){let Pe=u[z],fe=R(Pe);T.push(B=fe),V.push(S(d[z]))}let P={stroke:e(T,V,K,Q,N,y),fill:null,clip:null,band:null,gaps:null,flags:Xo},Z=P.stroke,[H,ae]=ql(o,r);if(l.fill!=null||H!=0){let z=P.fill=new Path2D(Z),vt=l.fillTo(o,r,l.min,l.max,H),Pe=S(vt);Q(z,B,Pe),Q(z,te,Pe)}if(!l.spanGaps){let z=[];z.push(...Fl(u,d,s,i,G,R,n)),P.gaps=z=l.gaps(o,r,s,i,z),P.clip=Ks(z,m.ori,x,E,C,L)}return ae!=0&&(P.band=ae==2?[Sn(o,r,s,i,Z,-1),Sn(o,r,s,i,Z,1)]:Sn(o,r,s,i,Z,ae)),P})}function Hh(e){return Bh(Uh,e)}function Uh(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let l=new Path2D;if(n(l,e[0],t[0]),i==2)o(l,e[1],t[1]);else{let u=Array(i),d=Array(i-1),m=Array(i-1),$=Array(i-1);for(let g=0;g<i-1;g++)m[g]=t[g+1]-t[g],$[g]=e[g+1]-e[g],d[g]=m[g]/$[g];u[0]=d[0];for(let g=1;g<i-1;g++)d[g]===0||d[g-1]===0||d[g-1]>0!=d[g]>0?u[g]=0:(u[g]=3*($[g-1]+$[g])/((2*$[g]+$[g-1])/d[g-1]+($[g]+2*$[g-1])/d[g]),isFinite(u[g])||(u[g]=0));u[i-1]=d[i-2];for(let g=0;g<i-1;g++)r(l,e[g]+$[g]/3,t[g]+u[g]*$[g]/3,e[g+1]-$[g]/3,t[g+1]-u[g+1]*$[g]/3,e[g+1],t[g+1])}return l}var kl=new Set;function sf(){for(let e of kl)e.syncRect(!0)}er&&(uo(Tm,Yo,sf),uo(km,Yo,sf,!0),uo(Bs,Yo,()=>{ft.pxRatio=_e}));var Jh=Uf(),Gh=Bf();function lf(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>El(s,i,t,n))}function Wh(e,t){return e.map((n,o)=>o==0?{}:Ge({},t,n))}function El(e,t,n,o){return Ge({},t==0?n:o,e)}function Jf(e,t,n){return t==null?Qo:[t,n]}var Yh=Jf;function Kh(e,t,n){return t==null?Qo:Hs(t,n,Pl,!0)}function Gf(e,t,n,o){return t==null?Qo:Gs(t,n,e.scales[o].log,!1)}var Qh=Gf;function Wf(e,t,n,o){return t==null?Qo:Rl(t,n,e.scales[o].log,!1)}var Zh=Wf;function Xh(e,t,n,o,r){let s=bt(ju(e),ju(t)),i=t-e,l=Qt(r/o*i,n);do{let u=n[l],d=o*u/i;if(d>=r&&s+(u<5?qn.get(u):0)<=17)return[u,d]}while(++l<n.length);return[0,0]}function af(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Ze((n=+r)*_e))+"px"),[e,t,n]}function e$(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Te(t[2]*_e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ft(e,t,n){let o={mode:pe(e.mode,1)},r=o.mode;function s(a,f,p,h){let _=f.valToPct(a);return h+p*(f.dir==-1?1-_:_)}function i(a,f,p,h){let _=f.valToPct(a);return h+p*(f.dir==-1?_:1-_)}function l(a,f,p,h){return f.ori==0?s(a,f,p,h):i(a,f,p,h)}o.valToPosH=s,o.valToPosV=i;let u=!1;o.status=0;let d=o.root=Vt(lm);if(e.id!=null&&(d.id=e.id),At(d,e.class),e.title){let a=Vt(um,d);a.textContent=e.title}let m=Kt("canvas"),$=o.ctx=m.getContext("2d"),g=Vt(fm,d);uo("click",g,a=>{a.target===x&&(Ee!=Lo||Me!=Mo)&&at.click(o,a)},!0);let b=o.under=Vt(dm,g);g.appendChild(m);let x=o.over=Vt(pm,g);e=Zo(e);let E=+pe(e.pxAlign,1),C=of(E);(e.plugins||[]).forEach(a=>{a.opts&&(e=a.opts(o,e)||e)});let L=e.ms||.001,y=o.series=r==1?lf(e.series||[],Ku,tf,!1):Wh(e.series||[null],ef),R=o.axes=lf(e.axes||[],Yu,Zu,!0),S=o.scales={},K=o.bands=e.bands||[];K.forEach(a=>{a.fill=le(a.fill||null),a.dir=pe(a.dir,-1)});let N=r==2?y[1].facets[0].scale:y[0].scale,Q={axes:sp,series:ep},G=(e.drawOrder||["axes","series"]).map(a=>Q[a]);function te(a){let f=a.distr==3?p=>wn(p>0?p:a.clamp(o,p,a.min,a.max,a.key)):a.distr==4?p=>ml(p,a.asinh):a.distr==100?p=>a.fwd(p):p=>p;return p=>{let h=f(p),{_min:_,_max:v}=a,w=v-_;return(h-_)/w}}function B(a){let f=S[a];if(f==null){let p=(e.scales||zr)[a]||zr;if(p.from!=null){B(p.from);let h=Ge({},S[p.from],p,{key:a});h.valToPct=te(h),S[a]=h}else{f=S[a]=Ge({},a==N?Of:Oh,p),f.key=a;let h=f.time,_=f.range,v=jn(_);if((a!=N||r==2&&!h)&&(v&&(_[0]==null||_[1]==null)&&(_={min:_[0]==null?Nu:{mode:1,hard:_[0],soft:_[0]},max:_[1]==null?Nu:{mode:1,hard:_[1],soft:_[1]}},v=!1),!v&&Ys(_))){let w=_;_=(k,D,M)=>D==null?Qo:Hs(D,M,w)}f.range=le(_||(h?Yh:a==N?f.distr==3?Qh:f.distr==4?Zh:Jf:f.distr==3?Gf:f.distr==4?Wf:Kh)),f.auto=le(v?!1:f.auto),f.clamp=le(f.clamp||Nh),f._min=f._max=null,f.valToPct=te(f)}}}B("x"),B("y"),r==1&&y.forEach(a=>{B(a.scale)}),R.forEach(a=>{B(a.scale)});for(let a in e.scales)B(a);let T=S[N],V=T.distr,P,Z;T.ori==0?(At(d,am),P=s,Z=i):(At(d,cm),P=i,Z=s);let H={};for(let a in S){let f=S[a];(f.min!=null||f.max!=null)&&(H[a]={min:f.min,max:f.max},f.min=f.max=null)}let ae=e.tzDate||(a=>new Date(Ze(a/L))),z=e.fmtDate||Nl,vt=L==1?ah(ae):fh(ae),Pe=Ju(ae,Uu(L==1?lh:uh,z)),fe=Wu(ae,Gu(ph,z)),we=[],re=o.legend=Ge({},$h,e.legend),q=o.cursor=Ge({},wh,{drag:{y:r==2}},e.cursor),We=re.show,pt=q.show,Le=re.markers;re.idxs=we,Le.width=le(Le.width),Le.dash=le(Le.dash),Le.stroke=le(Le.stroke),Le.fill=le(Le.fill);let ge,Bt,St,je=[],Xt=[],$n,Lt=!1,xn={};if(re.live){let a=y[1]?y[1].values:null;Lt=a!=null,$n=Lt?a(o,1,0):{_:0};for(let f in $n)xn[f]=Cl}if(We)if(ge=Kt("table",bm,d),St=Kt("tbody",null,ge),re.mount(o,ge),Lt){Bt=Kt("thead",null,ge,St);let a=Kt("tr",null,Bt);Kt("th",null,a);for(var bo in $n)Kt("th",wu,a).textContent=bo}else At(ge,ym),re.live&&At(ge,vm);let vo={show:!0},sr={show:!1};function Gr(a,f){if(f==0&&(Lt||!re.live||r==2))return Qo;let p=[],h=Kt("tr",wm,St,St.childNodes[f]);At(h,a.class),a.show||At(h,co);let _=Kt("th",null,h);if(Le.show){let k=Vt(Sm,_);if(f>0){let D=Le.width(o,f);D&&(k.style.border=D+"px "+Le.dash(o,f)+" "+Le.stroke(o,f)),k.style.background=Le.fill(o,f)}}let v=Vt(wu,_);a.label instanceof HTMLElement?v.appendChild(a.label):v.textContent=a.label,f>0&&(Le.show||(v.style.color=a.width>0?Le.stroke(o,f):Le.fill(o,f)),mt("click",_,k=>{if(q._lock)return;Jn(k);let D=y.indexOf(a);if((k.ctrlKey||k.metaKey)!=re.isolate){let M=y.some((O,j)=>j>0&&j!=D&&O.show);y.forEach((O,j)=>{j>0&&nn(j,M?j==D?vo:sr:vo,!0,Ue.setSeries)})}else nn(D,{show:!a.show},!0,Ue.setSeries)},!1),xo&&mt(ku,_,k=>{q._lock||(Jn(k),nn(y.indexOf(a),Oo,!0,Ue.setSeries))},!1));for(var w in $n){let k=Kt("td",xm,h);k.textContent="--",p.push(k)}return[h,p]}let Vn=new Map;function mt(a,f,p,h=!0){let _=Vn.get(f)||{},v=q.bind[a](o,f,p,h);v&&(uo(a,f,_[a]=v),Vn.set(f,_))}function yo(a,f,p){let h=Vn.get(f)||{};for(let _ in h)(a==null||_==a)&&(yl(_,f,h[_]),delete h[_]);a==null&&Vn.delete(f)}let _n=0,zn=0,ne=0,I=0,ke=0,Ye=0,wo=ke,Bn=Ye,en=ne,Hn=I,xt=0,Mt=0,yt=0,Ht=0;o.bbox={};let ui=!1,Wr=!1,So=!1,Un=!1,Yr=!1,Nt=!1;function fi(a,f,p){(p||a!=o.width||f!=o.height)&&Ql(a,f),Co(!1),So=!0,Wr=!0,Ao()}function Ql(a,f){o.width=_n=ne=a,o.height=zn=I=f,ke=Ye=0,Gd(),Wd();let p=o.bbox;xt=p.left=lo(ke*_e,.5),Mt=p.top=lo(Ye*_e,.5),yt=p.width=lo(ne*_e,.5),Ht=p.height=lo(I*_e,.5)}let Hd=3;function Ud(){let a=!1,f=0;for(;!a;){f++;let p=op(f),h=rp(f);a=f==Hd||p&&h,a||(Ql(o.width,o.height),Wr=!0)}}function Jd({width:a,height:f}){fi(a,f)}o.setSize=Jd;function Gd(){let a=!1,f=!1,p=!1,h=!1;R.forEach((_,v)=>{if(_.show&&_._show){let{side:w,_size:k}=_,D=w%2,M=_.label!=null?_.labelSize:0,O=k+M;O>0&&(D?(ne-=O,w==3?(ke+=O,h=!0):p=!0):(I-=O,w==0?(Ye+=O,a=!0):f=!0))}}),Gn[0]=a,Gn[1]=p,Gn[2]=f,Gn[3]=h,ne-=Tn[1]+Tn[3],ke+=Tn[3],I-=Tn[2]+Tn[0],Ye+=Tn[0]}function Wd(){let a=ke+ne,f=Ye+I,p=ke,h=Ye;function _(v,w){switch(v){case 1:return a+=w,a-w;case 2:return f+=w,f-w;case 3:return p-=w,p+w;case 0:return h-=w,h+w}}R.forEach((v,w)=>{if(v.show&&v._show){let k=v.side;v._pos=_(k,v._size),v.label!=null&&(v._lpos=_(k,v.labelSize))}})}if(q.dataIdx==null){let a=q.hover,f=a.skip=new Set(a.skip??[]);f.add(void 0);let p=a.prox=le(a.prox),h=a.bias??=0;q.dataIdx=(_,v,w,k)=>{if(v==0)return w;let D=w,M=p(_,v,w,k)??xe,O=M>=0&&M<xe,j=T.ori==0?ne:I,X=q.left,me=t[0],de=t[v];if(f.has(de[w])){D=null;let ie=null,Y=null,F;if(h==0||h==-1)for(F=w;ie==null&&F-- >0;)f.has(de[F])||(ie=F);if(h==0||h==1)for(F=w;Y==null&&F++<de.length;)f.has(de[F])||(Y=F);if(ie!=null||Y!=null)if(O){let Ce=ie==null?-1/0:P(me[ie],T,j,0),qe=Y==null?1/0:P(me[Y],T,j,0),st=X-Ce,Se=qe-X;st<=Se?st<=M&&(D=ie):Se<=M&&(D=Y)}else D=Y==null?ie:ie==null?Y:w-ie<=Y-w?ie:Y}else O&&Xe(X-P(me[w],T,j,0))>M&&(D=null);return D}}let Jn=a=>{q.event=a};q.idxs=we,q._lock=!1;let dt=q.points;dt.show=le(dt.show),dt.size=le(dt.size),dt.stroke=le(dt.stroke),dt.width=le(dt.width),dt.fill=le(dt.fill);let tn=o.focus=Ge({},e.focus||{alpha:.3},q.focus),xo=tn.prox>=0,To=xo&&dt.one,Ot=[],ko=[],Eo=[];function Zl(a,f){let p=dt.show(o,f);if(p instanceof HTMLElement)return At(p,gm),At(p,a.class),pn(p,-10,-10,ne,I),x.insertBefore(p,Ot[f]),p}function Xl(a,f){if(r==1||f>0){let p=r==1&&S[a.scale].time,h=a.value;a.value=p?Vu(h)?Wu(ae,Gu(h,z)):h||fe:h||Ph,a.label=a.label||(p?xh:Sh)}if(To||f>0){a.width=a.width==null?1:a.width,a.paths=a.paths||Jh||Om,a.fillTo=le(a.fillTo||Ih),a.pxAlign=+pe(a.pxAlign,E),a.pxRound=of(a.pxAlign),a.stroke=le(a.stroke||null),a.fill=le(a.fill||null),a._stroke=a._fill=a._paths=a._focus=null;let p=Lh(bt(1,a.width),1),h=a.points=Ge({},{size:p,width:bt(1,p*.2),stroke:a.stroke,space:p*2,paths:Gh,_stroke:null,_fill:null},a.points);h.show=le(h.show),h.filter=le(h.filter),h.fill=le(h.fill),h.stroke=le(h.stroke),h.paths=le(h.paths),h.pxAlign=a.pxAlign}if(We){let p=Gr(a,f);je.splice(f,0,p[0]),Xt.splice(f,0,p[1]),re.values.push(null)}if(pt){we.splice(f,0,null);let p=null;To?f==0&&(p=Zl(a,f)):f>0&&(p=Zl(a,f)),Ot.splice(f,0,p),ko.splice(f,0,0),Eo.splice(f,0,0)}rt("addSeries",f)}function Yd(a,f){f=f??y.length,a=r==1?El(a,f,Ku,tf):El(a,f,{},ef),y.splice(f,0,a),Xl(y[f],f)}o.addSeries=Yd;function Kd(a){if(y.splice(a,1),We){re.values.splice(a,1),Xt.splice(a,1);let f=je.splice(a,1)[0];yo(null,f.firstChild),f.remove()}pt&&(we.splice(a,1),Ot.splice(a,1)[0].remove(),ko.splice(a,1),Eo.splice(a,1)),rt("delSeries",a)}o.delSeries=Kd;let Gn=[!1,!1,!1,!1];function Qd(a,f){if(a._show=a.show,a.show){let p=a.side%2,h=S[a.scale];h==null&&(a.scale=p?y[1].scale:N,h=S[a.scale]);let _=h.time;a.size=le(a.size),a.space=le(a.space),a.rotate=le(a.rotate),jn(a.incrs)&&a.incrs.forEach(w=>{!qn.has(w)&&qn.set(w,_f(w))}),a.incrs=le(a.incrs||(h.distr==2?rh:_?L==1?ih:ch:ao)),a.splits=le(a.splits||(_&&h.distr==1?vt:h.distr==3?Sl:h.distr==4?Eh:kh)),a.stroke=le(a.stroke),a.grid.stroke=le(a.grid.stroke),a.ticks.stroke=le(a.ticks.stroke),a.border.stroke=le(a.border.stroke);let v=a.values;a.values=jn(v)&&!jn(v[0])?le(v):_?jn(v)?Ju(ae,Uu(v,z)):Vu(v)?dh(ae,v):v||Pe:v||Th,a.filter=le(a.filter||(h.distr>=3&&h.log==10?Ah:h.distr==3&&h.log==2?Rh:hf)),a.font=af(a.font),a.labelFont=af(a.labelFont),a._size=a.size(o,null,f,0),a._space=a._rotate=a._incrs=a._found=a._splits=a._values=null,a._size>0&&(Gn[f]=!0,a._el=Vt(mm,g))}}function ir(a,f,p,h){let[_,v,w,k]=p,D=f%2,M=0;return D==0&&(k||v)&&(M=f==0&&!_||f==2&&!w?Ze(Yu.size/3):0),D==1&&(_||w)&&(M=f==1&&!v||f==3&&!k?Ze(Zu.size/2):0),M}let ea=o.padding=(e.padding||[ir,ir,ir,ir]).map(a=>le(pe(a,ir))),Tn=o._padding=ea.map((a,f)=>a(o,f,Gn,0)),lt,et=null,tt=null,Kr=r==1?y[0].idxs:null,Ut=null,lr=!1;function ta(a,f){if(t=a??[],o.data=o._data=t,r==2){lt=0;for(let p=1;p<y.length;p++)lt+=t[p][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ut=t[0],lt=Ut.length;let p=t;if(V==2){p=t.slice();let h=p[0]=Array(lt);for(let _=0;_<lt;_++)h[_]=_}o._data=t=p}if(Co(!0),rt("setData"),V==2&&(So=!0),f!==!1){let p=T;p.auto(o,lr)?di():En(N,p.min,p.max),Un=Un||q.left>=0,Nt=!0,Ao()}}o.setData=ta;function di(){lr=!0;let a,f;r==1&&(lt>0?(et=Kr[0]=0,tt=Kr[1]=lt-1,a=t[0][et],f=t[0][tt],V==2?(a=et,f=tt):a==f&&(V==3?[a,f]=Gs(a,a,T.log,!1):V==4?[a,f]=Rl(a,a,T.log,!1):T.time?f=a+Ze(86400/L):[a,f]=Hs(a,f,Pl,!0))):(et=Kr[0]=a=null,tt=Kr[1]=f=null)),En(N,a,f)}let Qr,Do,pi,mi,hi,$i,_i,gi,bi,wt;function na(a,f,p,h,_,v){a??=xu,p??=Ml,h??="butt",_??=xu,v??="round",a!=Qr&&($.strokeStyle=Qr=a),_!=Do&&($.fillStyle=Do=_),f!=pi&&($.lineWidth=pi=f),v!=hi&&($.lineJoin=hi=v),h!=$i&&($.lineCap=$i=h),p!=mi&&$.setLineDash(mi=p)}function oa(a,f,p,h){f!=Do&&($.fillStyle=Do=f),a!=_i&&($.font=_i=a),p!=gi&&($.textAlign=gi=p),h!=bi&&($.textBaseline=bi=h)}function vi(a,f,p,h,_=0){if(h.length>0&&a.auto(o,lr)&&(f==null||f.min==null)){let v=pe(et,0),w=pe(tt,h.length-1),k=p.min==null?Am(h,v,w,_,a.distr==3):[p.min,p.max];a.min=Zt(a.min,p.min=k[0]),a.max=bt(a.max,p.max=k[1])}}let ra={min:null,max:null};function Zd(){for(let h in S){let _=S[h];H[h]==null&&(_.min==null||H[N]!=null&&_.auto(o,lr))&&(H[h]=ra)}for(let h in S){let _=S[h];H[h]==null&&_.from!=null&&H[_.from]!=null&&(H[h]=ra)}H[N]!=null&&Co(!0);let a={};for(let h in H){let _=H[h];if(_!=null){let v=a[h]=Zo(S[h],qm);if(_.min!=null)Ge(v,_);else if(h!=N||r==2)if(lt==0&&v.from==null){let w=v.range(o,null,null,h);v.min=w[0],v.max=w[1]}else v.min=xe,v.max=-xe}}if(lt>0){y.forEach((h,_)=>{if(r==1){let v=h.scale,w=H[v];if(w==null)return;let k=a[v];if(_==0){let D=k.range(o,k.min,k.max,v);k.min=D[0],k.max=D[1],et=Qt(k.min,t[0]),tt=Qt(k.max,t[0]),tt-et>1&&(t[0][et]<k.min&&et++,t[0][tt]>k.max&&tt--),h.min=Ut[et],h.max=Ut[tt]}else h.show&&h.auto&&vi(k,w,h,t[_],h.sorted);h.idxs[0]=et,h.idxs[1]=tt}else if(_>0&&h.show&&h.auto){let[v,w]=h.facets,k=v.scale,D=w.scale,[M,O]=t[_],j=a[k],X=a[D];j!=null&&vi(j,H[k],v,M,v.sorted),X!=null&&vi(X,H[D],w,O,w.sorted),h.min=w.min,h.max=w.max}});for(let h in a){let _=a[h],v=H[h];if(_.from==null&&(v==null||v.min==null)){let w=_.range(o,_.min==xe?null:_.min,_.max==-xe?null:_.max,h);_.min=w[0],_.max=w[1]}}}for(let h in a){let _=a[h];if(_.from!=null){let v=a[_.from];if(v.min==null)_.min=_.max=null;else{let w=_.range(o,v.min,v.max,h);_.min=w[0],_.max=w[1]}}}let f={},p=!1;for(let h in a){let _=a[h],v=S[h];if(v.min!=_.min||v.max!=_.max){v.min=_.min,v.max=_.max;let w=v.distr;v._min=w==3?wn(v.min):w==4?ml(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?wn(v.max):w==4?ml(v.max,v.asinh):w==100?v.fwd(v.max):v.max,f[h]=p=!0}}if(p){y.forEach((h,_)=>{r==2?_>0&&f.y&&(h._paths=null):f[h.scale]&&(h._paths=null)});for(let h in f)So=!0,rt("setScale",h);pt&&q.left>=0&&(Un=Nt=!0)}for(let h in H)H[h]=null}function Xd(a){let f=wl(et-1,0,lt-1),p=wl(tt+1,0,lt-1);for(;a[f]==null&&f>0;)f--;for(;a[p]==null&&p<lt-1;)p++;return[f,p]}function ep(){if(lt>0){let a=y.some(f=>f._focus)&&wt!=tn.alpha;a&&($.globalAlpha=wt=tn.alpha),y.forEach((f,p)=>{if(p>0&&f.show&&(sa(p,!1),sa(p,!0),f._paths==null)){let h=wt;wt!=f.alpha&&($.globalAlpha=wt=f.alpha);let _=r==2?[0,t[p][0].length-1]:Xd(t[p]);f._paths=f.paths(o,p,_[0],_[1]),wt!=h&&($.globalAlpha=wt=h)}}),y.forEach((f,p)=>{if(p>0&&f.show){let h=wt;wt!=f.alpha&&($.globalAlpha=wt=f.alpha),f._paths!=null&&ia(p,!1);{let _=f._paths!=null?f._paths.gaps:null,v=f.points.show(o,p,et,tt,_),w=f.points.filter(o,p,v,_);(v||w)&&(f.points._paths=f.points.paths(o,p,et,tt,w),ia(p,!0))}wt!=h&&($.globalAlpha=wt=h),rt("drawSeries",p)}}),a&&($.globalAlpha=wt=1)}}function sa(a,f){let p=f?y[a].points:y[a];p._stroke=p.stroke(o,a),p._fill=p.fill(o,a)}function ia(a,f){let p=f?y[a].points:y[a],{stroke:h,fill:_,clip:v,flags:w,_stroke:k=p._stroke,_fill:D=p._fill,_width:M=p.width}=p._paths;M=Te(M*_e,3);let O=null,j=M%2/2;f&&D==null&&(D=M>0?"#fff":k);let X=p.pxAlign==1&&j>0;if(X&&$.translate(j,j),!f){let me=xt-M/2,de=Mt-M/2,ie=yt+M,Y=Ht+M;O=new Path2D,O.rect(me,de,ie,Y)}f?yi(k,M,p.dash,p.cap,D,h,_,w,v):tp(a,k,M,p.dash,p.cap,D,h,_,w,O,v),X&&$.translate(-j,-j)}function tp(a,f,p,h,_,v,w,k,D,M,O){let j=!1;D!=0&&K.forEach((X,me)=>{if(X.series[0]==a){let de=y[X.series[1]],ie=t[X.series[1]],Y=(de._paths||zr).band;jn(Y)&&(Y=X.dir==1?Y[0]:Y[1]);let F,Ce=null;de.show&&Y&&Pm(ie,et,tt)?(Ce=X.fill(o,me)||v,F=de._paths.clip):Y=null,yi(f,p,h,_,Ce,w,k,D,M,O,F,Y),j=!0}}),j||yi(f,p,h,_,v,w,k,D,M,O)}let la=Xo|Tl;function yi(a,f,p,h,_,v,w,k,D,M,O,j){na(a,f,p,h,_),(D||M||j)&&($.save(),D&&$.clip(D),M&&$.clip(M)),j?(k&la)==la?($.clip(j),O&&$.clip(O),Xr(_,w),Zr(a,v,f)):k&Tl?(Xr(_,w),$.clip(j),Zr(a,v,f)):k&Xo&&($.save(),$.clip(j),O&&$.clip(O),Xr(_,w),$.restore(),Zr(a,v,f)):(Xr(_,w),Zr(a,v,f)),(D||M||j)&&$.restore()}function Zr(a,f,p){p>0&&(f instanceof Map?f.forEach((h,_)=>{$.strokeStyle=Qr=_,$.stroke(h)}):f!=null&&a&&$.stroke(f))}function Xr(a,f){f instanceof Map?f.forEach((p,h)=>{$.fillStyle=Do=h,$.fill(p)}):f!=null&&a&&$.fill(f)}function np(a,f,p,h){let _=R[a],v;if(h<=0)v=[0,0];else{let w=_._space=_.space(o,a,f,p,h),k=_._incrs=_.incrs(o,a,f,p,h,w);v=Xh(f,p,k,h,w)}return _._found=v}function wi(a,f,p,h,_,v,w,k,D,M){let O=w%2/2;E==1&&$.translate(O,O),na(k,w,D,M,k),$.beginPath();let j,X,me,de,ie=_+(h==0||h==3?-v:v);p==0?(X=_,de=ie):(j=_,me=ie);for(let Y=0;Y<a.length;Y++)f[Y]!=null&&(p==0?j=me=a[Y]:X=de=a[Y],$.moveTo(j,X),$.lineTo(me,de));$.stroke(),E==1&&$.translate(-O,-O)}function op(a){let f=!0;return R.forEach((p,h)=>{if(!p.show)return;let _=S[p.scale];if(_.min==null){p._show&&(f=!1,p._show=!1,Co(!1));return}else p._show||(f=!1,p._show=!0,Co(!1));let v=p.side,w=v%2,{min:k,max:D}=_,[M,O]=np(h,k,D,w==0?ne:I);if(O==0)return;let j=_.distr==2,X=p._splits=p.splits(o,h,k,D,M,O,j),me=_.distr==2?X.map(F=>Ut[F]):X,de=_.distr==2?Ut[X[1]]-Ut[X[0]]:M,ie=p._values=p.values(o,p.filter(o,me,h,O,de),h,O,de);p._rotate=v==2?p.rotate(o,ie,h,O):0;let Y=p._size;p._size=zt(p.size(o,ie,h,a)),Y!=null&&p._size!=Y&&(f=!1)}),f}function rp(a){let f=!0;return ea.forEach((p,h)=>{let _=p(o,h,Gn,a);_!=Tn[h]&&(f=!1),Tn[h]=_}),f}function sp(){for(let a=0;a<R.length;a++){let f=R[a];if(!f.show||!f._show)continue;let p=f.side,h=p%2,_,v,w=f.stroke(o,a),k=p==0||p==3?-1:1,[D,M]=f._found;if(f.label!=null){let $t=f.labelGap*k,Et=Ze((f._lpos+$t)*_e);oa(f.labelFont[0],w,"center",p==2?"top":Su),$.save(),h==1?(_=v=0,$.translate(Et,Ze(Mt+Ht/2)),$.rotate((p==3?-zs:zs)/2)):(_=Ze(xt+yt/2),v=Et);let Kn=pf(f.label)?f.label(o,a,D,M):f.label;$.fillText(Kn,_,v),$.restore()}if(M==0)continue;let O=S[f.scale],j=h==0?yt:Ht,X=h==0?xt:Mt,me=f._splits,de=O.distr==2?me.map($t=>Ut[$t]):me,ie=O.distr==2?Ut[me[1]]-Ut[me[0]]:D,Y=f.ticks,F=f.border,Ce=Y.show?Y.size:0,qe=Ze(Ce*_e),st=Ze((f.alignTo==2?f._size-Ce-f.gap:f.gap)*_e),Se=f._rotate*-zs/180,Fe=C(f._pos*_e),Tt=(qe+st)*k,ht=Fe+Tt;v=h==0?ht:0,_=h==1?ht:0;let It=f.font[0],Jt=f.align==1?Go:f.align==2?fl:Se>0?Go:Se<0?fl:h==0?"center":p==3?fl:Go,rn=Se||h==1?"middle":p==2?"top":Su;oa(It,w,Jt,rn);let kt=f.font[1]*f.lineGap,jt=me.map($t=>C(l($t,O,j,X))),Gt=f._values;for(let $t=0;$t<Gt.length;$t++){let Et=Gt[$t];if(Et!=null){h==0?_=jt[$t]:v=jt[$t],Et=""+Et;let Kn=Et.indexOf(`
`)==-1?[Et]:Et.split(/\n/gm);for(let _t=0;_t<Kn.length;_t++){let ka=Kn[_t];Se?($.save(),$.translate(_,v+_t*kt),$.rotate(Se),$.fillText(ka,0,0),$.restore()):$.fillText(ka,_,v+_t*kt)}}}Y.show&&wi(jt,Y.filter(o,de,a,M,ie),h,p,Fe,qe,Te(Y.width*_e,3),Y.stroke(o,a),Y.dash,Y.cap);let sn=f.grid;sn.show&&wi(jt,sn.filter(o,de,a,M,ie),h,h==0?2:1,h==0?Mt:xt,h==0?Ht:yt,Te(sn.width*_e,3),sn.stroke(o,a),sn.dash,sn.cap),F.show&&wi([Fe],[1],h==0?1:0,h==0?1:2,h==1?Mt:xt,h==1?Ht:yt,Te(F.width*_e,3),F.stroke(o,a),F.dash,F.cap)}rt("drawAxes")}function Co(a){y.forEach((f,p)=>{p>0&&(f._paths=null,a&&(r==1?(f.min=null,f.max=null):f.facets.forEach(h=>{h.min=null,h.max=null})))})}let es=!1,Si=!1,ar=[];function ip(){Si=!1;for(let a=0;a<ar.length;a++)rt(...ar[a]);ar.length=0}function Ao(){es||(Jm(aa),es=!0)}function lp(a,f=!1){es=!0,Si=f,a(o),aa(),f&&ar.length>0&&queueMicrotask(ip)}o.batch=lp;function aa(){if(ui&&(Zd(),ui=!1),So&&(Ud(),So=!1),Wr){if(Re(b,Go,ke),Re(b,"top",Ye),Re(b,jr,ne),Re(b,qr,I),Re(x,Go,ke),Re(x,"top",Ye),Re(x,jr,ne),Re(x,qr,I),Re(g,jr,_n),Re(g,qr,zn),m.width=Ze(_n*_e),m.height=Ze(zn*_e),R.forEach(({_el:a,_show:f,_size:p,_pos:h,side:_})=>{if(a!=null)if(f){let v=_===3||_===0?p:0,w=_%2==1;Re(a,w?"left":"top",h-v),Re(a,w?"width":"height",p),Re(a,w?"top":"left",w?Ye:ke),Re(a,w?"height":"width",w?I:ne),vl(a,co)}else At(a,co)}),Qr=Do=pi=hi=$i=_i=gi=bi=mi=null,wt=1,fr(!0),ke!=wo||Ye!=Bn||ne!=en||I!=Hn){Co(!1);let a=ne/en,f=I/Hn;if(pt&&!Un&&q.left>=0){q.left*=a,q.top*=f,Ro&&pn(Ro,Ze(q.left),0,ne,I),Po&&pn(Po,0,Ze(q.top),ne,I);for(let p=0;p<Ot.length;p++){let h=Ot[p];h!=null&&(ko[p]*=a,Eo[p]*=f,pn(h,zt(ko[p]),zt(Eo[p]),ne,I))}}if(De.show&&!Yr&&De.left>=0&&De.width>0){De.left*=a,De.width*=a,De.top*=f,De.height*=f;for(let p in Ci)Re(No,p,De[p])}wo=ke,Bn=Ye,en=ne,Hn=I}rt("setSize"),Wr=!1}_n>0&&zn>0&&($.clearRect(0,0,m.width,m.height),rt("drawClear"),G.forEach(a=>a()),rt("draw")),De.show&&Yr&&(ts(De),Yr=!1),pt&&Un&&(Yn(null,!0,!1),Un=!1),re.show&&re.live&&Nt&&(Ei(),Nt=!1),u||(u=!0,o.status=1,rt("ready")),lr=!1,es=!1}o.redraw=(a,f)=>{So=f||!1,a!==!1?En(N,T.min,T.max):Ao()};function xi(a,f){let p=S[a];if(p.from==null){if(lt==0){let h=p.range(o,f.min,f.max,a);f.min=h[0],f.max=h[1]}if(f.min>f.max){let h=f.min;f.min=f.max,f.max=h}if(lt>1&&f.min!=null&&f.max!=null&&f.max-f.min<1e-16)return;a==N&&p.distr==2&&lt>0&&(f.min=Qt(f.min,t[0]),f.max=Qt(f.max,t[0]),f.min==f.max&&f.max++),H[a]=f,ui=!0,Ao()}}o.setScale=xi;let Ti,ki,Ro,Po,ca,ua,Lo,Mo,fa,da,Ee,Me,kn=!1,at=q.drag,nt=at.x,ot=at.y;pt&&(q.x&&(Ti=Vt($m,x)),q.y&&(ki=Vt(_m,x)),T.ori==0?(Ro=Ti,Po=ki):(Ro=ki,Po=Ti),Ee=q.left,Me=q.top);let De=o.select=Ge({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),No=De.show?Vt(hm,De.over?x:b):null;function ts(a,f){if(De.show){for(let p in a)De[p]=a[p],p in Ci&&Re(No,p,a[p]);f!==!1&&rt("setSelect")}}o.setSelect=ts;function ap(a){if(y[a].show)We&&vl(je[a],co);else if(We&&At(je[a],co),pt){let p=To?Ot[0]:Ot[a];p!=null&&pn(p,-10,-10,ne,I)}}function En(a,f,p){xi(a,{min:f,max:p})}function nn(a,f,p,h){f.focus!=null&&pp(a),f.show!=null&&y.forEach((_,v)=>{v>0&&(a==v||a==null)&&(_.show=f.show,ap(v),r==2?(En(_.facets[0].scale,null,null),En(_.facets[1].scale,null,null)):En(_.scale,null,null),Ao())}),p!==!1&&rt("setSeries",a,f),h&&dr("setSeries",o,a,f)}o.setSeries=nn;function cp(a,f){Ge(K[a],f)}function up(a,f){a.fill=le(a.fill||null),a.dir=pe(a.dir,-1),f=f??K.length,K.splice(f,0,a)}function fp(a){a==null?K.length=0:K.splice(a,1)}o.addBand=up,o.setBand=cp,o.delBand=fp;function dp(a,f){y[a].alpha=f,pt&&Ot[a]!=null&&(Ot[a].style.opacity=f),We&&je[a]&&(je[a].style.opacity=f)}let gn,Dn,Wn,Oo={focus:!0};function pp(a){if(a!=Wn){let f=a==null,p=tn.alpha!=1;y.forEach((h,_)=>{if(r==1||_>0){let v=f||_==0||_==a;h._focus=f?null:v,p&&dp(_,v?1:tn.alpha)}}),Wn=a,p&&Ao()}}We&&xo&&mt(Eu,ge,a=>{q._lock||(Jn(a),Wn!=null&&nn(null,Oo,!0,Ue.setSeries))});function on(a,f,p){let h=S[f];p&&(a=a/_e-(h.ori==1?Ye:ke));let _=ne;h.ori==1&&(_=I,a=_-a),h.dir==-1&&(a=_-a);let v=h._min,w=h._max,k=a/_,D=v+(w-v)*k,M=h.distr;return M==3?Ko(10,D):M==4?Mm(D,h.asinh):M==100?h.bwd(D):D}function mp(a,f){let p=on(a,N,f);return Qt(p,t[0],et,tt)}o.valToIdx=a=>Qt(a,t[0]),o.posToIdx=mp,o.posToVal=on,o.valToPos=(a,f,p)=>S[f].ori==0?s(a,S[f],p?yt:ne,p?xt:0):i(a,S[f],p?Ht:I,p?Mt:0),o.setCursor=(a,f,p)=>{Ee=a.left,Me=a.top,Yn(null,f,p)};function pa(a,f){Re(No,Go,De.left=a),Re(No,jr,De.width=f)}function ma(a,f){Re(No,"top",De.top=a),Re(No,qr,De.height=f)}let cr=T.ori==0?pa:ma,ur=T.ori==1?pa:ma;function hp(){if(We&&re.live)for(let a=r==2?1:0;a<y.length;a++){if(a==0&&Lt)continue;let f=re.values[a],p=0;for(let h in f)Xt[a][p++].firstChild.nodeValue=f[h]}}function Ei(a,f){if(a!=null&&(a.idxs?a.idxs.forEach((p,h)=>{we[h]=p}):jm(a.idx)||we.fill(a.idx),re.idx=we[0]),We&&re.live){for(let p=0;p<y.length;p++)(p>0||r==1&&!Lt)&&$p(p,we[p]);hp()}Nt=!1,f!==!1&&rt("setLegend")}o.setLegend=Ei;function $p(a,f){let p=y[a],h=a==0&&V==2?Ut:t[a],_;Lt?_=p.values(o,a,f)??xn:(_=p.value(o,f==null?null:h[f],a,f),_=_==null?xn:{_}),re.values[a]=_}function Yn(a,f,p){fa=Ee,da=Me,[Ee,Me]=q.move(o,Ee,Me),q.left=Ee,q.top=Me,pt&&(Ro&&pn(Ro,Ze(Ee),0,ne,I),Po&&pn(Po,0,Ze(Me),ne,I));let h,_=et>tt;gn=xe,Dn=null;let v=T.ori==0?ne:I,w=T.ori==1?ne:I;if(Ee<0||lt==0||_){h=q.idx=null;for(let k=0;k<y.length;k++){let D=Ot[k];D!=null&&pn(D,-10,-10,ne,I)}xo&&nn(null,Oo,!0,a==null&&Ue.setSeries),re.live&&(we.fill(h),Nt=!0)}else{let k,D,M;r==1&&(k=T.ori==0?Ee:Me,D=on(k,N),h=q.idx=Qt(D,t[0],et,tt),M=P(t[0][h],T,v,0));let O=-10,j=-10,X=0,me=0,de=!0,ie="",Y="";for(let F=r==2?1:0;F<y.length;F++){let Ce=y[F],qe=we[F],st=qe==null?null:r==1?t[F][qe]:t[F][1][qe],Se=q.dataIdx(o,F,h,D),Fe=Se==null?null:r==1?t[F][Se]:t[F][1][Se];if(Nt=Nt||Fe!=st||Se!=qe,we[F]=Se,F>0&&Ce.show){let Tt=Se==null?-10:Se==h?M:P(r==1?t[0][Se]:t[F][0][Se],T,v,0),ht=Fe==null?-10:Z(Fe,r==1?S[Ce.scale]:S[Ce.facets[1].scale],w,0);if(xo&&Fe!=null){let It=T.ori==1?Ee:Me,Jt=Xe(tn.dist(o,F,Se,ht,It));if(Jt<gn){let rn=tn.bias;if(rn!=0){let kt=on(It,Ce.scale),jt=Fe>=0?1:-1,Gt=kt>=0?1:-1;Gt==jt&&(Gt==1?rn==1?Fe>=kt:Fe<=kt:rn==1?Fe<=kt:Fe>=kt)&&(gn=Jt,Dn=F)}else gn=Jt,Dn=F}}if(Nt||To){let It,Jt;T.ori==0?(It=Tt,Jt=ht):(It=ht,Jt=Tt);let rn,kt,jt,Gt,sn,$t,Et=!0,Kn=dt.bbox;if(Kn!=null){Et=!1;let _t=Kn(o,F);jt=_t.left,Gt=_t.top,rn=_t.width,kt=_t.height}else jt=It,Gt=Jt,rn=kt=dt.size(o,F);if($t=dt.fill(o,F),sn=dt.stroke(o,F),To)F==Dn&&gn<=tn.prox&&(O=jt,j=Gt,X=rn,me=kt,de=Et,ie=$t,Y=sn);else{let _t=Ot[F];_t!=null&&(ko[F]=jt,Eo[F]=Gt,Mu(_t,rn,kt,Et),Pu(_t,$t,sn),pn(_t,zt(jt),zt(Gt),ne,I))}}}}if(To){let F=tn.prox,Ce=Wn==null?gn<=F:gn>F||Dn!=Wn;if(Nt||Ce){let qe=Ot[0];qe!=null&&(ko[0]=O,Eo[0]=j,Mu(qe,X,me,de),Pu(qe,ie,Y),pn(qe,zt(O),zt(j),ne,I))}}}if(De.show&&kn)if(a!=null){let[k,D]=Ue.scales,[M,O]=Ue.match,[j,X]=a.cursor.sync.scales,me=a.cursor.drag;if(nt=me._x,ot=me._y,nt||ot){let{left:de,top:ie,width:Y,height:F}=a.select,Ce=a.scales[j].ori,qe=a.posToVal,st,Se,Fe,Tt,ht,It=k!=null&&M(k,j),Jt=D!=null&&O(D,X);It&&nt?(Ce==0?(st=de,Se=Y):(st=ie,Se=F),Fe=S[k],Tt=P(qe(st,j),Fe,v,0),ht=P(qe(st+Se,j),Fe,v,0),cr(Zt(Tt,ht),Xe(ht-Tt))):cr(0,v),Jt&&ot?(Ce==1?(st=de,Se=Y):(st=ie,Se=F),Fe=S[D],Tt=Z(qe(st,X),Fe,w,0),ht=Z(qe(st+Se,X),Fe,w,0),ur(Zt(Tt,ht),Xe(ht-Tt))):ur(0,w)}else Ai()}else{let k=Xe(fa-ca),D=Xe(da-ua);if(T.ori==1){let X=k;k=D,D=X}nt=at.x&&k>=at.dist,ot=at.y&&D>=at.dist;let M=at.uni;M!=null?nt&&ot&&(nt=k>=M,ot=D>=M,!nt&&!ot&&(D>k?ot=!0:nt=!0)):at.x&&at.y&&(nt||ot)&&(nt=ot=!0);let O,j;nt&&(T.ori==0?(O=Lo,j=Ee):(O=Mo,j=Me),cr(Zt(O,j),Xe(j-O)),ot||ur(0,w)),ot&&(T.ori==1?(O=Lo,j=Ee):(O=Mo,j=Me),ur(Zt(O,j),Xe(j-O)),nt||cr(0,v)),!nt&&!ot&&(cr(0,0),ur(0,0))}if(at._x=nt,at._y=ot,a==null){if(p){if(Ta!=null){let[k,D]=Ue.scales;Ue.values[0]=k!=null?on(T.ori==0?Ee:Me,k):null,Ue.values[1]=D!=null?on(T.ori==1?Ee:Me,D):null}dr(dl,o,Ee,Me,ne,I,h)}if(xo){let k=p&&Ue.setSeries,D=tn.prox;Wn==null?gn<=D&&nn(Dn,Oo,!0,k):gn>D?nn(null,Oo,!0,k):Dn!=Wn&&nn(Dn,Oo,!0,k)}}Nt&&(re.idx=h,Ei()),f!==!1&&rt("setCursor")}let Cn=null;Object.defineProperty(o,"rect",{get(){return Cn==null&&fr(!1),Cn}});function fr(a=!1){a?Cn=null:(Cn=x.getBoundingClientRect(),rt("syncRect",Cn))}function ha(a,f,p,h,_,v,w){q._lock||kn&&a!=null&&a.movementX==0&&a.movementY==0||(Di(a,f,p,h,_,v,w,!1,a!=null),a!=null?Yn(null,!0,!0):Yn(f,!0,!1))}function Di(a,f,p,h,_,v,w,k,D){if(Cn==null&&fr(!1),Jn(a),a!=null)p=a.clientX-Cn.left,h=a.clientY-Cn.top;else{if(p<0||h<0){Ee=-10,Me=-10;return}let[M,O]=Ue.scales,j=f.cursor.sync,[X,me]=j.values,[de,ie]=j.scales,[Y,F]=Ue.match,Ce=f.axes[0].side%2==1,qe=T.ori==0?ne:I,st=T.ori==1?ne:I,Se=Ce?v:_,Fe=Ce?_:v,Tt=Ce?h:p,ht=Ce?p:h;if(de!=null?p=Y(M,de)?l(X,S[M],qe,0):-10:p=qe*(Tt/Se),ie!=null?h=F(O,ie)?l(me,S[O],st,0):-10:h=st*(ht/Fe),T.ori==1){let It=p;p=h,h=It}}D&&(f==null||f.cursor.event.type==dl)&&((p<=1||p>=ne-1)&&(p=lo(p,ne)),(h<=1||h>=I-1)&&(h=lo(h,I))),k?(ca=p,ua=h,[Lo,Mo]=q.move(o,p,h)):(Ee=p,Me=h)}let Ci={width:0,height:0,left:0,top:0};function Ai(){ts(Ci,!1)}let $a,_a,ga,ba;function va(a,f,p,h,_,v,w){kn=!0,nt=ot=at._x=at._y=!1,Di(a,f,p,h,_,v,w,!0,!1),a!=null&&(mt(pl,gl,ya,!1),dr(Tu,o,Lo,Mo,ne,I,null));let{left:k,top:D,width:M,height:O}=De;$a=k,_a=D,ga=M,ba=O}function ya(a,f,p,h,_,v,w){kn=at._x=at._y=!1,Di(a,f,p,h,_,v,w,!1,!0);let{left:k,top:D,width:M,height:O}=De,j=M>0||O>0,X=$a!=k||_a!=D||ga!=M||ba!=O;if(j&&X&&ts(De),at.setScale&&j&&X){let me=k,de=M,ie=D,Y=O;if(T.ori==1&&(me=D,de=O,ie=k,Y=M),nt&&En(N,on(me,N),on(me+de,N)),ot)for(let F in S){let Ce=S[F];F!=N&&Ce.from==null&&Ce.min!=xe&&En(F,on(ie+Y,F),on(ie,F))}Ai()}else q.lock&&(q._lock=!q._lock,Yn(f,!0,a!=null));a!=null&&(yo(pl,gl),dr(pl,o,Ee,Me,ne,I,null))}function _p(a,f,p,h,_,v,w){if(q._lock)return;Jn(a);let k=kn;if(kn){let D=!0,M=!0,O=10,j,X;T.ori==0?(j=nt,X=ot):(j=ot,X=nt),j&&X&&(D=Ee<=O||Ee>=ne-O,M=Me<=O||Me>=I-O),j&&D&&(Ee=Ee<Lo?0:ne),X&&M&&(Me=Me<Mo?0:I),Yn(null,!0,!0),kn=!1}Ee=-10,Me=-10,we.fill(null),Yn(null,!0,!0),k&&(kn=k)}function wa(a,f,p,h,_,v,w){q._lock||(Jn(a),di(),Ai(),a!=null&&dr(Du,o,Ee,Me,ne,I,null))}function Sa(){R.forEach(e$),fi(o.width,o.height,!0)}uo(Bs,Yo,Sa);let Io={};Io.mousedown=va,Io.mousemove=ha,Io.mouseup=ya,Io.dblclick=wa,Io.setSeries=(a,f,p,h)=>{let _=Ue.match[2];p=_(o,f,p),p!=-1&&nn(p,h,!0,!1)},pt&&(mt(Tu,x,va),mt(dl,x,ha),mt(ku,x,a=>{Jn(a),fr(!1)}),mt(Eu,x,_p),mt(Du,x,wa),kl.add(o),o.syncRect=fr);let ns=o.hooks=e.hooks||{};function rt(a,f,p){Si?ar.push([a,f,p]):a in ns&&ns[a].forEach(h=>{h.call(null,o,f,p)})}(e.plugins||[]).forEach(a=>{for(let f in a.hooks)ns[f]=(ns[f]||[]).concat(a.hooks[f])});let xa=(a,f,p)=>p,Ue=Ge({key:null,setSeries:!1,filters:{pub:qu,sub:qu},scales:[N,y[1]?y[1].scale:null],match:[Fu,Fu,xa],values:[null,null]},q.sync);Ue.match.length==2&&Ue.match.push(xa),q.sync=Ue;let Ta=Ue.key,Ri=If(Ta);function dr(a,f,p,h,_,v,w){Ue.filters.pub(a,f,p,h,_,v,w)&&Ri.pub(a,f,p,h,_,v,w)}Ri.sub(o);function gp(a,f,p,h,_,v,w){Ue.filters.sub(a,f,p,h,_,v,w)&&Io[a](null,f,p,h,_,v,w)}o.pub=gp;function bp(){Ri.unsub(o),kl.delete(o),Vn.clear(),yl(Bs,Yo,Sa),d.remove(),ge?.remove(),rt("destroy")}o.destroy=bp;function Pi(){rt("init",e,t),ta(t||e.data,!1),H[N]?xi(N,H[N]):di(),Yr=De.show&&(De.width>0||De.height>0),Un=Nt=!0,fi(e.width,e.height)}return y.forEach(Xl),R.forEach(Qd),n?n instanceof HTMLElement?(n.appendChild(d),Pi()):n(o,Pi):Pi(),o}ft.assign=Ge;ft.fmtNum=Ll;ft.rangeNum=Hs;ft.rangeLog=Gs;ft.rangeAsinh=Rl;ft.orient=po;ft.pxRatio=_e;ft.join=Um;ft.fmtDate=Nl,ft.tzDate=nh;ft.sync=If;{ft.addGap=jh,ft.clipGaps=Ks;let e=ft.paths={points:Bf};e.linear=Uf,e.stepped=Vh,e.bars=zh,e.spline=Hh}var Kf=220,t$=6,n$=80,o$=[1,2,5,10,15,30,60,120,300,600,900,1800,3600,7200,10800,21600,43200,86400];function Qf({history:e}){let t=Ne(null),n=Ne(null),o=Ne(e);o.current=e,Dt(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ft(s$(s,()=>o.current),Yf(o.current),s)};i();let l=matchMedia("(prefers-color-scheme: dark)"),u=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:Kf}));return u.observe(s),l.addEventListener("change",i),()=>{u.disconnect(),l.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Dt(()=>n.current?.setData(Yf(e)),[e]);let r=bu(cl(e));return c`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&c`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>c`<span class="legend ${s}">${Jo[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${ve} label="Rate as a table"><${r$} history=${e} /><//>
    </details>
  </figure>`}function r$({history:e}){return c`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>c`<tr>
          <td>${ue(t)}</td>
          <td class="number">${J(e.rows[n])}</td>
          <td class="number">${Zc(e.docs_per_second[n])}</td>
          <td>${Jo[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function Yf(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function s$(e,t){let n=r=>l$(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:Kf,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,space:n$,incrs:o$,values:(r,s)=>s.map(i=>Xc(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>un(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>i$(r,t(),n)]}}}function i$(e,t,n){let{ctx:o}=e,r=t$*devicePixelRatio;for(let{part:s,from:i,to:l}of cl(t)){if(!(s in Jo))continue;let u=e.valToPos(i/1e3,"x",!0),d=e.valToPos(l/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(u,e.bbox.top+e.bbox.height-r,Math.max(1,d-u),r)}}function l$(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function or({children:e}){return c`<div class="tiles">${e}</div>`}function He({name:e,value:t,isBad:n=!1,href:o}){let r=c`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?c`<a class=${s} href=${o}>${r}</a>`:c`<div class=${s}>${r}</div>`}function ed({comparison:e}){let{matches:t,note:n,missing:o,surplus:r,different:s,rejected:i}=e;return c`<section class="panel" aria-label="Result">
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
    <${Zf} title="Missing: rows without a document" ids=${e.missing_ids} total=${o} />
    <${Zf} title="Surplus: documents without a row" ids=${e.surplus_ids} total=${r} />
    <${a$} differences=${e.differences} total=${s} />
  </section>`}function Zf({title:e,ids:t,total:n}){return t?.length?c`<h3>${e}</h3>
    <${td} shown=${t.length} total=${n} />
    <ul class="ids mono" tabindex="0" aria-label=${e}>${t.map(o=>c`<li key=${o}>${o}</li>`)}</ul>`:null}function a$({differences:e,total:t}){if(!e?.length)return null;let n=e.some(({values:o})=>o);return c`<h3>Different: fields whose values differ</h3>
    <${td} shown=${e.length} total=${t} />
    ${!n&&c`<p class="muted">Only the last execution of a job shows the values, to users with the privilege read on the target.</p>`}
    <div class="list"><${ve} label="Differences"><table>
      <thead><tr><th>Document</th><th>Field</th>${n&&c`<th>Source</th><th>Target</th>`}</tr></thead>
      <tbody>${e.flatMap(({id:o,fields:r,values:s})=>(s??r.map(i=>({field:i}))).map(i=>c`<${c$} key=${`${o} ${i.field}`} id=${o} values=${i} hasValues=${n} />`))}</tbody>
    </table><//></div>`}function c$({id:e,values:{field:t,source:n,target:o},hasValues:r}){return c`<tr>
    <th scope="row" class="mono">${e}</th>
    <td class="mono">${t}</td>
    ${r&&c`<td class="value mono">${n??Xf}</td><td class="value mono">${o??Xf}</td>`}
  </tr>`}var Xf=c`<span class="muted">no such field</span>`;function td({shown:e,total:t}){return e<t?c`<p class="muted">${J(e)} of ${J(t)} are shown.</p>`:null}var u$={dropped:"Dropped by the pipeline",duplicates:"Duplicate ids",nulled:"Values replaced by null",retries:"Retries"},zl={created:"Created",updated:"Updated",unchanged:"Unchanged",deleted:"Deleted"};function ei({status:e}){let t=e.details??{};return c`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&c`<${Gi} messages=${e.error} />`}
      ${e.is_running&&c`<${Hr} details=${t} />`}
      <${or}>
        <${He} name=${Or(e)?"Rows compared":"Rows"} value=${J(e.count)} />
        ${Object.entries(zl).map(([n,o])=>t[n]!==void 0&&c`<${He} key=${n} name=${o} value=${J(t[n])} />`)}
        <${He} name="Rows per second" value=${un(d$(e))} />
        ${e.is_running&&c`<${He} name="Time left" value=${ut(t.eta_in_millis)} />`}
        <${He} name="Running time" value=${ut((e.end_time??Date.now())-e.start_time)} />
        <${He} name="Rejected rows" value=${J(t.rejected)} isBad=${t.rejected>0}
          href=${f$(e)} />
      <//>
      ${t.history?.time.length>1&&c`<${Qf} history=${t.history} />`}
    </section>
    ${t.comparison&&c`<${ed} comparison=${t.comparison} />`}
    ${t.partitions&&c`<${yu} partitions=${t.partitions} />`}
    <div class="columns">
      <${p$} status=${e} />
      ${t.events&&c`<${vu} events=${t.events} />`}
    </div>
  `}function f$(e){let{rejected:t=0,execution:n}=e.details??{};return t>0&&On(e)&&he(U.readDeadLetters)?A("dead-letters",void 0,{execution:n}):void 0}function d$({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function Hr({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=eu(e.percent);return c`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function p$({status:e}){let t=e.details??{};return c`<section class="panel">
    <h2>${js(e)}</h2>
    <${io}>
      <${Ae} name="Started">${ue(e.start_time)}, ${t.trigger==="schedule"?"by the schedule":"manually"}<//>
      <${Ae} name="Ended">${ue(e.end_time)}<//>
      <${Ae} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${Ae} name="Agent">${t.agent??"\u2013"}<//>
      <${Ae} name="Index">${t.index??"\u2013"}<//>
      <${Ae} name="Slowest part">${Jo[t.bottleneck]??"\u2013"}<//>
      <${Ae} name="Rows read">${J(t.rows_read)}<//>
      ${Object.entries(u$).map(([n,o])=>t[n]>0&&c`<${Ae} key=${n} name=${o}>${J(t[n])}<//>`)}
      <${Ae} name=${On(e)?"Sent":"Encoded"}>${Qc(t.bytes)}<//>
      <${Ae} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&c`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function mn({state:e}){return c`<span class="state ${e??"never"}">${e??"never run"}</span>`}var m$=["history","events","partitions","query","comparison.*_ids","comparison.differences"].map(e=>`ingestion.details.${e}`),h$=1500,$$=6e4;function hn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:m$}}}var ti=e=>({term:{"ingestion.id":e}}),Fn=e=>({term:{"ingestion.state":e}}),mo=Object.freeze({bool:{must_not:[{exists:{field:"ingestion.details.kind"}}]}}),nd=Object.freeze({term:{"ingestion.details.kind":"verification"}}),od=Object.freeze({term:{"ingestion.details.kind":"deletion"}}),rd=Object.freeze({term:{"ingestion.details.comparison.matches":!1}}),ho=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),sd=e=>({bool:{should:[{range:{"ingestion.end_time":{gte:e,format:"epoch_millis"}}},{term:{"ingestion.is_running":!0}}]}}),Ur=e=>Math.floor((Date.now()-e)/6e4)*6e4,id=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),_$=1e3;function ld(e){return{size:0,query:{bool:{filter:[mo,ho({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:_$,order:{failed:"desc"}},aggs:{failed:{filter:Fn("error")},successful:{filter:Fn("successful")}}}}}}function ni(e,t){return e||t>$$?0:h$}function ad(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var g$=1e3;function cd({id:e}){let t=qt({query:{ids:{values:[e]}}}),n=oe(async o=>b$(e,(await W(t,o)).hits.hits[0]?._source.ingestion??null,o),(o,r)=>o?.is_running?g$:ni(!!o,r),[e]);return c`<${se} polling=${n}>
      ${o=>o?c`<${v$} id=${e} status=${o} />`:c`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${$e} request=${t} />`}async function b$(e,t,n){if(!t?.details?.comparison?.differences)return t;try{let o=(await W(vs(t.id),n)).status;return o.details.execution===e?o:t}catch(o){if(!(o instanceof Ke))throw o;return t}}function v$({id:e,status:t}){return c`
    <div class="heading">
      <h1>${js(t)} of <a href=${A("jobs",t.id)}>${t.id}</a></h1>
      <${mn} state=${t.state} />
      <span class="muted">${ue(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&On(t)&&c`<p><a href=${A("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${ei} status=${t} />
    ${!t.is_running&&On(t)&&c`<${y$} status=${t} />`}
  `}function y$({status:e}){let t=hn([mo,ti(e.id),Fn("successful"),ho({lt:e.start_time})],{size:1}),n=oe(async o=>(await W(qt(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return c`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${se} polling=${n}>
      ${o=>o?c`<${w$} status=${e} hit=${o} />`:c`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function w$({status:e,hit:t}){let n=t._source.ingestion,o=l=>l.end_time&&l.end_time-l.start_time,r=l=>[e.details?.[l],n.details?.[l],J],s=Object.entries(zl).map(([l,u])=>[u,...r(l)]),i=[["Running time",o(e),o(n),ut],["Rows",e.count,n.count,J],...s.filter(([,l,u])=>l!==void 0||u!==void 0),["Rows per second",...r("docs_per_second")],["Rejected rows",...r("rejected")],["Retries",...r("retries")],["Attempts",...r("attempt")]];return c`<${ve} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${A("executions",t._id)}>${ue(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${i.map(([l,u,d,m])=>c`<tr key=${l}>
          <th scope="row">${l}</th><td class="number">${m(u)}</td><td class="number">${m(d)}</td><td class="number">${S$(u,d)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function S$(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function rr({hits:e,hasJob:t=!1}){return c`<${ve} label="Runs">
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
          <td class="time"><a href=${A("executions",n)}>${ue(o.start_time)}</a></td>
          ${t&&c`<td><a href=${A("jobs",o.id)}>${o.id}</a></td>`}
          <td><${mn} state=${o.state} /> <${In} status=${o} /></td>
          <td class="number">${J(o.count)}</td>
          <td class="number">${J(o.details?.rejected)}</td>
          <td class="number">${un(o.details?.docs_per_second)}</td>
          <td class="number">${ut(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&c`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var ud=50,x$=1e4,T$=36e5,k$={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},E$={"":"All kinds",load:"Runs",deletion:"Deletions",verification:"Verifications",different:"Verifications with differences"},D$={load:mo,deletion:od,verification:nd,different:rd},C$={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function fd({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("kind")??"",r=e.get("hours")??"",s=Number(e.get("from")??0),i=()=>qt(hn(A$({q:t,state:n,kind:o,hours:r}),{from:s,size:ud})),l=oe(u=>W(i(),u),x$,[t,n,o,r,s]);return c`
    <div class="heading"><h1>Runs</h1></div>
    <${dn} address=${u=>A("executions",void 0,u)}>
      <${Yt} name="q" label="Job or words of the error" value=${t} />
      <${Uo} name="state" label="State" value=${n} options=${k$} />
      <${Uo} name="kind" label="Kind" value=${o} options=${E$} />
      <${Uo} name="hours" label="Started" value=${r} options=${C$} />
    <//>
    <${se} polling=${l}>
      ${({hits:u})=>c`
        <section class="panel"><${rr} hits=${u.hits} hasJob /></section>
        <${Nn} from=${s} size=${ud} total=${u.total} of="runs"
          address=${d=>A("executions",void 0,{q:t,state:n,kind:o,hours:r,from:d})} />
      `}
    <//>
    <${$e} request=${i()} />
  `}function A$({q:e,state:t,kind:n,hours:o}){let r=D$[n];return[...r?[r]:[],...e?[id(e)]:[],...t?[Fn(t)]:[],...o?[ho({gte:Ur(Number(o)*T$)})]:[]]}function oi(e,t){let n=Ne(e);Dt(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var ri=90,Bl=10,dd=3;function pd({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(Bl+dd);return c`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ut(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${ri}`} width=${o} height=${ri} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*ri);return c`<rect key=${r.id} class=${r.state} x=${s*(Bl+dd)} y=${ri-i} width=${Bl} height=${i} rx="2">
          <title>${`${ue(r.start_time)}: ${r.state}, ${ut(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function si({hit:e,onChange:t}){let{schedule:n,deletions_schedule:o,enable_scheduler:r=!1,timezone:s}=e._source.ingest,i=e._id;if(!so(e._source.ingest))return c`<span class="muted">manual</span>`;let l=e.next_fire,u=[n,o&&`${o} for deletions`].filter(Boolean).join(", ");return c`<span class="schedule">
    <span title=${`${u} ${s??"UTC"}${l?`, next ${ue(l)}`:""}`}>
      ${(e.next_fire_kind==="deletion"||!n)&&"deletions "}${r?l?fn(l,Date.now()):"never":"off"}
    </span>
    <${it} label=${r?"Disable":"Enable"} of=${`the schedule of ${i}`} requires=${U.editJobs}
      request=${Cc(i,!r)} onDone=${t}
      question=${r?`Disable the schedule of ${i}? A run that is under way goes on.`:`Enable the schedule of ${i} (${u})?`} />
  </span>`}var R$=1e3,P$=5e3,L$=6e4,md=50;function hd({id:e}){let t=oe(n=>W(kr(e,{include_status:!0}),n),L$,[e]);return c`<${se} polling=${t}>
    ${n=>c`<${M$} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function M$({id:e,hit:t,onChange:n}){let o=vs(e),r=Ne(t.status!==void 0),s=oe(async d=>(r.current||=(await W(kr(e,{include_status:!0}),d)).status!==void 0,r.current?(await W(o,d)).status:null),d=>d?.is_running?R$:P$,[e]),i=s.state.value.data,l=i?.details?.execution,u=i?.state;return oi(i===void 0?void 0:`${l} ${u}`,n),c`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&c`<${mn} state=${i.state} /> <${In} status=${i} />`}
      <div class="actions"><${N$} id=${e} status=${i} ingest=${t._source.ingest} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&c`<p>${t._source.ingest.description}</p>`}
    <${se} polling=${s}>
      ${d=>d?c`<${ei} status=${d} />`:c`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${I$} id=${e} execution=${l} state=${u} isRunning=${i?.is_running??!1} />
    <div class="columns">
      <${j$} hit=${t} onChange=${n} />
      ${Lr(t._source.ingest)&&c`<${F$} id=${e} execution=${l} state=${u} />`}
    </div>
    <${$e} request=${o} />
  `}function N$({id:e,status:t,ingest:n,onChange:o}){let r=t?.is_running??!1,s=Ho(n);return c`
    ${r?c`<${it} label="Abort" kind="danger" requires=${U.abort} request=${ys(e)} onDone=${o}
          question=${O$(e,t)} />`:c`<${it} label="Run" kind="primary" requires=${U.run} request=${Ln(e)} onDone=${o} question=${`Run ${e} now?`} />
          ${Lr(n)&&c`<${it} label="Run in full" requires=${U.run} request=${Ln(e,{full:!0})} onDone=${o}
            question=${`Run ${e} without its positions? It reads all rows, and sets the positions anew.`} />`}
          ${[n.pk_field??[]].flat().length>0&&c`<${it} label="Verify" requires=${U.run} request=${kc(e)} onDone=${o}
            question=${`Compare the target of ${e} with its source now? All rows and documents are read. Nothing is written.`} />`}
          ${(s==="compare"||s==="schedule")&&c`<${it} label="Delete documents without a row" kind="danger" requires=${U.run}
            request=${Ln(e,{only_deletions:!0})} onDone=${o}
            question=${`Compare the keys of all rows of ${e} with its target now, and delete documents without a row? No rows are loaded.`} />`}`}
    ${he(U.editJobs)&&c`<a class="button" href=${A("job-form",e)}>Edit</a>
      <a class="button" href=${A("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!r&&c`<${it} label="Delete" kind="danger" requires=${U.editJobs} request=${xc(e)}
      onDone=${()=>{location.hash=A("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function O$(e,t){if(ul(t))return`Abort the verification of ${e}? The statement in the database is cancelled.`;if(Or(t))return`Abort the deletions of ${e}? The statement in the database is cancelled. Documents that were deleted stay deleted.`;let n=t.details.strategy==="REPLACE"?"are discarded":"stay in the target";return`Abort the run of ${e}? The statement in the database is cancelled. Rows that were sent ${n}.`}function I$({id:e,execution:t,state:n,isRunning:o}){let r=qt(hn([ti(e)],{size:md})),s=l=>l?.hits.hits.some(u=>u._id===t&&u._source.ingestion.is_running===o),i=oe(l=>W(r,l),(l,u)=>ni(!t||s(l),u),[e,t,n,o]);return c`<section class="panel">
    <h2>Last runs</h2>
    <${se} polling=${i}>
      ${({hits:l})=>{let u=l.hits.map(m=>({...m._source.ingestion,id:m._id})).reverse();if(!u.length)return c`<p class="muted">No runs yet.</p>`;let d=u.filter(On);return c`${d.length>0&&c`<div class="scroll"><${pd} runs=${d} /></div>`}
          <div class="list"><${rr} hits=${l.hits} /></div>
          ${l.total>md&&c`<p><a href=${A("executions",void 0,{q:e})}>All ${l.total} runs</a></p>`}`}}
    <//>
  </section>`}function j$({hit:e,onChange:t}){let n=e._source.ingest,o=n.timezone??"UTC";return c`<section class="panel">
    <h2>Definition</h2>
    <${io}>
      <${Ae} name="Datasource"><a href=${A("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${Ae} name="Target">${n.target}<//>
      <${Ae} name="Strategy">${n.strategy}<${q$} ingest=${n} /><//>
      <${Ae} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${Ae} name="Schedule">
        ${n.schedule&&c`<code>${n.schedule}</code> ${o} `}
        ${n.deletions_schedule&&c`<div><code>${n.deletions_schedule}</code> ${o}, for deletions</div>`}
        <${si} hit=${e} onChange=${t} />
      <//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    ${n.deletions_query&&c`<h3>Key query</h3><pre tabindex="0" aria-label="Key query">${n.deletions_query}</pre>`}
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function q$({ingest:e}){let t=Ho(e);return t==="none"?null:t==="column"?c`, deletes documents whose row is marked in <code>${e.deletions.column}</code>`:c`, deletes documents without a row${t==="schedule"&&" on a separate schedule"}`}function F$({id:e,execution:t,state:n}){let o=oe(r=>W(Ec(e),r),0,[e,t,n]);return c`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">Where the next run continues: the values of the query's variables.</p>
    <${se} polling=${o}>
      ${({positions:r})=>c`
        <${io}>
          ${Object.entries(r??{}).map(([s,i])=>c`<${Ae} key=${s} name=${s}><code>${JSON.stringify(i)}</code><//>`)}
        <//>
        ${Object.keys(r??{}).length===0?c`<p>None are stored. The dry run of the form shows where the next run starts.</p>`:c`<p><${it} label="Reset" kind="danger" requires=${U.run} of="the positions" request=${Dc(e)} onDone=${o.reload}
              question=${`Reset the positions of ${e}? The next run reads all rows.`} /></p>`}
      `}
    <//>
  </section>`}function _d({request:e}){let{ask:t,isBusy:n,error:o,answer:r,isOutdated:s}=Mn(e);return c`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${n} aria-busy=${n} onClick=${t}>${n?"Asking \u2026":"Dry run"}</button>
    ${o&&c`<${Je} error=${o} />`}
    <div role="status">${!o&&r&&!s&&c`<${V$} plan=${r} />`}</div>
    <${$e} request=${e} />
  </section>`}function V$({plan:e}){return c`<div>
    ${e.changes?.changed&&e.index&&!e.replaces?c`<p class="alert warning">Some fields of the target have another type than the columns. A run cannot change them, and may reject rows.</p>`:c`<p class="good">A run would work.</p>`}
    <${io}>
      <${Ae} name="Rows">${e.rows_total===void 0?"not known":`about ${J(e.rows_total)}`}<//>
      <${Ae} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&c`<${Ae} name="Removal guard"><${z$} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${Ae} name="Starts from"><${B$} start=${e.start} /><//>
      <${Ae} name="Next runs">${e.next_fires?.length?c`<${$d} times=${e.next_fires} />`:"only manually"}<//>
      ${e.deletions_next_fires&&c`<${Ae} name="Next deletions">${e.deletions_next_fires.length?c`<${$d} times=${e.deletions_next_fires} />`:"never"}<//>`}
    <//>
    ${e.changes&&c`<${H$} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function $d({times:e}){return c`<ul class="plain">${e.map(t=>c`<li key=${t}>${ue(t)} <span class="muted">${fn(t,Date.now())}</span></li>`)}</ul>`}function z$({guard:e,rows:t}){let n=`The target has ${J(e.documents)} documents; a run with fewer than ${J(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?c`<span class="bad">${n} The estimate is below.</span>`:n}function B$({start:e}){let t=Object.entries(e);return t.length?c`${t.map(([n,o])=>c`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function H$({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?c`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>c`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:c`<p class="muted">The mapping of the target stays as it is.</p>`}var U$=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function gd({ingest:e,change:t}){let{datasource:n,query:o,mapping:r}=e,s=Mc(n??"",{query:o}),{ask:i,isBusy:l,error:u,answer:d,isOutdated:m}=Mn(s);return c`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${he(U.editDatasources)&&c`<button type="button" disabled=${!n||!o||l} aria-busy=${l} onClick=${i}>
      ${l?"Reading \u2026":"Show the columns"}
    </button>`}
    ${u&&c`<${Je} error=${u} />`}
    ${n&&o&&c`<${$e} request=${s} />`}
    <${Ds} isShown=${m} of="columns" />
    ${d&&c`<${J$} defaults=${d.mapping} mapping=${r} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${Bo} label="Mapping" value=${r} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${Bo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${Bo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function J$({defaults:e,mapping:t,onChange:n}){return c`<${ve} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return c`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${l=>n(lu(t,o,l.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...U$,...i?[i]:[]])].map(l=>c`<option key=${l} value=${l} selected=${l===i}>${l}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function bd({ingest:e,origin:t,change:n,update:o}){let{timezone:r,enable_scheduler:s=!1}=e,i=G$(e);return c`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${Hl} label="Starts" value=${e.schedule} onChange=${l=>o(u=>Nr(u,"schedule",l,t))} />
    ${so(e)&&c`
      <${Ie} label=${`Time zone of ${i}`} value=${r} onChange=${n("timezone")} placeholder="UTC" />
      <${Gc} label=${`${i.charAt(0).toUpperCase()}${i.slice(1)} ${i===vd?"are":"is"} enabled`} value=${s} onChange=${n("enable_scheduler")} />
    `}
  </section>`}var vd="both schedules";function G$({schedule:e,deletions_schedule:t}){return e&&t?vd:t?"the schedule of the deletions":"the schedule"}function Hl({label:e,value:t="",onChange:n,of:o="",required:r,error:s}){let{"":i,...l}=su,u=r?l:{"":i,...l},d=t in u;return c`
    <${Ft} label=${e} value=${d?t:"custom"} onChange=${n} options=${d?u:{...u,custom:"As written below"}} />
    <${Ie} label=${`Quartz cron expression${o&&` of ${o}`}`} value=${t} onChange=${n} required=${r} error=${s} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
  `}function yd({datasource:e,onTable:t}){let{submit:n,error:o}=cn(({ingestions:i})=>t(i[0])),r=i=>n(Ts(e,i)),s=oe(i=>W(oo(e,{}),i),0,[e]);return c`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&c`<${Je} error=${o} />`}
    <${se} polling=${s}>
      ${({catalogs:i})=>i.map(({name:l})=>c`<${wd} key=${l} name=${l} isOpen=${i.length===1}>
        <${W$} datasource=${e} catalog=${l} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function W$({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>W(oo(e,{catalog:t}),r),0,[e,t]);return c`<${se} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>c`<${wd} key=${s} name=${s} isOpen=${r.length===1}>
      <${Y$} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function Y$({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>W(oo(e,{catalog:t,schema:n}),s),0,[e,t,n]);return c`<${se} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>c`
      ${s.length===0&&c`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:l})=>c`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${l==="view"&&c`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function wd({name:e,isOpen:t,children:n}){let[o,r]=ee(t);return c`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Sd({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return c`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&c`<p class="muted">The query returns no rows.</p>`}
    <${ve} label="First rows">
      <table>
        <thead><tr>${r.map(s=>c`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>c`<tr key=${i}>${r.map(l=>c`<td key=${l}>${K$(s[l])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>c`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&c`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function K$(e){return e==null?c`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function xd({label:e,value:t,onChange:n}){let o=Ne(null),r=Ne(null),s=Ne(n),i=Ne(t),[l,u]=ee(!1);s.current=n,Dt(()=>{let m=!1;return import("./sql.js").then(({createEditor:$})=>{m||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:d}),u(!0))},()=>{}),()=>{m=!0,r.current?.destroy()}},[]),Ct(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t]);function d(m){i.current=m,s.current(m)}return c`<div class="editor">
    <div ref=${o}></div>
    ${!l&&c`<textarea rows="8" aria-label=${e} spellcheck=${!1} value=${t} onInput=${m=>d(m.target.value)}></textarea>`}
  </div>`}var Q$=20,Z$=200;function Td({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let{datasource:s,query:i=""}=e,l=Lc(s??"",{query:i,row_limit:Q$,max_text_size:Z$}),u=Mn(l,d=>r(Object.keys(d.types)));return n.length?c`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${Ft} label="Datasource" value=${s} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map(d=>[d,d]))}} />
        ${s&&he(U.editDatasources)&&c`<${yd} key=${s} datasource=${s} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${xd} label="Query" value=${i} onChange=${t("query")} />
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
    <${Ds} isShown=${u.isOutdated} of="rows" />
    ${u.answer&&c`<${Sd} sample=${u.answer} />`}
    ${s&&i&&c`<${$e} request=${l} />`}
  </section>`:c`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${A("datasource-form")}>New datasource</a>
    </section>`}var X$={none:"Stay in the target",compare:"Compare all keys after each run, and delete documents without a row",schedule:"Compare all keys on a separate schedule, and delete documents without a row",column:"A column marks deleted rows: delete their documents when the rows are read"},e_={none:void 0,compare:"Comparing reads the keys of all rows with each run. It needs a key, and a target that only this job writes.",schedule:"Comparing reads the keys of all rows. It needs a key, and a target that only this job writes. Runs delete nothing.",column:"Needs a key, and a query that returns rows after they were marked."};function kd({ingest:e,origin:t,change:n,update:o,columns:r,rejectionOf:s}){let i=Ho(e),l=s("deletions");return c`
    <${Ft} label="Deleted rows" value=${i} options=${X$} hint=${e_[i]} error=${i==="column"?void 0:l}
      onChange=${u=>o(d=>Mr(d,u,t))} />
    ${i==="column"&&c`<${Ie} label="Column that marks deleted rows" value=${e.deletions.column} error=${l} suggestions=${r} required placeholder="deleted_at"
      onChange=${u=>n("deletions")({column:u})} hint="A boolean, a number, a date or a timestamp. A row counts as deleted unless its value is null, false or 0." />`}
    ${i==="schedule"&&c`<${Hl} label="Deletions start" of="the deletions" value=${e.deletions_schedule} required error=${s("deletions_schedule")}
      onChange=${u=>o(d=>Nr(d,"deletions_schedule",u,t))} />`}
    ${(i==="compare"||i==="schedule")&&c`<${Jc} label="Key query" value=${e.deletions_query} onChange=${n("deletions_query")} error=${s("deletions_query")}
      hint="Returns the keys of all rows whose documents stay. Without one, the query of the job does: that must not leave out rows by its own conditions." />`}
  `}var t_={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key",MIRROR:"MIRROR: compare all rows with the target, then write and delete only what differs"},n_={REPLACE:"Readers see all old rows or all new ones. Deleted rows are gone after each run.",INCREMENTAL:"Reads what the query asks for: with its variables only new rows.",MIRROR:"For a large table with few changes. Readers see old and new documents side by side during a run. Needs a key, and a target that only this job writes."},o_="Column whose value becomes the document's id; several with commas.",r_=" Without one, ids are generated: each INCREMENTAL run adds new documents.",Ed="A MIRROR has none: its documents must equal the rows.",s_="(?!)";function Dd({ingest:e,origin:t,change:n,update:o,columns:r,rejectionOf:s}){let i=e.strategy??"INCREMENTAL",l=i==="MIRROR";function u(d){n("strategy")(d),d!=="INCREMENTAL"&&o(m=>Mr(m,"none",t))}return c`
    <${Ie} label="Target" value=${e.target} onChange=${n("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${Ft} label="Strategy" value=${i} onChange=${u} options=${t_} hint=${n_[i]} />
    ${Lr(e)&&c`<${kd} ingest=${e} origin=${t} change=${n} update=${o} columns=${r} rejectionOf=${s} />`}
    <${Ie} label="Key" value=${Ls(e.pk_field)} onChange=${d=>n("pk_field")(iu(d))} suggestions=${r} required=${rl(e)}
      placeholder="id" hint=${o_+(rl(e)?"":r_)} />
    <details>
      <summary>Limits and batches</summary>
      <${Ie} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${n("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${Ie} label="Removal guard" value=${e.removal_guard} onChange=${n("removal_guard")} placeholder="50%"
        hint="A run that would remove more than this share of the target's documents removes none, and ends in an error." />
      <${Ie} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${n("pipeline")}
        pattern=${l?s_:void 0} title=${l?Ed:void 0} hint=${l?Ed:void 0} />
      <${Ie} label="Description" value=${e.description} onChange=${n("description")} />
    </details>
  `}function Ul({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([W(Ss({size:1e3}),r),n?W(kr(n),r):null]);return{datasources:s.hits.hits.map(l=>l._id),hit:i}},0,[n]);return c`<${se} polling=${o}>
    ${({datasources:r,hit:s})=>c`<${i_} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?cu(s._source.ingest):s._source.ingest:{...ru,datasource:t.get("datasource")??""}} />`}
  <//>`}function i_({datasources:e,saved:t,origin:n}){let[o,r]=ee(n),[s,i]=ee(t),[l,u]=ee(t?._id??""),[d,m]=ee(o),[$,g]=ee(void 0),[b,x]=ee([]),E=T=>V=>m(P=>({...P,[T]:V}));Rs(d!==o);let C={ingest:Ps(d)},L=Er(l,C,s?{if_seq_no:s._seq_no,if_primary_term:s._primary_term}:{op_type:"create"}),y=Ne(!1),R=cn(()=>Ar(A("jobs",l))),S=cn(T=>y.current?(i(T),r(d),R.submit(Ln(l))):Ar(A("jobs",l))),K=S.isBusy||R.isBusy,N=S.error??R.error,Q=T=>$?.[T]===d[T]?Xa(S.error,`ingest.${T}`):void 0,G=Ne(void 0);function te(T){let V=G.current;G.current=T,s||u(P=>sl(P,V?._id,T._id)),m(P=>au(P,V?._source.ingest,T._source.ingest))}function B(T){T.preventDefault(),y.current=T.submitter?.value==="run",g(d),S.submit(L)}return c`<form class="job-form" onSubmit=${B}>
    <div class="heading"><h1>${s?`Job ${l}`:"New job"}</h1></div>
    <${Td} ingest=${d} change=${E} datasources=${e} onTable=${te} onColumns=${x} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!s&&c`<${Ie} label="Job id" value=${l} onChange=${u} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${Dd} ingest=${d} origin=${o} change=${E} update=${m} columns=${b} rejectionOf=${Q} />
    </section>
    <${gd} ingest=${d} change=${E} />
    <${bd} ingest=${d} origin=${o} change=${E} update=${m} />
    <${_d} request=${Tc(l||"new",C)} />
    ${N&&c`<${fs} error=${N} id=${l} isNew=${!s} address=${A("job-form",l)} />`}
    <div class="submit">
      <button class="primary" disabled=${K} aria-busy=${K}>Save</button>
      ${he(U.run)&&c`<button value="run" disabled=${K}>Save and run</button>`}
      <a class="button" href=${s?A("jobs",l):A("jobs")}>Cancel</a>
    </div>
    <${$e} request=${L} />
  </form>`}function Jl({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return c`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var l_=1e3,a_=5e3;function ii(){return oe(async e=>{let{jobs:t}=await W(Sc(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?l_:a_,[])}var Cd=50,c_=3e4;function Ad({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=ws({from:t,size:Cd,sort:o,...Ms(n)}),s=oe(d=>W(r,d),c_,[t,n,o]),i=ii(),l=i.state.value.data&&[...i.state.value.data.keys()].sort().join();oi(l,s.reload);let u=d=>A("jobs",void 0,{q:n,sort:o,...d});return c`
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
                <${Jl} field="_id" sort=${o} address=${m=>u({sort:m})}>Job<//>
                <${Jl} field="ingest.target" sort=${o} address=${m=>u({sort:m})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${d.hits.map(m=>c`<${f_} key=${m._id} hit=${m} status=${i.state.value.data?.get(m._id)??u_(m)}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${d.total===0&&c`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Nn} from=${t} size=${Cd} total=${d.total} of="jobs" address=${m=>u({from:m})} />
      `}
    <//>
    <${$e} request=${r} />
  `}var u_=e=>e.status&&(e.kind?{...e.status,details:{kind:e.kind}}:e.status);function f_({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return c`<tr>
    <td><a href=${A("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${mn} state=${t?.state} /> <${In} status=${t} />
      ${t?.is_running&&o&&c`<${Hr} details=${o} />`}
    </td>
    <td class="number">${J(t?.count)}</td>
    <td class="number">${un(o?.docs_per_second)}</td>
    <td class="time">${t&&d_(t)}</td>
    <td><${si} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?c`<${it} label="Abort" of=${r} kind="danger" requires=${U.abort} request=${ys(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:c`<${it} label="Run" of=${r} requires=${U.run} request=${Ln(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${he(U.editJobs)&&c`<a class="button" aria-label=${`Clone ${r}`} href=${A("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function d_(e){return e.is_running?`for ${ut(Date.now()-e.start_time)}`:`${fn(e.end_time,Date.now())}, took ${ut(e.end_time-e.start_time)}`}function Rd(){return c`<h1>There is no such page</h1>
    <p><a href=${A("overview")}>Overview</a></p>`}var Gl=2e4,p_=6e4,li=10,Wl=864e5;function Pd(){let e=ii(),t=oe(u=>W(qt(hn([Fn("error"),ho({gte:Ur(Wl)})],{size:10})),u),Gl,[]),n=oe(u=>W(wc(),u),Gl,[]),o=oe(async u=>he(U.readDeadLetters)?W(Nc(),u):null,Gl,[]),r=oe(async u=>ad((await W(qt(ld(Ur(Wl))),u)).aggregations.jobs.buckets),p_,[]),s=n.state.value.data?.agents.filter(u=>u.is_alive).length,i=t.state.value.data?.hits.total,l=o.state.value.data?.hits.total;return c`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${he(U.editDatasources)&&c`<a class="button" href=${A("datasource-form")}>New datasource</a>`}
        ${he(U.editJobs)&&c`<a class="button primary" href=${A("job-form")}>New job</a>`}
      </div>
    </div>
    ${he(U.readJobs)&&he(U.editJobs)&&c`<${m_} />`}
    <${or}>
      <${He} name="Running" value=${J(e.state.value.data?.size)} href=${A("jobs")} />
      <${He} name="Failed in the last 24 hours" value=${J(i)} isBad=${i>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      <${He} name="Failing repeatedly" value=${J(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      ${l!==void 0&&c`<${He} name="Dead letters" value=${J(l)} isBad=${l>0} href=${A("dead-letters")} />`}
      <${He} name="Agents" value=${J(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${se} polling=${e}>${u=>c`<${$_} jobs=${u} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${se} polling=${t}>
        ${({hits:u})=>u.total?c`<${rr} hits=${u.hits} hasJob />`:c`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${se} polling=${r}>${u=>c`<${h_} jobs=${u} />`}<//>
    <div class="columns">
      ${he(U.readSchedules)&&c`<${__} />`}
      <section class="panel">
        <h2>Agents</h2>
        <${se} polling=${n}>${u=>c`<${g_} agents=${u.agents} />`}<//>
      </section>
    </div>
    <${b_} />
  `}function m_(){return oe(t=>W(ws({size:1}),t),0,[]).state.value.data?.hits.total!==0?null:c`<section class="panel">
    <h2>First steps</h2>
    <ol>
      <li><a href=${A("datasource-form")}>Connect a database</a> as a datasource.</li>
      <li>Choose tables of the datasource, or <a href=${A("job-form")}>write a query</a>: each becomes a job that fills an index.</li>
      <li>Run the job, or give it a schedule.</li>
    </ol>
  </section>`}function h_({jobs:e}){return e.length?c`<section class="panel">
    <h2>Failing repeatedly</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,li).map(t=>c`<li key=${t}><a href=${A("jobs",t)}>${t}</a></li>`)}
      ${e.length>li&&c`<li class="muted">and ${e.length-li} more</li>`}
    </ul>
  </section>`:null}function $_({jobs:e}){return e.size?c`<${ve} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>c`<tr key=${t}>
          <td><a href=${A("jobs",t)}>${t}</a></td>
          <td><${mn} state=${n.state} /> <${In} status=${n} /></td>
          <td><${Hr} details=${n.details??{}} /></td>
          <td class="number">${J(n.count)}</td>
          <td class="number">${un(n.details?.docs_per_second)}</td>
          <td class="number">${ut(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:c`<p class="muted">Nothing is running.</p>`}function __(){let e=oe(t=>W(Dr({from:Date.now(),to:Date.now()+Wl,size:li}),t),6e4,[]);return c`<section class="panel">
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
  </section>`}function g_({agents:e}){return c`<${ve} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>c`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?fn(t.heartbeat,Date.now()):c`<span class="state error">${fn(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function b_(){let e=oe(t=>W(vc(),t),0,[]);return c`<${se} polling=${e}>
    ${t=>c`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function Ld(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],deletions:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s,kind:i}of t)o(r)[i==="deletion"?"deletions":"fires"].push(s);for(let r of n.values())r.overruns=y_(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var v_=15e3;function y_({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r,isScheduled:s})=>s&&o+v_<n&&n<r))}function Md(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function Nd(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var _o=26,go=180,Jr=900,ai=22,w_=64,$o=3.5,S_=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function Od({lanes:e,now:t,from:n,to:o}){if(!e.length)return c`<p class="muted">No run and no fire time.</p>`;let r=i=>go+(i-n)/(o-n)*Jr,s=ai+e.length*_o;return c`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${go+Jr} ${s}`} width=${go+Jr} height=${s}>
        ${Nd(n,o).map(i=>c`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${ai} y2=${s} />${r(i)+w_<go+Jr&&c`<text x=${r(i)+3} y="14">${S_.format(i)}</text>`}</g>`)}
        ${e.map((i,l)=>c`<${x_} key=${i.id} lane=${i} x=${r} y=${ai+l*_o} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${ai-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
      ${e.some(({deletions:i})=>i.length)&&c`<span class="legend deletion">fire time of deletions</span>`}
    </figcaption>
    <details><summary>Show as a table</summary><${ve} label="Calendar as a table"><${T_} lanes=${e} now=${t} /><//></details>
  </figure>`}function x_({lane:e,x:t,y:n}){let o=new Set(e.overruns);return c`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${go+Jr} y1=${n+_o} y2=${n+_o} />
    ${e.runs.map(r=>c`<rect key=${r.execution} class=${r.state} x=${Math.max(go,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-Math.max(go,t(r.start)))} height=${_o-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${ue(r.start)}, ${ut(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>c`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+_o/2} r="2.5"><title>${ue(r)}</title></circle>`)}
    ${e.deletions.map(r=>c`<path key=${r} class="deletion" d=${`M ${t(r)} ${n+_o/2-$o} l ${$o} ${$o} l ${-$o} ${$o} l ${-$o} ${-$o} z`}><title>${`Deletions: ${ue(r)}`}</title></path>`)}
  </g>`}function T_({lanes:e,now:t}){return c`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th>Next deletions</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${e.map(({id:n,runs:o,fires:r,deletions:s,overruns:i})=>c`<tr key=${n}>
        <td><a href=${A("jobs",n)}>${n}</a></td>
        <td class="number">${o.length}</td>
        <td class="number">${o.filter(({state:l})=>l==="error").length}</td>
        <td>${ue(o[0]?.start)}</td>
        <td>${ue(r.find(l=>l>t))}</td>
        <td>${ue(s.find(l=>l>t))}</td>
        <td class="number">${i.length}</td>
      </tr>`)}
    </tbody>
  </table>`}var Yl=36e5,k_={6:"6 hours",24:"24 hours",168:"7 days"},E_=6e4,Id=2e3,Kl=60,D_=10;function jd({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*Yl,l=s+t*Yl,[u,d]=await Promise.all([W(qt(hn([mo,sd(i)],{size:Id})),r),W(Dr({from:i,to:l}),r)]);return{now:s,from:i,to:l,runs:u.hits.hits.map(C_),fires:d.fires,isCut:d.truncated||u.hits.total>Id}},E_,[t]);return c`
    <div class="heading"><h1>Schedule</h1></div>
    <${dn} address=${r=>A("schedule",void 0,r)}>
      <${Yt} name="q" label="Part of the job's id" value=${n} />
      <${Uo} name="hours" label="Before and after now" value=${String(t)} options=${k_} />
    <//>
    <${se} polling=${o}>
      ${({now:r,from:s,to:i,runs:l,fires:u,isCut:d})=>{let m=Ld(l,u).filter(({id:g})=>g.includes(n)),$=u.filter(g=>g.time>=r&&g._id.includes(n));return c`
          <section class="panel"><h2>Calendar</h2><${Od} lanes=${m.slice(0,Kl)} now=${r} from=${s} to=${i} />
            ${m.length>Kl&&c`<p class="muted">${m.length-Kl} further jobs are left out: filter by their ids.</p>`}
            ${d&&c`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${A_} lanes=${m} />
            <${R_} fires=${$} />
          </div>
        `}}
    <//>
    <${$e} request=${Dr({from:Date.now(),to:Date.now()+t*Yl})} />
  `}function C_({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state,isScheduled:t.details?.trigger==="schedule"}}function A_({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return c`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&c`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>c`<li key=${n}><a href=${A("jobs",n)}>${n}</a>: ${o.length} times, last at ${ue(o.at(-1))}</li>`)}</ul>
  </section>`}function R_({fires:e}){let t=Md(e).slice(0,D_);return c`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&c`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>c`<li key=${n}>${ue(n)}: ${o.slice(0,5).map(r=>c`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function qd({id:e}){let t=oe(n=>W(oo(e,{}),n),0,[e]);return c`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${A("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${se} polling=${t}>
      ${({catalogs:n})=>c`<${Fd} label="Catalog" named=${n}>
        ${o=>c`<${P_} key=${o} datasource=${e} catalog=${o} />`}
      <//>`}
    <//>
  `}function P_({datasource:e,catalog:t}){let n=oe(o=>W(oo(e,{catalog:t}),o),0,[e,t]);return c`<${se} polling=${n}>
    ${({catalogs:[{schemas:o}]})=>c`<${Fd} label="Schema" named=${o}>
      ${r=>c`<${L_} key=${r} datasource=${e} catalog=${t} schema=${r} />`}
    <//>`}
  <//>`}function Fd({label:e,named:t,children:n}){let[o,r]=ee(t[0]?.name);return o===void 0?c`<p class="empty">The datasource's user may read no ${e.toLowerCase()}.</p>`:c`
    ${t.length>1&&c`<${Ft} label=${e} value=${o} onChange=${r} options=${Object.fromEntries(t.map(({name:s})=>[s,s]))} />`}
    ${n(o)}
  `}function L_({datasource:e,catalog:t,schema:n}){let o=Ts(e,{catalog:t,schema:n}),r=oe(s=>W(o,s),0,[e,t,n]);return c`<${se} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>c`<${M_} proposals=${s} isCut=${i} />`}
    <//>
    <${$e} request=${o} />`}function M_({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=Ns(),[s,i]=ee(new Map),[l,u]=ee(new Map),[d,m]=ee(!1),$=e.filter(({_id:E})=>l.get(E)!=="created"),g=$.filter(({_id:E})=>n.has(E));async function b(){m(!0);try{await x()}finally{m(!1)}}async function x(){for(let{_id:E,_source:C}of g){let L=await W(Er(E,s.get(E)??C,{op_type:"create"})).then(()=>"created",y=>y instanceof Ke?y:Promise.reject(y));u(y=>new Map(y).set(E,L))}}return e.length?c`<section class="panel">
    <${ve} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&g.length===$.length}
            onChange=${()=>r(g.length===$.length?[]:$.map(({_id:E})=>E))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(E=>c`<${N_} key=${E._id} proposal=${E} result=${l.get(E._id)} isSelected=${n.has(E._id)}
          onToggle=${()=>o(E._id)} onSource=${C=>i(new Map(s).set(E._id,C))} />`)}
      </tbody>
    </table><//>
    ${t&&c`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!g.length||d} aria-busy=${d} onClick=${b}>${g.length?`Create ${g.length} ${g.length===1?"job":"jobs"}`:"Create jobs"}</button>
      <a class="button" href=${A("jobs")}>Show all jobs</a>
    </div>
    ${g[0]&&c`<${$e} request=${Er(g[0]._id,s.get(g[0]._id)??g[0]._source,{op_type:"create"})} />`}
  </section>`:c`<p class="empty">No tables that this user may read.</p>`}function N_({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:l}){let u=r==="created",d=m=>l(m.target.value==="REPLACE"?t:n);return c`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${u} checked=${s} onChange=${i} /></td>
    <td>${u?c`<a href=${A("jobs",e)}>${e}</a>`:e}</td>
    <td>${Ls(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?c`<select aria-label=${`Strategy of ${e}`} disabled=${u} onChange=${d}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted"><details><summary>${o[0]}</summary>${o.slice(1).join(" ")}</details></td>
    <td>${u?c`<span class="good">created</span>`:r&&c`<${Je} error=${r} />`}</td>
  </tr>`}var ci={overview:{title:"Overview",list:Pd,requires:U.readRuns},jobs:{title:"Jobs",list:Ad,object:hd,requires:U.readJobs},executions:{title:"Runs",list:fd,object:cd,requires:U.readRuns},schedule:{title:"Schedule",list:jd,requires:U.readJobs},"dead-letters":{title:"Dead letters",list:_u,requires:U.readDeadLetters},datasources:{title:"Datasources",list:pu,requires:U.readDatasources},"job-form":{parent:"jobs",list:Ul,object:Ul,requires:U.editJobs,objectRequires:U.changeJobs},"datasource-form":{parent:"datasources",list:il,object:il,requires:U.editDatasources,objectRequires:U.changeDatasources},tables:{parent:"datasources",object:qd,requires:U.createJobsOfTables}};function Vd(e,t){let n=ci[e],o=t===void 0?n?.list:n?.object;if(!n||!o)return{component:Rd,name:"Not found",requires:[]};let r=t===void 0?n.requires:n.objectRequires??n.requires;return{component:o,name:t??n.title??"New",requires:r}}function zd(){let e=Wt.value;return c`
    <a class="skip" href="#main" onClick=${O_}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${A("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${an.value&&!e&&c`<${I_} />
      <${j_} />`}
    </header>
    <main id="main" tabindex="-1">
      ${e&&c`<${zc} />`}
      ${an.value&&c`<div key=${Xi.value} hidden=${e} inert=${e}><${F_} isLocked=${e} /></div>`}
      ${!an.value&&!e&&c`<${q_} />`}
    </main>
  `}function O_(e){e.preventDefault(),document.getElementById("main")?.focus()}function I_(){let{page:e}=ol.value,t=ci[e]?.parent??e;return c`<nav aria-label="Pages">
    ${Object.entries(ci).map(([n,{title:o,requires:r}])=>o&&he(r)&&c`<a key=${n} href=${A(n)} aria-current=${n!==t?void 0:n===e?"page":"true"}>${o}</a>`)}
  </nav>`}function j_(){return an.value?.security?c`<div class="account">
    ${an.value.username} ${gs.value&&c`<button type="button" onClick=${Vc}>Log out</button>`}
  </div>`:null}function q_(){let[e,t]=ee(void 0);return Dt(()=>{let n=0,o=()=>{Es().catch(r=>{if(!(r instanceof Ke))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?c`<${Je} error=${e} />`:c`<p class="empty" aria-busy="true">Loading …</p>`}function F_({isLocked:e}){let{page:t,id:n,query:o}=ol.value,{component:r,name:s,requires:i}=Vd(t,n),l=Ne(!0);Dt(()=>{document.title=`${e?"Log in":s} \u2013 Siren sidecar`},[s,e]),Ct(()=>{l.current||document.getElementById("main")?.focus({preventScroll:!0}),l.current=!1},[t,n]);let u=el(i);return u?c`<p class="alert error" role="alert">You have no permission to see this page: it requires ${u[1]} on ${u[0]}.</p>`:c`<${r} key=${`${t}/${n}`} id=${n} query=${o} />`}var Bd=document.getElementById("console");Bd&&(hc(),ja(c`<${zd} />`,Bd));
