var be,va,Ci,Rn,ki,Zr,ya,Kr,wa,Di,Ei,rp,ur=Symbol.for("pv"),Xr={},es=[],sp=/^m(i|n|o|s|text|space)$/,Ai=Array.isArray,Ri=es.slice,Kn=Object.assign;function Yn(e){e&&e.parentNode&&e.remove()}function ts(e,t,n){var o,r,s,i={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return a>2&&(i.children=a>3?Ri.call(arguments,2):n),cr(e,i,o,r,null)}function cr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ur,__v:r||++va,__i:-1,__u:0};return!r&&be.vnode&&be.vnode(s),s}function Qn(e){return e.children}function Mo(e,t){this.props=e,this.context=t,this.__g=0}function Pn(e,t){if(t==null)return e.__&&Pn(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:Pn(e)}function ip(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Kn({constructor:ur},n)).__v=n.__v+1,be.vnode&&be.vnode(t),Pi(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||Pn(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,Ca(r,t,s),n.__=n.__e=null,t.__e!=o&&Sa(t))}function Sa(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),Sa(e)}function ga(e){(8&e.__g||(e.__g|=8,Rn.push(e),Zr++))&&ki==be.debounceRendering||((ki=be.debounceRendering)||queueMicrotask)(xa)}function xa(){try{for(var e,t=1;Rn.length;)Rn.length>t&&Rn.sort(ya),e=Rn.shift(),t=Rn.length,8&e.__g&&ip(e)}finally{(Zr=Rn.length)&&(ki||queueMicrotask)(xa)}}function Ta(e,t,n,o,r,s,i,a,f,d,m){var $,b,_,S,k,C,R=o.__k||es,y=t.length;for(f=lp(n,t,R,f,y),$=0;$<y;$++)(_=n.__k[$])!=null&&(b=~_.__i&&R[_.__i]||Xr,_.__i=$,C=Pi(e,_,b,r,s,i,a,f,d,m),S=_.__e,(b.ref!=_.ref||8&b.__u)&&(b.ref&&Li(b.ref,null,_,b),_.ref&&m.push(_.ref,_.__c||S,_)),k=k||S,4&_.__u?(f=ka(_,f,e,!b.__v),b.__e&&(b.__e=null)):typeof _.type=="function"&&C!==void 0?f=C:S&&(f=S.nextSibling),_.__u&=-21);return n.__e=k,f}function lp(e,t,n,o,r){var s,i,a,f,d,m,$,b,_,S=n.length,k=S,C=0,R=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=cr(null,i):Ai(i)?i=y[s]=cr(Qn,{children:i}):i.constructor===ur&&i.__b?i=y[s]=cr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,f=s+C,i.__=e,i.__b=e.__b+1,a=null,~(d=i.__i=ap(i,n,f,k))&&(k--,(a=n[d])&&(a.__u|=2)),a&&a.__v?(i.__u|=16,d==f-1?C--:d==f+1?C++:d!=f&&(d>f?C--:C++,R=1)):(~d||(r>S?C--:r<S&&C++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(R){for(m=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(C=0,b=m.length;C<b;)m[_=C+b>>1]<i.__i?C=_+1:b=_;m[C]=i.__i,$[s]=C+1}for(C=m.length;s--;)$[s]&&($[s]==C?C--:y[s].__u|=4)}if(k)for(s=0;s<S;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=Pn(a)),Mi(a,a));return o}function ka(e,t,n,o){var r,s,i,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=ka(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=Pn(e))&&!t.parentNode&&(t=null),i=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(i!=a&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function ap(e,t,n,o){var r,s=e.key,i=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&s==null||f&&s==a.key&&i==a.type)return n;if(o>(f?1:0)){for(r=n-1;r>=0;r--)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r;for(r=n+1;r<t.length;r++)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r}return-1}function ba(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Yr(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||ba(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||ba(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=Ei[t]||(Ei[t]=cp(t)),(e.__a||(e.__a={}))[t]=Di,s=t!=(t=t.replace(wa,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function cp(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[Kr]==null)t[Kr]=Di++;else if(t[Kr]<this.__a[e])return;return n(be.event?be.event(t):t)}}}function Pi(e,t,n,o,r,s,i,a,f,d){var m,$,b,_,S,k,C,R,y,P,x,K,O,Q,q,ee,F,D,G=t.type;if(t.constructor!==ur)return null;128&n.__u&&(f=32&n.__u,m=n.__c.__z)&&(t.__u|=f,$=s=[],m.nodeType==8?a=Qr(m,s):s.push(m),a=s[0]||a),(m=be.__b)&&m(t);e:if(typeof G=="function"){b=i.length;try{if(R=t.props,y=(m=G.prototype)&&m.render,P=(m=G.contextType)&&o[m.__c],x=m?P?P.props.value:m.__:o,(_=n.__c)?(t.__c=_,2&_.__g&&(_.__g|=1)):(y?t.__c=_=new G(R,x):(t.__c=_=new Mo(R,x),_.constructor=G,_.render=fp),P&&P.sub(_),_.state||(_.state={}),_.__n=o,_.__g|=8,_.__h=[],_.__k=[]),y&&(_.__s||(_.__s=_.state),G.getDerivedStateFromProps&&(_.__s==_.state&&(_.__s=Kn({},_.__s)),Kn(_.__s,G.getDerivedStateFromProps(R,_.__s)))),S=_.props,k=_.state,_.__v=t,n.__c){if(R!==S&&y&&!G.getDerivedStateFromProps&&_.componentWillReceiveProps&&_.componentWillReceiveProps(R,x),t.__v==n.__v&&!(8&_.__g)||!(4&_.__g)&&_.shouldComponentUpdate&&_.shouldComponentUpdate(R,_.__s,x)===!1){t.__v!=n.__v&&(_.props=R,_.state=_.__s,_.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(M){M&&(M.__=t)}),es.push.apply(_.__h,_.__k),_.__k=[],_.__h.length&&i.push(_),a=Pn(n);break e}_.componentWillUpdate&&_.componentWillUpdate(R,_.__s,x),y&&_.componentDidUpdate&&_.__h.push(function(){_.componentDidUpdate(S,k,C)})}else y&&!G.getDerivedStateFromProps&&_.componentWillMount&&_.componentWillMount(),y&&_.componentDidMount&&_.__h.push(_.componentDidMount);_.context=x,_.props=R,_.__P=e,_.__g&=-5,K=be.__r,O=y?25:0;do _.__g&=-9,K&&K(t),m=_.render(_.props,_.state=_.__s,_.context);while(8&_.__g&&++O<25);y&&(es.push.apply(_.__h,_.__k),_.__k=[]),_.state=_.__s,_.getChildContext&&(o=Kn({},o,_.getChildContext())),y&&n.__c&&_.getSnapshotBeforeUpdate&&(C=_.getSnapshotBeforeUpdate(S,k)),Q=m&&m.type===Qn&&m.key==null?m.props.children:m,R.__P&&(m=a,r=(e=R.__P).namespaceURI,f=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(M){M&&Mi(M,M)}),n.__k=null),a=n.__k?Pn(n,0):null),a=Ta(e,Ai(Q)?Q:[Q],t,n,o,r,s,i,a,f,d),R.__P&&(t.__e=null,a=m),t.__u&=-161,$&&$.some(Yn),_.__h.length&&i.push(_),1&_.__g&&(_.__g&=-4)}catch(M){if(i.length=b,t.__v=null,f||s)if(M&&M.then){if(t.__u|=128|f,s){for(~(F=s.indexOf(a||void 0))||(F=s.length);(D=s[F-1])&&D.nodeType==8;)F--;for(;F<s.length;F++)if(D=s[F])if(s[F]=null,q){if(D==ee)break}else{if(D.nodeType!=8)break;D.data.startsWith("$s")&&(ee=Qr(q=D))}}if(!q){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;q=a}(m=Qr(q=t.__c.__z||(t.__c.__z=q)))?(t.__e=q,a=m):t.__e=a,a=a&&a.nextSibling}else s&&s.some(Yn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),M&&M.then||Ea(t),be.__e(M,t,n)}}else a=t.__e=up(n.__e,t,n,o,r,s,i,f,d,e);return(m=be.diffed)&&m(t),a}function Qr(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Ea(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Ea))}function Ca(e,t,n){for(var o=0;o<n.length;)Li(n[o++],n[o++],n[o++]);be.__c&&be.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){be.__e(s,r.__v)}})}function up(e,t,n,o,r,s,i,a,f,d){var m,$,b,_,S,k,C,R,y=n.props||Xr,P=t.props,x=t.type;if(x=="svg"?r="http://www.w3.org/2000/svg":x=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(m=0;m<s.length;m++)if((S=s[m])&&(x?S.localName==x:S.nodeType==3)){e=S,s[m]=null;break}}if(!e){if(R=d.ownerDocument||document,!x)return R.createTextNode(P);e=R.createElementNS(r,x,P.is?P:d),a&&(be.__m&&be.__m(t,s),a=!1),s=null}if(x){if(d=x=="template"&&e.content||e,s=x=="textarea"&&P.defaultValue!=null?null:s&&Ri.call(d.childNodes),!a&&s)for(y={},m=0;m<e.attributes.length;m++)y[(S=e.attributes[m]).name]=S.value;for(m in y)S=y[m],m=="dangerouslySetInnerHTML"?b=S:m=="children"||m in P||m=="value"&&"defaultValue"in P||m=="checked"&&"defaultChecked"in P||Yr(e,m,null,S,r);for(m in P)S=P[m],m=="children"?_=S:m=="dangerouslySetInnerHTML"?$=S:m=="value"?k=S:m=="checked"?C=S:a&&typeof S!="function"||y[m]===S||Yr(e,m,S,y[m],r);$?(a||b&&($.__html==b.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(b&&(e.textContent=""),(x=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&sp.test(x))&&(r="http://www.w3.org/1999/xhtml"),Ta(d,Ai(_)?_:[_],t,n,o,r,s,i,s?s[0]:n.__k&&Pn(n,0),a,f),s&&s.some(Yn)),a&&x!="textarea"||(m="value",x=="progress"&&k==null?e.removeAttribute(m):k==null||k===e[m]&&(x!="progress"||k)||Yr(e,m,k,y[m],r),m="checked",C!=null&&C!=e[m]&&Yr(e,m,C,y[m],r))}else y===P||a&&e.data==P||(e.data=P);return e}function Li(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){be.__e(r,n)}}function Mi(e,t,n){var o,r,s,i;if(be.unmount&&be.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Li(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){be.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&Mi(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=Qr(o,s=[]))&&(o==e.__e&&s.some(Yn),Yn(r),Yn(o)),n||Yn(e.__e),e.__e=e.__c=e.__=null}function fp(e,t,n){return this.constructor(e,n)}function Da(e,t){var n,o,r,s;be.__&&be.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=cr(Qn,{children:[e]}),r=[],s=[],Pi(t,t.__k,o||Xr,Xr,t.namespaceURI,o?null:t.firstChild?Ri.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),Ca(r,t.__k,s),t.__k.props.children=null}be={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(a){e=a}}throw Zr=0,e}},va=0,Ci=function(e){return e!=null&&e.constructor===ur},Mo.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Kn({},this.state)),typeof e=="function"&&(e=e(Kn({},n),this.props)),e&&(Kn(n,e),this.__v&&(t&&this.__k.push(t),ga(this)))},Mo.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),ga(this))},Mo.prototype.render=Qn,Rn=[],Zr=0,ya=function(e,t){return e.__v.__b-t.__v.__b},Kr=Symbol(),wa=/(PointerCapture)$|Capture$/i,Di=0,Ei={},rp=0;var Zn,ze,Ni,Aa,Oi=Object.is,ns=0,qa=[],Ii=[],Ve=be,Ra=Ve.__b,Pa=Ve.__r,La=Ve.diffed,Ma=Ve.__c,Na=Ve.unmount,Oa=Ve.__;function dr(e,t){Ve.__h&&Ve.__h(ze,e,ns||t),ns=0;var n=ze.__H||(ze.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function te(e){return ns=1,dp(Fa,e)}function dp(e,t,n){var o=dr(Zn++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Fa(void 0,t),function(s){var i=(o.__N||o.__)[0],a=o.t(i,s);Oi(i,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=ze,!ze.__f)){ze.__f=!0;var r=ze.shouldComponentUpdate;ze.shouldComponentUpdate=function(s,i,a){var f=this.__H;if(!f)return!0;var d=!1,m=this.props!=s;if(f.__.some(function(b){b.__N&&(d=!0,Oi(b.__[0],b.__N[0])||(m=!0))}),r){var $=r.call(this,s,i,a);return d?$||m:$}return!d||m}}return o.__}function Ct(e,t){var n=dr(Zn++,3);!Ve.__s&&qi(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,ze.__H.__h.push(n))}function Dt(e,t){var n=dr(Zn++,4);!Ve.__s&&qi(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,ze.__h.push(n))}function Me(e){return ns=5,No(function(){return{current:e}},[])}function No(e,t){var n=dr(Zn++,7);return qi(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function os(){var e=dr(Zn++,11);if(!e.__){for(var t=ze.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function pp(){var e;do{for(;e=Ii.shift();)try{fr(e)}catch(n){Ve.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=qa.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(fr),t.__h.some(ji),t.__h=[]}catch(n){t.__h=[],Ve.__e(n,e.__v)}}}while(Ii.length)}Ve.__b=function(e){ze=null,Ra&&Ra(e)},Ve.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Oa&&Oa(e,t)},Ve.__r=function(e){Pa&&Pa(e),Zn=0;var t=(ze=e.__c).__H;t&&(Ni==ze?ze.__h=[]:(t.__h.some(fr),t.__h.some(ji),Zn=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),Ni=ze},Ve.diffed=function(e){La&&La(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&ja(qa.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Ni=ze=null},Ve.__c=function(e,t){t.some(function(n){try{n.__h.some(fr),n.__h=n.__h.filter(function(o){return!o.__||ji(o)})}catch(o){n.__h=[function(){throw o}]}}),Ma&&Ma(e,t)},Ve.unmount=function(e){Na&&Na(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,ja(Ii.push(r))}else fr(r)}catch(s){t=s}}),o.__H=void 0,t&&Ve.__e(t,o.__v))};var Ia=typeof requestAnimationFrame=="function";function mp(e){var t,n=function(){clearTimeout(o),Ia&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);Ia&&(t=requestAnimationFrame(n))}function ja(e){e!=1&&Aa==Ve.requestAnimationFrame||((Aa=Ve.requestAnimationFrame)||mp)(pp)}function fr(e){var t=ze,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),ze=t}function ji(e){var t=ze;e.__c=e.__(),ze=t}function qi(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Oi(n,e[o])})}function Fa(e,t){return typeof t=="function"?t(e):t}var za=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],a=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=a:i===4?o[1]=Object.assign(o[1]||{},a):i===5?(o[1]=o[1]||{})[t[++s]]=a:i===6?o[1][t[++s]]+=a+"":i?(r=e.apply(a,za(e,a,n,["",null])),o.push(r),a[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(a)}return o},Va=new Map;function Ba(e){var t=Va.get(this);return t||(t=new Map,Va.set(this,t)),(t=za(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",a="",f=[0],d=function(b){s===1&&(b||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?f.push(0,b,i):s===3&&(b||i)?(f.push(3,b,i),s=2):s===2&&i==="..."&&b?f.push(4,b,0):s===2&&i&&!b?f.push(5,0,!0,i):s>=5&&((i||!b&&s===5)&&(f.push(s,0,i,r),s=6),b&&(f.push(s,b,0,r),s=6)),i=""},m=0;m<n.length;m++){m&&(s===1&&d(),d(m));for(var $=0;$<n[m].length;$++)o=n[m][$],s===1?o==="<"?(d(),f=[f],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:a?o===a?a="":i+=o:o==='"'||o==="'"?a=o:o===">"?(d(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[m][$+1]===">")?(d(),s===3&&(f=f[0]),s=f,(f=f[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(d(),s=2):i+=o),s===3&&i==="!--"&&(s=4,f=f[0])}return d(),f})(e)),t),arguments,[])).length>1?t:t[0]}var c=Ba.bind(ts);function Je({error:{causes:e,message:t,status:n}}){let o=n>0&&c`
    <ol>${e.map(({type:r,reason:s})=>c`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return c`<${Fi} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Fi({messages:e,details:t=e.length>2&&c`<ol>${e.map(n=>c`<li>${n}</li>`)}</ol>`}){let[n=""]=e,o=e.at(-1)??"";return c`<div class="alert error" role="alert">
    <div>${n}</div>
    ${!n.includes(o)&&c`<div><b>Root cause:</b> ${o}</div>`}
    ${t&&c`<details><summary>Details</summary>${t}</details>`}
  </div>`}function rs({error:e,id:t,isNew:n,address:o}){return!n||e.causes[0]?.type!=="version_conflict_engine_exception"?c`<${Je} error=${e} />`:c`<div class="alert error" role="alert">[${t}] exists already. Choose another id, or <a href=${o}>change the existing one</a>.</div>`}var Ke=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function Ha(e,t){let n=[];for(let o=Oo(t,"error");o;o=Oo(o,"caused_by")){if(typeof o=="string")return new Ke(e,[{type:"exception",reason:o}]);n.push({type:String(Oo(o,"type")??"exception"),reason:String(Oo(o,"reason")??"")})}return!n.length&&Oo(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Oo(t,"_id"))}] does not exist`}),new Ke(e,n)}function Oo(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var hp=Symbol.for("preact-signals");function as(){if(vn>1)vn--;else{var e,t=!1;for((function(){var r=is;for(is=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();mr!==void 0;){var n=mr;for(mr=void 0,ss++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Ja(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(ss=0,vn--,t)throw e}}function hr(e){if(vn>0)return e();Vi=++$p,vn++;try{return e()}finally{as()}}var pr,Ne=void 0;function $r(e){var t=Ne,n=pr;Ne=void 0,pr=void 0;try{return e()}finally{Ne=t,pr=n}}var mr=void 0,vn=0,ss=0,$p=0,Vi=0,is=void 0,ls=0;function Ua(e){if(Ne!==void 0){var t=e.n;if(t===void 0||t.t!==Ne)return t={i:0,S:e,p:Ne.s,n:void 0,t:Ne,e:void 0,x:void 0,r:t},Ne.s!==void 0&&(Ne.s.n=t),Ne.s=t,e.n=t,32&Ne.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Ne.s,t.n=void 0,Ne.s.n=t,Ne.s=t),t}}function Qe(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Qe.prototype.brand=hp;Qe.prototype.h=function(){return!0};Qe.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:$r(function(){var o;(o=t.W)==null||o.call(t)}))};Qe.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&$r(function(){var r;(r=t.Z)==null||r.call(t)}))}};Qe.prototype.subscribe=function(e){var t=this;return eo(function(){var n=t.value;$r(function(){return e(n)})},{name:"sub"})};Qe.prototype.valueOf=function(){return this.value};Qe.prototype.toString=function(){return this.value+""};Qe.prototype.toJSON=function(){return this.value};Qe.prototype.peek=function(){var e=this;return $r(function(){return e.value})};Object.defineProperty(Qe.prototype,"value",{get:function(){var e=Ua(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ss>100)throw new Error("Cycle detected");(function(n){vn!==0&&ss===0&&n.l!==Vi&&(n.l=Vi,is={S:n,v:n.v,i:n.i,o:is})})(this),this.v=e,this.i++,ls++,vn++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{as()}}}});function gt(e,t){return new Qe(e,t)}function Ja(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Ga(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Wa(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function Xn(e,t){Qe.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ls-1,this.f=4}Xn.prototype=new Qe;Xn.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ls))return!0;if(this.g=ls,this.f|=1,this.i>0&&!Ja(this))return this.f&=-2,!0;var e=Ne;try{Ga(this),Ne=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Ne=e,Wa(this),this.f&=-2,!0};Xn.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Qe.prototype.S.call(this,e)};Xn.prototype.U=function(e){if(this.t!==void 0&&(Qe.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Xn.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Xn.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Ua(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function yn(e,t){return new Xn(e,t)}function Ya(e){var t=e.j;if(e.j=void 0,typeof t=="function"){vn++;var n=Ne;Ne=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,zi(e),o}finally{Ne=n,as()}}}function zi(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Ya(e)}function _p(e){if(Ne!==this)throw new Error("Out-of-order effect");Wa(this),Ne=e,this.f&=-2;try{8&this.f&&zi(this)}finally{as()}}function Io(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,pr&&pr.push(this)}Io.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Io.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Ya(this),Ga(this),vn++;var e=Ne;return Ne=this,_p.bind(this,e)};Io.prototype.N=function(){2&this.f||(this.f|=2,this.u=mr,mr=this)};Io.prototype.d=function(){this.f|=8,1&this.f||zi(this)};Io.prototype.dispose=function(){this.d()};function eo(e,t){var n=new Io(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var Ka,us,cs,gp=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Qa=[];eo(function(){Ka=this.N})();function jo(e,t){be[e]=t.bind(null,be[e]||function(){})}function _r(e){if(cs){var t=cs;cs=void 0,t()}cs=e&&e.S()}function Za(e){var t=this,n=e.data,o=vp(n);o.name="ReactiveDom",o.value=n;var r=No(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var d=yn(function(){var _=o.value.value;return _===0?0:_===!0?"":_||""}),m=yn(function(){return!Array.isArray(d.value)&&!Ci(d.value)}),$=eo(function(){if(this.N=Xa,m.value){var _=d.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=_)}}),b=t.__$u.d;return t.__$u.d=function(){$(),b.call(this)},[m,d]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}Za.displayName="ReactiveTextNode";Object.defineProperties(Qe.prototype,{constructor:{configurable:!0,value:ts(Qn,null).constructor},type:{configurable:!0,value:Za},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});jo("__b",function(e,t){if(_r(),us=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Qe&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});jo("__r",function(e,t){if(e(t),t.type!==Qn){_r();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return eo(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;gp&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),us=o,_r(n)}});jo("__e",function(e,t,n,o){_r(),us=void 0,e(t,n,o)});jo("diffed",function(e,t){_r(),us=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var a=s[i];a===void 0||o&&i in o||(a.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var f in o){var d=s[f],m=o[f];d===void 0?(d=bp(n,f,m,r),s[f]=d):d.o(m,r)}}}e(t)});function bp(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=gt(n);return{o:function(i,a){s.value=i,o=a},d:eo(function(){this.N=Xa;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}jo("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var a=t.props;for(var f in i)a[f]=i[f]}t.__np=void 0}else{var d=t.__c;if(d){d.__$f|=8;var m=d.__$u;m&&(d.__$u=void 0,m.d())}}e(t)});jo("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Mo.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function vp(e,t){return No(function(){return gt(e,t)},[])}var yp=function(e){queueMicrotask(function(){queueMicrotask(e)})};function wp(){hr(function(){for(var e;e=Qa.shift();)Ka.call(e)})}function Xa(){Qa.push(this)===1&&(be.requestAnimationFrame||yp)(wp)}var Wt=gt(!1);var ec=1800*1e3,gr="sidecar.authorization",Ln=gt(Sp()),Bi=yn(()=>Ln.value?.user),fs=yn(()=>Ln.value!==void 0);function ds(){return Ln.value?.authorization}function tc(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function nc(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function oc(e){Ln.value=e}function rc(){sessionStorage.setItem(gr,JSON.stringify({credentials:Ln.value,lastInput:Date.now()}))}function br(){sessionStorage.removeItem(gr),Ln.value=void 0}function Hi(){br(),Wt.value=!0}function sc(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Ln.value&&Date.now()-e>ec?Hi():sessionStorage.getItem(gr)&&sessionStorage.setItem(gr,JSON.stringify({credentials:Ln.value,lastInput:e}))},1e4)}function Sp(){let e=JSON.parse(sessionStorage.getItem(gr)??"null");return e&&Date.now()-e.lastInput<=ec?e.credentials:void 0}var Ui=new URL("../..",document.baseURI).href.replace(/\/$/,""),xp=3e4;async function W({method:e,path:t,body:n,limit:o=xp},r){let s=ds(),i=r||e==="GET"?AbortSignal.timeout(o):void 0,a=m=>{throw r?.aborted?m:new Ke(0,[{type:"connection_error",reason:i?.aborted?`the sidecar has not answered within ${o/1e3} seconds`:"the sidecar does not answer"}])},f=await fetch(Ui+t,{method:e,headers:Tp(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...i?{signal:AbortSignal.any(r?[r,i]:[i])}:{}}).catch(a),d=await f.json().catch(m=>i?.aborted?a(m):void 0);if(f.ok&&d!==void 0)return d;throw f.ok?new Ke(f.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(f.status===401&&s===ds()&&Hi(),Ha(f.status,d))}function Tp(e){let t=ds();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function ce(e,t,{query:n={},body:o,limit:r}={}){let s=Object.entries(n).flatMap(([a,f])=>f===void 0||f===""?[]:[[a,String(f)]]),i=new URLSearchParams(s).toString();return{method:e,path:i?`${t}?${i}`:t,...o===void 0?{}:{body:o},...r===void 0?{}:{limit:r}}}function Fe(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function ic({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function lc({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",vr(r)]:s?["-H",vr("authorization: ApiKey <key>")]:[],a=["curl",...e==="GET"?[]:[`-X${e}`],...i,vr(o+t)];return n!==void 0&&a.push("-H",vr("content-type: application/json"),"-d",vr(JSON.stringify(n,null,2))),a.join(" ")}function vr(e){return`'${e.replaceAll("'","'\\''")}'`}function ac(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var an="/_siren/connector",cc=12e4,uc=()=>ce("GET","/_siren"),fc=()=>ce("GET",`${an}/_me`),dc=()=>ce("GET",`${an}/agents`),kp=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),pc=()=>ce("GET",`${an}/jobs/ingestion`,{query:{detailed:!0,filter_path:kp}}),ps=e=>ce("GET",Fe`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),ms=e=>ce("POST",Fe`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),qt=e=>ce("POST",`${an}/jobs/_search`,{query:{detailed:!0},body:e}),hs=e=>ce("GET",`${an}/ingestion/_search`,{query:{...e,include_status:!0}}),yr=(e,t={})=>ce("GET",Fe`/_siren/connector/ingestion/${e}`,{query:t}),wr=(e,t,n)=>ce("PUT",Fe`/_siren/connector/ingestion/${e}`,{query:n,body:t}),mc=e=>ce("DELETE",Fe`/_siren/connector/ingestion/${e}`),hc=(e,t)=>ce("POST",Fe`/_siren/connector/ingestion/${e}/_validate`,{body:t}),to=(e,t={})=>ce("POST",Fe`/_siren/connector/ingestion/${e}/_run`,{query:t}),$c=e=>ce("POST",Fe`/_siren/connector/ingestion/${e}/_verify`),_c=e=>ce("GET",Fe`/_siren/connector/ingestion/${e}/_positions`),gc=e=>ce("DELETE",Fe`/_siren/connector/ingestion/${e}/_positions`),bc=(e,t)=>ce("POST",Fe`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),$s=e=>ce("GET",`${an}/datasource/_search`,{query:e}),vc=e=>ce("GET",Fe`/_siren/connector/datasource/${e}`),yc=(e,t,n)=>ce("PUT",Fe`/_siren/connector/datasource/${e}`,{query:n,body:t}),wc=e=>ce("DELETE",Fe`/_siren/connector/datasource/${e}`),_s=(e,t)=>ce("POST",Fe`/_siren/connector/datasource/${e}/_validate`,{body:t}),no=(e,t)=>ce("GET",Fe`/_siren/connector/datasource/${e}/_metadata`,{query:t,limit:cc}),Sc=(e,t)=>ce("POST",Fe`/_siren/connector/datasource/${e}/_sample`,{body:t}),xc=(e,t)=>ce("POST",Fe`/_siren/connector/datasource/${e}/_transforms`,{body:t}),Sr=e=>ce("GET",`${an}/schedule`,{query:e}),Tc=()=>ce("GET",`${an}/dead_letters/_search`,{query:{size:0}}),kc=e=>ce("POST",`${an}/dead_letters/_search`,{query:{detailed:!0},body:e}),Ec=e=>ce("POST",`${an}/dead_letters/_groups`,{body:e}),Cc=(e,t)=>ce("POST",Fe`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),Dc=(e,t)=>ce("POST",Fe`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),gs=(e,t)=>ce("POST",Fe`/_siren/connector/datasource/${e}/_definitions`,{body:t,limit:cc});var bs=".siren-jobs",oo=".siren-ingestions",wn=".siren-datasources",Ac=".siren-dead-letters",U=Object.freeze({readRuns:[[bs,"read"]],readJobs:[[oo,"read"],[bs,"read"]],readSchedules:[[oo,"read"]],run:[[bs,"write"],[wn,"read"]],abort:[[bs,"write"]],editJobs:[[oo,"write"],[wn,"read"]],changeJobs:[[oo,"write"],[wn,"read"],[oo,"read"]],readDatasources:[[wn,"read"],[oo,"read"]],editDatasources:[[wn,"write"]],changeDatasources:[[wn,"write"],[wn,"read"]],createJobsOfTables:[[wn,"write"],[oo,"write"],[wn,"read"]],readDeadLetters:[[Ac,"read"]],retry:[[Ac,"write"]]}),cn=gt(void 0),Ji=gt(0);async function vs(){let e=await W(fc()),t=cn.value;hr(()=>{(e.username===null||e.username!==t?.username)&&(Ji.value+=1),cn.value=e,Wt.value=!1})}function Rc(){br(),cn.value=void 0}function Gi(e){return e.find(([t,n])=>!cn.value?.index[t]?.[n])}function me(e){return Gi(e)===void 0}function Pc(){let[e,t]=te(""),[n,o]=te(!1);async function r(i){i.preventDefault();let a=new FormData(i.target),[f,d,m]=["name","password","key"].map($=>String(a.get($)??""));o(!0),oc(m?nc(m):tc(f??"",d??""));try{await vs(),a.has("remember")&&rc()}catch($){if(!($ instanceof Ke))throw $;br(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return c`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&c`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&c`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function Lc(e){return Wt.value?null:c`<${Ep} ...${e} />`}function Ep({title:e,onClose:t,isBusy:n,children:o}){let r=Me(null);Dt(()=>{let i=r.current,a=document.activeElement;return i?.showModal(),()=>{i?.close(),a instanceof HTMLElement&&a.focus()}},[]);function s(i){n?i.preventDefault():t()}return c`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function he({request:e}){let t=ac(e);return c`<details class="request">
    <summary>Show request</summary>
    <${Mc} title="Dev Tools" text=${ic(t)} />
    <${Mc} title="curl" text=${lc(t,Ui,{user:Bi.value,hasKey:fs.value&&!Bi.value})} />
  </details>`}function Mc({title:e,text:t}){let[n,o]=te(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return c`<div>
    <h3>${e} ${navigator.clipboard&&c`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function ct(e){let[t,n]=te(void 0),{label:o,requires:r,kind:s,of:i}=e;return me(r)?c`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&c`<${Cp} ...${t} onClose=${()=>n(void 0)} />`}`:null}function Cp({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:a,error:f}=un(d=>{s(),o?.(d)});return c`<${Lc} title=${e} onClose=${s} isBusy=${a}>
    <p>${t}</p>
    ${f&&c`<${Je} error=${f} />`}
    <${he} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${a} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${a} aria-busy=${a} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function un(e){let[t,n]=te(!1),[o,r]=te(void 0);async function s(i){n(!0),r(void 0);try{let a=await W(i);n(!1),e(a)}catch(a){if(!(a instanceof Ke))throw a;r(a),n(!1)}}return{submit:s,isBusy:t,error:o}}function Mn(e,t){let n=JSON.stringify(e),[o,r]=te(""),[s,i]=te(void 0),{submit:a,isBusy:f,error:d}=un(b=>{i({key:n,response:b}),t?.(b)}),m=()=>{r(n),i(void 0),a(e)},$=s!==void 0&&s.key!==n;return{ask:m,isBusy:f,error:o===n?d:void 0,answer:s?.response,isOutdated:$}}function ys({isShown:e,of:t}){return e&&c`<p class="alert warning" role="status">The query has changed: these are ${t} of the earlier one.</p>`}function ws({request:e,of:t}){let{ask:n,isBusy:o,error:r,answer:s,isOutdated:i}=Mn(e);if(!me(U.editDatasources))return null;let a=!o&&!r&&!i&&s;return c`<span class="test">
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${o} aria-busy=${o} onClick=${n}>${o?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${a&&`Connected to ${a.product} ${a.product_version}.`}</span>
    ${r&&c`<${Je} error=${r} /><${he} request=${e} />`}
  </span>`}function Be({label:e,value:t,onChange:n,hint:o,suggestions:r,...s}){let i=os();return c`<div class="field">
    <label for=${i}>${e}</label>
    <input id=${i} value=${t??""} onInvalid=${Ic} aria-describedby=${o&&`${i}-hint`} list=${r&&`${i}-list`} spellcheck=${!1} autocomplete="off" ...${s}
      onInput=${a=>n(a.target.value)} />
    ${r&&c`<datalist id=${`${i}-list`}>${r.map(a=>c`<option value=${a} />`)}</datalist>`}
    ${o&&c`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function Yt({label:e,value:t,onChange:n,hint:o,options:r,required:s}){let i=os();return c`<div class="field">
    <label for=${i}>${e}</label>
    <select id=${i} value=${t??""} required=${s} aria-describedby=${o&&`${i}-hint`}
      onChange=${a=>n(a.target.value)}>
      ${Object.entries(r).map(([a,f])=>c`<option key=${a} value=${a} selected=${a===(t??"")}>${f}</option>`)}
    </select>
    ${o&&c`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function Oc({label:e,value:t,onChange:n}){return c`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function qo({label:e,value:t,onChange:n,hint:o}){let r=os(),[s,i]=te(()=>Nc(t)),[a,f]=te(""),d=Me(t),m=Me(null);Dt(()=>{JSON.stringify(t)!==JSON.stringify(d.current)&&(d.current=t,i(Nc(t)),f(""))},[t]),Dt(()=>m.current?.setCustomValidity(a),[a]);function $(b){i(b);try{d.current=b.trim()?JSON.parse(b):void 0,n(d.current),f("")}catch(_){f(String(_ instanceof Error?_.message:_))}}return c`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${m} id=${r} rows="6" spellcheck=${!1} onInvalid=${Ic} aria-invalid=${a?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${b=>$(b.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${a?c`<span class="bad">${a}</span>`:o}</div>
  </div>`}function Ic(e){let t=e.target.closest("details");t&&(t.open=!0)}function Nc(e){return e===void 0?"":JSON.stringify(e,null,2)}var Wi=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],jc=["B","kB","MB","GB","TB"],qc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),Dp=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),Ap=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),Rp=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function J(e){return e===void 0?"\u2013":qc.format(e)}function fn(e){return e===void 0?"\u2013":Dp.format(e)}function Fc(e){if(e===void 0)return"\u2013";let t=Math.min(jc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${jc[t]}`}function Vc(e){return e===void 0?"\u2013":`${qc.format(e)}/s`}function ut(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=Wi.findIndex(([,o])=>e>=o),n=e;return Wi.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function $e(e){return e===void 0?"\u2013":Ap.format(e).replace(",","")}function zc(e){return Rp.format(e)}function dn(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=Wi.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function Bc(e){return e===void 0?"":`${Math.floor(e)} %`}function se({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?c`<${Je} error=${o} />`:c`<p class="empty" aria-busy="true">Loading …</p>`:c`${o&&c`<${Je} error=${o} />
    <p class="muted">Shown is what was known at ${$e(r)}.</p>`}
  ${t(n)}`}var Yi=gt(location.hash),Ss=history.state?.position??0;Hc();var xr;addEventListener("popstate",()=>{let e=Ss,t=location.hash===Yi.value;Ss=history.state?.position??(t?e:e+1),Hc(),t||!xr||xr()?Yi.value=location.hash:history.go(e-Ss)});function Hc(){history.replaceState({position:Ss},"")}function Uc(e){return xr=e,()=>xr=void 0}function Tr(e){xr=void 0,location.hash=e}var Ki=yn(()=>Pp(Yi.value));function Pp(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?Lp(r.join("/")):void 0,query:new URLSearchParams(n)}}function A(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function Lp(e){try{return decodeURIComponent(e)}catch{return e}}function xs(e){Dt(()=>{if(!e)return;addEventListener("beforeunload",Jc);let t=Uc(()=>confirm("Leave this form without saving it?"));return()=>{removeEventListener("beforeunload",Jc),t()}},[e])}function Jc(e){e.preventDefault()}var Er={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${kr(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${kr(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${kr(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${kr(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${kr(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function kr({host:e,port:t}){return t?`${e}:${t}`:e}var Gc=Object.freeze({strategy:"REPLACE"});function Qi(e){return e.strategy==="MIRROR"||e.deletions==="compare"}function Cr(e){return(e.strategy??"INCREMENTAL")==="INCREMENTAL"}var Ts=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function ks(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function Es(e){return[e??[]].flat().join(", ")}function Wc(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function Yc(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...a}=e??{};return Object.keys(s).length?{...a,properties:s}:Object.keys(a).length?a:void 0}function Zi(e,t,n){return!e||e===t?n:e}function Kc(e,t,n){return{...e,pk_field:void 0,deletions:void 0,...n,target:Zi(e.target,t?.target,n.target)}}function Qc(e){return{...e,enable_scheduler:!1}}var Zc=5e3;function oe(e,t,n){let o=No(()=>Mp(e,t),n);return Ct(()=>o.start(),[o]),o}var Xc=()=>document.hidden||Wt.value;function Mp(e,t){let n=gt({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1,i=Date.now();async function a(){clearTimeout(r),o.abort();let $=o=new AbortController,b=Date.now();try{let _=await e($.signal);if($.signal.aborted)return;n.value={data:_,error:void 0,loaded:Date.now()}}catch(_){if($.signal.aborted)return;if(!(_ instanceof Ke))throw _;n.value={...n.value,error:_}}finally{let _=f();s&&_&&!$.signal.aborted&&!Xc()&&(r=setTimeout(a,Math.max(_-(Date.now()-b),_/4)))}}function f(){let{data:$,error:b}=n.value,_=typeof t=="function"?t($,Date.now()-i):t;return b?.isTemporary?Math.min(_||Zc,Zc):_}function d(){Xc()?clearTimeout(r):(f()||!n.value.loaded||n.value.error)&&a()}function m(){s=!0,i=Date.now(),document.addEventListener("visibilitychange",d);let $=Wt.subscribe(d);return()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",d),$()}}return{state:n,start:m,reload:()=>{a()}}}function Xi({id:e}){let t=oe(async n=>e===void 0?null:W(vc(e),n),0,[e]);return c`<${se} polling=${t}>${n=>c`<${Np} hit=${n} />`}<//>`}function Np({hit:e}){let[t,n]=te(e?._id??""),[o]=te(e?._source.jdbc??{}),[r,s]=te(o),i=b=>_=>s(S=>({...S,[b]:_}));xs(r!==o);let a={jdbc:ks(r)},f=yc(t,a,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:d,isBusy:m,error:$}=un(()=>Tr(A("tables",t)));return c`<form onSubmit=${b=>{b.preventDefault(),d(f)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&c`<${Be} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&c`<${Op} onChange=${i("url")} />`}
      <${Be} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${Be} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${Be} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${Be} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Properties of the driver</summary>
        <${qo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${$&&c`<${rs} error=${$} id=${t} isNew=${!e} address=${A("datasource-form",t)} />`}
    <div class="submit">
      <button class="primary" disabled=${m} aria-busy=${m}>Save</button>
      <${ws} request=${_s(t||"new",a)} />
      <a class="button" href=${A("datasources")}>Cancel</a>
    </div>
    <${he} request=${f} />
  </form>`}function Op({onChange:e}){let[t,n]=te(""),[o,r]=te({host:"",port:"",database:""}),s=Er[t];function i(d){n(d),a(d,{...o,port:String(Er[d]?.port??"")})}function a(d,m){r(m);let $=Er[d];$&&e($.url(m))}let f=d=>m=>a(t,{...o,[d]:m});return c`
    <${Yt} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(Er).map(([d,{name:m}])=>[d,m]))}} />
    ${s?.port&&c`<div class="row">
      <${Be} label="Host" value=${o.host} onChange=${f("host")} placeholder="db.example.org" />
      <${Be} label="Port" value=${o.port} onChange=${f("port")} />
    </div>`}
    ${s&&c`<${Be} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${f("database")} />`}
  `}function pn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return c`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Kt({name:e,label:t,value:n,placeholder:o}){let[r,s]=te(n);return Dt(()=>s(n),[n]),c`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function Fo({name:e,label:t,value:n,options:o}){return c`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>c`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var Ip=1e4;function Nn({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=Ip,a=Math.min(e+t,n);return c`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${J(e+1)} to ${J(a)} of ${J(n)} ${n===1?o.replace(/s$/,""):o}`:`No ${o}`}</span>
    ${e>0&&c`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&c`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&c`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function ve({label:e,children:t}){return c`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function Cs(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var eu=50,el=3;function tu({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=$s({from:t,size:eu,include_used_by:!0,...Cs(n)}),r=oe(s=>W(o,s),0,[t,n]);return c`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${me(U.editDatasources)&&c`<a class="button primary" href=${A("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${pn} address=${s=>A("datasources",void 0,s)}>
      <${Kt} name="q" label="Search datasources" value=${n} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${se} polling=${r}>
      ${({hits:s})=>c`
        <section class="panel"><${ve} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${s.hits.map(i=>c`<${jp} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&c`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Nn} from=${t} size=${eu} total=${s.total} of="datasources" address=${i=>A("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${he} request=${o} />
  `}function jp({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return c`<tr>
    <td>${me(U.editDatasources)?c`<a href=${A("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td class="message">
      ${o.slice(0,el).map(r=>c`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}
      ${o.length>el&&c`<a href=${A("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-el} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${ws} request=${_s(n)} of=${n} />
      ${me(U.createJobsOfTables)&&c`<a class="button" href=${A("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${ct} label="Delete" of=${n} kind="danger" requires=${U.editDatasources} request=${wc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function Ds(){let[e,t]=te(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var tl=["id","execution","type","field","summary","q"],qp=["type","field","summary"];function nu(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=tl.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function As(e){let t=tl.filter(n=>e[n]===null).join();return{...Object.fromEntries(tl.map(n=>[n,e[n]??void 0])),without:t}}function ou(e,t){return{...e,...Object.fromEntries(qp.map(n=>[n,t[n]]))}}var ru=50;function su({query:e}){let t=nu(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=te(""),i=oe(m=>W(Ec(t),m),0,[o]),a=kc({...t,from:n,size:ru}),f=oe(m=>W(a,m),0,[o,n]);function d(m){s(Fp(m)),i.reload(),f.reload()}return c`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${pn} address=${m=>A("dead-letters",void 0,{...As(t),...m})}>
      <${Kt} name="id" label="Job" value=${t.id??""} />
      <${Kt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&c`<a class="button" href=${A("dead-letters")}>Show all</a>`}
    <//>
    ${r&&c`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${se} polling=${i}>${m=>c`<${Vp} groups=${m.groups} filter=${t} onDone=${d} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${se} polling=${f}>
        ${({hits:m})=>c`
          <${zp} key=${`${o} ${n}`} hits=${m.hits} onDone=${d} />
          <${Nn} from=${n} size=${ru} total=${m.total} of="dead letters" address=${$=>A("dead-letters",void 0,{...As(t),from:$})} />
        `}
      <//>
    </section>
    <${he} request=${a} />
  `}function Fp({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${J(r)} deleted.`:`${[`${J(e)} indexed`,t&&`${J(t)} rejected again`,n&&`${J(n)} not tried in time`,o&&`${J(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function Vp({groups:e,filter:t,onDone:n}){if(!e.length)return c`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return c`<${ve} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=ou(t,r),a=r.summary??r.type;return c`<tr key=${JSON.stringify(i)}>
          <td class="number">${J(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${a}`}></progress></td>
          <td class="message"><a href=${A("dead-letters",void 0,As({...i,...s?{id:s}:{}}))}>${a}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(f=>c`<a key=${f} href=${A("jobs",f)}>${f}</a> `)}</td>
          <td class="time">${$e(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&c`<${iu} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function iu({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${J(n)} rows`,s=`${J(n)} ${n===1?"row":"rows"} of ${e}`;return c`
    <${ct} label="Retry" of=${s} requires=${U.retry} request=${Cc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${ct} label="Delete" of=${s} kind="danger" requires=${U.retry} request=${Dc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function zp({hits:e,onDone:t}){let{selected:n,toggle:o}=Ds(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return c`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&c`<${iu} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
      ${s.size>1&&c`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${ve} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${e.map(({_id:i,_source:a})=>c`<tr key=${i}>
          <td><input type="checkbox" aria-label=${`Choose row ${a.id??a.row} of ${a.job}`} checked=${n.has(i)} onChange=${()=>o(i)} /></td>
          <td><a href=${A("jobs",a.job)}>${a.job}</a></td>
          <td>${a.id??"\u2013"}</td>
          <td class="message">${a.error.reason}${!a.retryable&&c` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${A("executions",a.execution)}>${$e(a["@timestamp"])}</a></td>
          <td>${a.document&&c`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${a.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var Vo={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function nl({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],a=n.at(-1);o===null||s===void 0||i===void 0||(a&&a.part===o&&a.to===s?a.to=i:n.push({part:o,from:s,to:i}))}),n}function lu(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function au({events:e}){return c`<section class="panel">
    <h2>Events</h2>
    <${ve} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>c`<tr key=${o}><td class="time">${$e(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function ro({children:e}){return c`<dl class="facts">${e}</dl>`}function Oe({name:e,children:t}){return c`<dt>${e}</dt><dd>${t}</dd>`}var Ft=e=>e?.details?.kind==="verification";function Rs({status:e}){if(!Ft(e))return null;let t=e.details.comparison?.matches;return c`<span class=${t===!1?"bad":"muted"}>verification${t!==void 0&&(t?": matches":": differs")}</span>`}function cu({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return c`<section class="panel">
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
  </section>`}var Bp="uplot",Hp="u-hz",Up="u-vt",Jp="u-title",Gp="u-wrap",Wp="u-under",Yp="u-over",Kp="u-axis",lo="u-off",Qp="u-select",Zp="u-cursor-x",Xp="u-cursor-y",em="u-cursor-pt",tm="u-legend",nm="u-live",om="u-inline",rm="u-series",sm="u-marker",uu="u-label",im="u-value",Ar="width",Rr="height";var fu="bottom",zo="left",ol="right",vl="#000",du=vl+"0",rl="mousemove",pu="mousedown",sl="mouseup",mu="mouseenter",hu="mouseleave",$u="dblclick",lm="resize",am="scroll",_u="change",Os="dppxchange",yl="--",Yo=typeof window<"u",ul=Yo?document:null,Ho=Yo?window:null,cm=Yo?navigator:null,_e,Ps;function fl(){let e=devicePixelRatio;_e!=e&&(_e=e,Ps&&pl(_u,Ps,fl),Ps=matchMedia(`(min-resolution: ${_e-.001}dppx) and (max-resolution: ${_e+.001}dppx)`),ao(_u,Ps,fl),Ho.dispatchEvent(new CustomEvent(Os)))}function At(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function dl(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Ae(e,t,n){e.style[t]=n+"px"}function Qt(e,t,n,o){let r=ul.createElement(e);return t!=null&&At(r,t),n?.insertBefore(r,o),r}function Vt(e,t){return Qt("div",e,t)}var gu=new WeakMap;function mn(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=gu.get(e);s!=i&&(e.style.transform=s,gu.set(e,s),t<0||n<0||t>o||n>r?At(e,lo):dl(e,lo))}var bu=new WeakMap;function vu(e,t,n){let o=t+n,r=bu.get(e);o!=r&&(bu.set(e,o),e.style.background=t,e.style.borderColor=n)}var yu=new WeakMap;function wu(e,t,n,o){let r=t+""+n,s=yu.get(e);r!=s&&(yu.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var wl={passive:!0},um={...wl,capture:!0};function ao(e,t,n,o){t.addEventListener(e,n,o?um:wl)}function pl(e,t,n,o){t.removeEventListener(e,n,wl)}Yo&&fl();function Zt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:Rt((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function Ku(e){return(n,o,r)=>{let s=-1,i=-1;for(let a=o;a<=r;a++)if(e(n[a])){s=a;break}for(let a=r;a>=o;a--)if(e(n[a])){i=a;break}return[s,i]}}var Qu=e=>e!=null,Zu=e=>e!=null&&e>0,qs=Ku(Qu),fm=Ku(Zu);function dm(e,t,n,o=0,r=!1){let s=r?fm:qs,i=r?Zu:Qu;[t,n]=s(e,t,n);let a=e[t],f=e[t];if(t>-1)if(o==1)a=e[t],f=e[n];else if(o==-1)a=e[n],f=e[t];else for(let d=t;d<=n;d++){let m=e[d];i(m)&&(m<a?a=m:m>f&&(f=m))}return[a??xe,f??-xe]}function Fs(e,t,n,o){let r=Tu(e),s=Tu(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?Sn:Xu,a=r==1?Rt:zt,f=s==1?zt:Rt,d=a(i(Xe(e))),m=f(i(Xe(t))),$=Uo(n,d),b=Uo(n,m);return n==10&&(d<0&&($=Te($,-d)),m<0&&(b=Te(b,-m))),o||n==2?(e=$*r,t=b*s):(e=of(e,$),t=Vs(t,b)),[e,t]}function Sl(e,t,n,o){let r=Fs(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var xl=.1,Su={mode:3,pad:xl},Lr={pad:0,soft:null,mode:0},pm={min:Lr,max:Lr};function Is(e,t,n,o){return zs(n)?xu(e,t,n):(Lr.pad=n,Lr.soft=o?0:null,Lr.mode=o?3:0,xu(e,t,pm))}function de(e,t){return e??t}function mm(e,t,n){for(t=de(t,0),n=de(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function xu(e,t,n){let o=n.min,r=n.max,s=de(o.pad,0),i=de(r.pad,0),a=de(o.hard,-xe),f=de(r.hard,xe),d=de(o.soft,xe),m=de(r.soft,-xe),$=de(o.mode,0),b=de(r.mode,0),_=t-e,S=Sn(_),k=bt(Xe(e),Xe(t)),C=Sn(k),R=Xe(C-S);(_<1e-24||R>10)&&(_=0,(e==0||t==0)&&(_=1e-24,$==2&&d!=xe&&(s=0),b==2&&m!=-xe&&(i=0)));let y=_||k||1e3,P=Sn(y),x=Uo(10,Rt(P)),K=y*(_==0?e==0?.1:1:s),O=Te(of(e-K,x/10),24),Q=e>=d&&($==1||$==3&&O<=d||$==2&&O>=d)?d:xe,q=bt(a,O<Q&&e>=Q?Q:Xt(Q,O)),ee=y*(_==0?t==0?.1:1:i),F=Te(Vs(t+ee,x/10),24),D=t<=m&&(b==1||b==3&&F>=m||b==2&&F<=m)?m:-xe,G=Xt(f,F>D&&t<=D?D:bt(D,F));return q==G&&q==0&&(G=100),[q,G]}var hm=new Intl.NumberFormat(Yo?cm.language:"en-US"),Tl=e=>hm.format(e),Pt=Math,Ns=Pt.PI,Xe=Pt.abs,Rt=Pt.floor,Ze=Pt.round,zt=Pt.ceil,Xt=Pt.min,bt=Pt.max,Uo=Pt.pow,Tu=Pt.sign,Sn=Pt.log10,Xu=Pt.log2,$m=(e,t=1)=>Pt.sinh(e)*t,il=(e,t=1)=>Pt.asinh(e/t),xe=1/0;function ku(e){return(Sn((e^e>>31)-(e>>31))|0)+1}function ml(e,t,n){return Xt(bt(e,t),n)}function ef(e){return typeof e=="function"}function le(e){return ef(e)?e:()=>e}var _m=()=>{},tf=e=>e,nf=(e,t)=>t,gm=e=>null,Eu=e=>!0,Cu=(e,t)=>e==t,bm=/\.\d*?(?=9{6,}|0{6,})/gm,co=e=>{if(sf(e)||In.has(e))return e;let t=`${e}`,n=t.match(bm);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${co(r)}e${s}`}return Te(e,o)};function so(e,t){return co(Te(co(e/t))*t)}function Vs(e,t){return co(zt(co(e/t))*t)}function of(e,t){return co(Rt(co(e/t))*t)}function Te(e,t=0){if(sf(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Ze(o)/n}var In=new Map;function rf(e){return((""+e).split(".")[1]||"").length}function Nr(e,t,n,o){let r=[],s=o.map(rf);for(let i=t;i<n;i++){let a=Xe(i),f=Te(Uo(e,i),a);for(let d=0;d<o.length;d++){let m=e==10?+`${o[d]}e${i}`:o[d]*f,$=(i>=0?0:a)+(i>=s[d]?0:s[d]),b=e==10?m:Te(m,$);r.push(b),In.set(b,$)}}return r}var Mr={},kl=[],Jo=[null,null],On=Array.isArray,sf=Number.isInteger,vm=e=>e===void 0;function Du(e){return typeof e=="string"}function zs(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function ym(e){return e!=null&&typeof e=="object"}var wm=Object.getPrototypeOf(Uint8Array),lf="__proto__";function Go(e,t=zs){let n;if(On(e)){let o=e.find(r=>r!=null);if(On(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=Go(e[r],t)}else n=e.slice()}else if(e instanceof wm)n=e.slice();else if(t(e)){n={};for(let o in e)o!=lf&&(n[o]=Go(e[o],t))}else n=e;return n}function Ge(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=lf&&(zs(e[r])?Ge(e[r],Go(o[r])):e[r]=Go(o[r]))}return e}var Sm=0,xm=1,Tm=2;function km(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function Em(e,t){if(Am(e)){let i=e[0].slice();for(let a=1;a<e.length;a++)i.push(...e[a].slice(1));return Rm(i[0])||(i=Dm(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let f=e[i][0],d=f.length;for(let m=0;m<d;m++)n.add(f[m])}let o=[Array.from(n).sort((i,a)=>i-a)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let a=e[i],f=a[0];for(let d=1;d<a.length;d++){let m=a[d],$=Array(r).fill(void 0),b=t?t[i][d]:xm,_=[];for(let S=0;S<m.length;S++){let k=m[S],C=s.get(f[S]);k===null?b!=Sm&&($[C]=k,b==Tm&&_.push(C)):$[C]=k}km($,_,r),o.push($)}}return o}var Cm=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function Dm(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],a=Array(n);for(let f=0;f<n;f++)a[f]=i[o[f]];r.push(a)}return r}function Am(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function Rm(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=bt(1,Rt((r-o+1)/t));for(let i=e[o],a=o+s;a<=r;a+=s){let f=e[a];if(f!=null){if(f<=i)return!1;i=f}}return!0}var af=["January","February","March","April","May","June","July","August","September","October","November","December"],cf=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function uf(e){return e.slice(0,3)}var Pm=cf.map(uf),Lm=af.map(uf),Mm={MMMM:af,MMM:Lm,WWWW:cf,WWW:Pm};function Dr(e){return(e<10?"0":"")+e}function Nm(e){return(e<10?"00":e<100?"0":"")+e}var Om={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>Dr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>Dr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>Dr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>Dr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>Dr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Nm(e.getMilliseconds())};function El(e,t){t=t||Mm;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?Om[r[1]]:r[0]);return s=>{let i="";for(let a=0;a<n.length;a++)i+=typeof n[a]=="string"?n[a]:n[a](s,t);return i}}var Im=new Intl.DateTimeFormat().resolvedOptions().timeZone;function jm(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==Im?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var ff=e=>e%1==0,js=[1,2,2.5,5],qm=Nr(10,-32,0,js),df=Nr(10,0,32,js),Fm=df.filter(ff),io=qm.concat(df),Cl=`
`,pf="{YYYY}",Au=Cl+pf,mf="{M}/{D}",Pr=Cl+mf,Ls=Pr+"/{YY}",hf="{aa}",Vm="{h}:{mm}",Bo=Vm+hf,Ru=Cl+Bo,Pu=":{ss}",ye=null;function $f(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,f=(e==1?Nr(10,0,3,js).filter(ff):Nr(10,-3,0,js)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),d=[[i,pf,ye,ye,ye,ye,ye,ye,1],[r*28,"{MMM}",Au,ye,ye,ye,ye,ye,1],[r,mf,Au,ye,ye,ye,ye,ye,1],[o,"{h}"+hf,Ls,ye,Pr,ye,ye,ye,1],[n,Bo,Ls,ye,Pr,ye,ye,ye,1],[t,Pu,Ls+" "+Bo,ye,Pr+" "+Bo,ye,Ru,ye,1],[e,Pu+".{fff}",Ls+" "+Bo,ye,Pr+" "+Bo,ye,Ru,ye,1]];function m($){return(b,_,S,k,C,R)=>{let y=[],P=C>=i,x=C>=s&&C<i,K=$(S),O=Te(K*e,3),Q=ll(K.getFullYear(),P?0:K.getMonth(),x||P?1:K.getDate()),q=Te(Q*e,3);if(x||P){let ee=x?C/s:0,F=P?C/i:0,D=O==q?O:Te(ll(Q.getFullYear()+F,Q.getMonth()+ee,1)*e,3),G=new Date(Ze(D/e)),M=G.getFullYear(),Z=G.getMonth();for(let H=0;D<=k;H++){let ae=ll(M+F*H,Z+ee*H,1),B=ae-$(Te(ae*e,3));D=Te((+ae+B)*e,3),D<=k&&y.push(D)}}else{let ee=C>=r?r:C,F=Rt(S)-Rt(O),D=q+F+Vs(O-q,ee);y.push(D);let G=$(D),M=G.getHours()+G.getMinutes()/n+G.getSeconds()/o,Z=C/o,H=b.axes[_]._space,ae=R/H;for(;D=Te(D+C,e==1?0:3),!(D>k);)if(Z>1){let B=Rt(Te(M+Z,6))%24,ue=$(D).getHours()-B;ue>1&&(ue=-1),D-=ue*o,M=(M+Z)%24;let we=y[y.length-1];Te((D-we)/C,3)*ae>=.7&&y.push(D)}else y.push(D)}return y}}return[f,d,m]}var[zm,Bm,Hm]=$f(1),[Um,Jm,Gm]=$f(.001);Nr(2,-53,53,[1]);function Lu(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function Mu(e,t){return(n,o,r,s,i)=>{let a=t.find(S=>i>=S[0])||t[t.length-1],f,d,m,$,b,_;return o.map(S=>{let k=e(S),C=k.getFullYear(),R=k.getMonth(),y=k.getDate(),P=k.getHours(),x=k.getMinutes(),K=k.getSeconds(),O=C!=f&&a[2]||R!=d&&a[3]||y!=m&&a[4]||P!=$&&a[5]||x!=b&&a[6]||K!=_&&a[7]||a[1];return f=C,d=R,m=y,$=P,b=x,_=K,O(k)})}}function Wm(e,t){let n=El(t);return(o,r,s,i,a)=>r.map(f=>n(e(f)))}function ll(e,t,n){return new Date(e,t,n)}function Nu(e,t){return t(e)}var Ym="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Ou(e,t){return(n,o,r,s)=>s==null?yl:t(e(o))}function Km(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Qm(e,t){return e.series[t].fill(e,t)}var Zm={show:!0,live:!0,isolate:!1,mount:_m,markers:{show:!0,width:2,stroke:Km,fill:Qm,dash:"solid"},idx:null,idxs:null,values:[]};function Xm(e,t){let n=e.cursor.points,o=Vt(),r=n.size(e,t);Ae(o,Ar,r),Ae(o,Rr,r);let s=r/-2;Ae(o,"marginLeft",s),Ae(o,"marginTop",s);let i=n.width(e,t,r);return i&&Ae(o,"borderWidth",i),o}function eh(e,t){let n=e.series[t].points;return n._fill||n._stroke}function th(e,t){let n=e.series[t].points;return n._stroke||n._fill}function nh(e,t){return e.series[t].points.size}var al=[0,0];function oh(e,t,n){return al[0]=t,al[1]=n,al}function Ms(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function cl(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var rh={show:!0,x:!0,y:!0,lock:!1,move:oh,points:{one:!1,show:Xm,size:nh,width:0,stroke:th,fill:eh},bind:{mousedown:Ms,mouseup:Ms,click:Ms,dblclick:Ms,mousemove:cl,mouseleave:cl,mouseenter:cl},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},_f={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},Dl=Ge({},_f,{filter:nf}),gf=Ge({},Dl,{size:10}),bf=Ge({},_f,{show:!1}),Al='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',vf="bold "+Al,yf=1.5,Iu={show:!0,scale:"x",stroke:vl,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:vf,side:2,grid:Dl,ticks:gf,border:bf,font:Al,lineGap:yf,rotate:0},sh="Value",ih="Time",ju={show:!0,scale:"x",auto:!1,sorted:1,min:xe,max:-xe,idxs:[]};function lh(e,t,n,o,r){return t.map(s=>s==null?"":Tl(s))}function ah(e,t,n,o,r,s,i){let a=[],f=In.get(r)||0;n=i?n:Te(Vs(n,r),f);for(let d=n;d<=o;d=Te(d+r,f))a.push(Object.is(d,-0)?0:d);return a}function hl(e,t,n,o,r,s,i){let a=[],f=e.scales[e.axes[t].scale].log,d=f==10?Sn:Xu,m=Rt(d(n));r=Uo(f,m),f==10&&(r=io[Zt(r,io)]);let $=n,b=r*f;f==10&&(b=io[Zt(b,io)]);do a.push($),$=$+r,f==10&&!In.has($)&&($=Te($,In.get(r))),$>=b&&(r=$,b=r*f,f==10&&(b=io[Zt(b,io)]));while($<=o);return a}function ch(e,t,n,o,r,s,i){let f=e.scales[e.axes[t].scale].asinh,d=o>f?hl(e,t,bt(f,n),o,r):[f],m=o>=0&&n<=0?[0]:[];return(n<-f?hl(e,t,bt(f,-o),-n,r):[f]).reverse().map(b=>-b).concat(m,d)}var wf=/./,uh=/[12357]/,fh=/[125]/,qu=/1/,$l=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function dh(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=e.scales[i],f=e.valToPos,d=s._space,m=f(10,i),$=f(9,i)-m>=d?wf:f(7,i)-m>=d?uh:f(5,i)-m>=d?fh:qu;if($==qu){let b=Xe(f(1,i)-m);if(b<d)return $l(t.slice().reverse(),a.distr,$,zt(d/b)).reverse()}return $l(t,a.distr,$,1)}function ph(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=s._space,f=e.valToPos,d=Xe(f(1,i)-f(2,i));return d<a?$l(t.slice().reverse(),3,wf,zt(a/d)).reverse():t}function mh(e,t,n,o){return o==null?yl:t==null?"":Tl(t)}var Fu={show:!0,scale:"y",stroke:vl,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:vf,side:3,grid:Dl,ticks:gf,border:bf,font:Al,lineGap:yf,rotate:0};function hh(e,t){let n=3+(e||1)*2;return Te(n*t,3)}function $h(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),a=Xe(i-s),f=e.series[t],d=a/(f.points.space*_e);return o[1]-o[0]<=d}var Vu={scale:null,auto:!0,sorted:0,min:xe,max:-xe},Sf=(e,t,n,o,r)=>r,zu={show:!0,auto:!0,sorted:0,gaps:Sf,alpha:1,facets:[Ge({},Vu,{scale:"x"}),Ge({},Vu,{scale:"y"})]},Bu={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Sf,alpha:1,points:{show:$h,filter:null},values:null,min:xe,max:-xe,idxs:[],path:null,clip:null};function _h(e,t,n,o,r){return n/10}var xf={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},gh=Ge({},xf,{time:!1,ori:1}),Hu={};function Tf(e,t){let n=Hu[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,a,f,d){for(let m=0;m<n.plots.length;m++)n.plots[m]!=r&&n.plots[m].pub(o,r,s,i,a,f,d)}},e!=null&&(Hu[e]=n)),n}var Wo=1,_l=2;function uo(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,a=e.bbox,f=s[0],d=o==2?s[1]:s[t],m=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],b=a.left,_=a.top,S=a.width,k=a.height,C=e.valToPosH,R=e.valToPosV;return m.ori==0?n(r,f,d,m,$,C,R,b,_,S,k,Hs,Ko,Js,Ef,Df):n(r,f,d,m,$,R,C,_,b,k,S,Us,Qo,Ll,Cf,Af)}function Rl(e,t){let n=0,o=0,r=de(e.bands,kl);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function bh(e,t,n,o,r){let s=e.mode,i=e.series[t],a=s==2?i.facets[1].scale:i.scale,f=e.scales[a];return r==-1?f.min:r==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function xn(e,t,n,o,r,s){return uo(e,t,(i,a,f,d,m,$,b,_,S,k,C)=>{let R=i.pxRound,y=d.dir*(d.ori==0?1:-1),P=d.ori==0?Ko:Qo,x,K;y==1?(x=n,K=o):(x=o,K=n);let O=R($(a[x],d,k,_)),Q=R(b(f[x],m,C,S)),q=R($(a[K],d,k,_)),ee=R(b(s==1?m.max:m.min,m,C,S)),F=new Path2D(r);return P(F,q,ee),P(F,O,ee),P(F,O,Q),F})}function Bs(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let a=t==0?Js:Ll,f=n;for(let $=0;$<e.length;$++){let b=e[$];if(b[1]>b[0]){let _=b[0]-f;_>0&&a(i,f,o,_,o+s),f=b[1]}}let d=n+r-f,m=10;d>0&&a(i,f,o-m/2,d,o+s+m)}return i}function vh(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function Pl(e,t,n,o,r,s,i){let a=[],f=e.length;for(let d=r==1?n:o;d>=n&&d<=o;d+=r)if(t[d]===null){let $=d,b=d;if(r==1)for(;++d<=o&&t[d]===null;)b=d;else for(;--d>=n&&t[d]===null;)b=d;let _=s(e[$]),S=b==$?_:s(e[b]),k=$-r;_=i<=0&&k>=0&&k<f?s(e[k]):_;let R=b+r;S=i>=0&&R>=0&&R<f?s(e[R]):S,S>=_&&a.push([_,S])}return a}function Uu(e){return e==0?tf:e==1?Ze:t=>so(t,e)}function kf(e){let t=e==0?Hs:Us,n=e==0?(r,s,i,a,f,d)=>{r.arcTo(s,i,a,f,d)}:(r,s,i,a,f,d)=>{r.arcTo(i,s,f,a,d)},o=e==0?(r,s,i,a,f)=>{r.rect(s,i,a,f)}:(r,s,i,a,f)=>{r.rect(i,s,f,a)};return(r,s,i,a,f,d=0,m=0)=>{d==0&&m==0?o(r,s,i,a,f):(d=Xt(d,a/2,f/2),m=Xt(m,a/2,f/2),t(r,s+d,i),n(r,s+a,i,s+a,i+f,d),n(r,s+a,i+f,s,i+f,m),n(r,s,i+f,s,i,m),n(r,s,i,s+a,i,d),r.closePath())}}var Hs=(e,t,n)=>{e.moveTo(t,n)},Us=(e,t,n)=>{e.moveTo(n,t)},Ko=(e,t,n)=>{e.lineTo(t,n)},Qo=(e,t,n)=>{e.lineTo(n,t)},Js=kf(0),Ll=kf(1),Ef=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},Cf=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},Df=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},Af=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function Rf(e){return(t,n,o,r,s)=>uo(t,n,(i,a,f,d,m,$,b,_,S,k,C)=>{let{pxRound:R,points:y}=i,P,x;d.ori==0?(P=Hs,x=Ef):(P=Us,x=Cf);let K=Te(y.width*_e,3),O=(y.size-y.width)/2*_e,Q=Te(O*2,3),q=new Path2D,ee=new Path2D,{left:F,top:D,width:G,height:M}=t.bbox;Js(ee,F-Q,D-Q,G+Q*2,M+Q*2);let Z=H=>{if(f[H]!=null){let ae=R($(a[H],d,k,_)),B=R(b(f[H],m,C,S));P(q,ae+O,B),x(q,ae,B,O,0,Ns*2)}};if(s)s.forEach(Z);else for(let H=o;H<=r;H++)Z(H);return{stroke:K>0?q:null,fill:q,clip:ee,flags:Wo|_l}})}function Pf(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var yh=Pf(Ko),wh=Pf(Qo);function Lf(e){let t=de(e?.alignGaps,0);return(n,o,r,s)=>uo(n,o,(i,a,f,d,m,$,b,_,S,k,C)=>{[r,s]=qs(f,r,s);let R=i.pxRound,y=M=>R($(M,d,k,_)),P=M=>R(b(M,m,C,S)),x,K;d.ori==0?(x=Ko,K=yh):(x=Qo,K=wh);let O=d.dir*(d.ori==0?1:-1),Q={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Wo},q=Q.stroke,ee=!1;if(s-r>=k*4){let M=V=>n.posToVal(V,d.key,!0),Z=null,H=null,ae,B,vt,Re=y(a[O==1?r:s]),ue=y(a[r]),we=y(a[s]),re=M(O==1?ue+1:we-1);for(let V=O==1?r:s;V>=r&&V<=s;V+=O){let We=a[V],Pe=(O==1?We<re:We>re)?Re:y(We),ge=f[V];Pe==Re?ge!=null?(B=ge,Z==null?(x(q,Pe,P(B)),ae=Z=H=B):B<Z?Z=B:B>H&&(H=B)):ge===null&&(ee=!0):(Z!=null&&K(q,Re,P(Z),P(H),P(ae),P(B)),ge!=null?(B=ge,x(q,Pe,P(B)),Z=H=ae=B):(Z=H=null,ge===null&&(ee=!0)),Re=Pe,re=M(Re+O))}Z!=null&&Z!=H&&vt!=Re&&K(q,Re,P(Z),P(H),P(ae),P(B))}else for(let M=O==1?r:s;M>=r&&M<=s;M+=O){let Z=f[M];Z===null?ee=!0:Z!=null&&x(q,y(a[M]),P(Z))}let[D,G]=Rl(n,o);if(i.fill!=null||D!=0){let M=Q.fill=new Path2D(q),Z=i.fillTo(n,o,i.min,i.max,D),H=P(Z),ae=y(a[r]),B=y(a[s]);O==-1&&([B,ae]=[ae,B]),x(M,B,H),x(M,ae,H)}if(!i.spanGaps){let M=[];ee&&M.push(...Pl(a,f,r,s,O,y,t)),Q.gaps=M=i.gaps(n,o,r,s,M),Q.clip=Bs(M,d.ori,_,S,k,C)}return G!=0&&(Q.band=G==2?[xn(n,o,r,s,q,-1),xn(n,o,r,s,q,1)]:xn(n,o,r,s,q,G)),Q})}function Sh(e){let t=de(e.align,1),n=de(e.ascDesc,!1),o=de(e.alignGaps,0),r=de(e.extend,!1);return(s,i,a,f)=>uo(s,i,(d,m,$,b,_,S,k,C,R,y,P)=>{[a,f]=qs($,a,f);let x=d.pxRound,{left:K,width:O}=s.bbox,Q=ue=>x(S(ue,b,y,C)),q=ue=>x(k(ue,_,P,R)),ee=b.ori==0?Ko:Qo,F={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Wo},D=F.stroke,G=b.dir*(b.ori==0?1:-1),M=q($[G==1?a:f]),Z=Q(m[G==1?a:f]),H=Z,ae=Z;r&&t==-1&&(ae=K,ee(D,ae,M)),ee(D,Z,M);for(let ue=G==1?a:f;ue>=a&&ue<=f;ue+=G){let we=$[ue];if(we==null)continue;let re=Q(m[ue]),V=q(we);t==1?ee(D,re,M):ee(D,H,V),ee(D,re,V),M=V,H=re}let B=H;r&&t==1&&(B=K+O,ee(D,B,M));let[vt,Re]=Rl(s,i);if(d.fill!=null||vt!=0){let ue=F.fill=new Path2D(D),we=d.fillTo(s,i,d.min,d.max,vt),re=q(we);ee(ue,B,re),ee(ue,ae,re)}if(!d.spanGaps){let ue=[];ue.push(...Pl(m,$,a,f,G,Q,o));let we=d.width*_e/2,re=n||t==1?we:-we,V=n||t==-1?-we:we;ue.forEach(We=>{We[0]+=re,We[1]+=V}),F.gaps=ue=d.gaps(s,i,a,f,ue),F.clip=Bs(ue,b.ori,C,R,y,P)}return Re!=0&&(F.band=Re==2?[xn(s,i,a,f,D,-1),xn(s,i,a,f,D,1)]:xn(s,i,a,f,D,Re)),F})}function Ju(e,t,n,o,r,s,i=xe){if(e.length>1){let a=null;for(let f=0,d=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let m=Xe(e[f]-e[a]);m<d&&(d=m,i=Xe(n(e[f],o,r,s)-n(e[a],o,r,s)))}a=f}}return i}function xh(e){e=e||Mr;let t=de(e.size,[.6,xe,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],a=de(t[1],xe),f=de(t[2],1),d=de(e.disp,Mr),m=de(e.each,_=>{}),{fill:$,stroke:b}=d;return(_,S,k,C)=>uo(_,S,(R,y,P,x,K,O,Q,q,ee,F,D)=>{let G=R.pxRound,M=n,Z=o*_e,H=a*_e,ae=f*_e,B,vt;x.ori==0?[B,vt]=s(_,S):[vt,B]=s(_,S);let Re=x.dir*(x.ori==0?1:-1),ue=x.ori==0?Js:Ll,we=x.ori==0?m:(I,ke,Ye,go,Vn,tn,zn)=>{m(I,ke,Ye,Vn,go,zn,tn)},re=de(_.bands,kl).find(I=>I.series[0]==S),V=re!=null?re.dir:0,We=R.fillTo(_,S,R.min,R.max,V),pt=G(Q(We,K,D,ee)),Pe,ge,Bt,St=F,Ie=G(R.width*_e),en=!1,_n=null,Lt=null,Tn=null,ho=null;$!=null&&(Ie==0||b!=null)&&(en=!0,_n=$.values(_,S,k,C),Lt=new Map,new Set(_n).forEach(I=>{I!=null&&Lt.set(I,new Path2D)}),Ie>0&&(Tn=b.values(_,S,k,C),ho=new Map,new Set(Tn).forEach(I=>{I!=null&&ho.set(I,new Path2D)})));let{x0:$o,size:tr}=d;if($o!=null&&tr!=null){M=1,y=$o.values(_,S,k,C),$o.unit==2&&(y=y.map(Ye=>_.posToVal(q+Ye*F,x.key,!0)));let I=tr.values(_,S,k,C);tr.unit==2?ge=I[0]*F:ge=O(I[0],x,F,q)-O(0,x,F,q),St=Ju(y,P,O,x,F,q,St),Bt=St-ge+Z}else St=Ju(y,P,O,x,F,q,St),Bt=St*i+Z,ge=St-Bt;Bt<1&&(Bt=0),Ie>=ge/2&&(Ie=0),Bt<5&&(G=tf);let qr=Bt>0,qn=St-Bt-(qr?Ie:0);ge=G(ml(qn,ae,H)),Pe=(M==0?ge/2:M==Re?0:ge)-M*Re*((M==0?Z/2:0)+(qr?Ie/2:0));let mt={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},_o=en?null:new Path2D,gn=null;if(re!=null)gn=_.data[re.series[1]];else{let{y0:I,y1:ke}=d;I!=null&&ke!=null&&(P=ke.values(_,S,k,C),gn=I.values(_,S,k,C))}let Fn=B*ge,ne=vt*ge;for(let I=Re==1?k:C;I>=k&&I<=C;I+=Re){let ke=P[I];if(ke==null)continue;if(gn!=null){let yt=gn[I]??0;if(ke-yt==0)continue;pt=Q(yt,K,D,ee)}let Ye=x.distr!=2||d!=null?y[I]:I,go=O(Ye,x,F,q),Vn=Q(de(ke,We),K,D,ee),tn=G(go-Pe),zn=G(bt(Vn,pt)),xt=G(Xt(Vn,pt)),Mt=zn-xt;if(ke!=null){let yt=ke<0?ne:Fn,Ht=ke<0?Fn:ne;en?(Ie>0&&Tn[I]!=null&&ue(ho.get(Tn[I]),tn,xt+Rt(Ie/2),ge,bt(0,Mt-Ie),yt,Ht),_n[I]!=null&&ue(Lt.get(_n[I]),tn,xt+Rt(Ie/2),ge,bt(0,Mt-Ie),yt,Ht)):ue(_o,tn,xt+Rt(Ie/2),ge,bt(0,Mt-Ie),yt,Ht),we(_,S,I,tn-Ie/2,xt,ge+Ie,Mt)}}return Ie>0?mt.stroke=en?ho:_o:en||(mt._fill=R.width==0?R._fill:R._stroke??R._fill,mt.width=0),mt.fill=en?Lt:_o,mt})}function Th(e,t){let n=de(t?.alignGaps,0);return(o,r,s,i)=>uo(o,r,(a,f,d,m,$,b,_,S,k,C,R)=>{[s,i]=qs(d,s,i);let y=a.pxRound,P=B=>y(b(B,m,C,S)),x=B=>y(_(B,$,R,k)),K,O,Q;m.ori==0?(K=Hs,Q=Ko,O=Df):(K=Us,Q=Qo,O=Af);let q=m.dir*(m.ori==0?1:-1),ee=P(f[q==1?s:i]),F=ee,D=[],G=[];for(let B=q==1?s:i;B>=s&&B<=i;B+=q)if(d[B]!=null){let Re=f[B],ue=P(Re);D.push(F=ue),G.push(x(d[B]))}let M={stroke:e(D,G,K,Q,O,y),fill:null,clip:null,band:null,gaps:null,flags:Wo},Z=M.stroke,[H,ae]=Rl(o,r);if(a.fill!=null||H!=0){let B=M.fill=new Path2D(Z),vt=a.fillTo(o,r,a.min,a.max,H),Re=x(vt);Q(B,F,Re),Q(B,ee,Re)}if(!a.spanGaps){let B=[];B.push(...Pl(f,d,s,i,q,P,n)),M.gaps=B=a.gaps(o,r,s,i,B),M.clip=Bs(B,m.ori,S,k,C,R)}return ae!=0&&(M.band=ae==2?[xn(o,r,s,i,Z,-1),xn(o,r,s,i,Z,1)]:xn(o,r,s,i,Z,ae)),M})}function kh(e){return Th(Eh,e)}function Eh(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),i==2)o(a,e[1],t[1]);else{let f=Array(i),d=Array(i-1),m=Array(i-1),$=Array(i-1);for(let b=0;b<i-1;b++)m[b]=t[b+1]-t[b],$[b]=e[b+1]-e[b],d[b]=m[b]/$[b];f[0]=d[0];for(let b=1;b<i-1;b++)d[b]===0||d[b-1]===0||d[b-1]>0!=d[b]>0?f[b]=0:(f[b]=3*($[b-1]+$[b])/((2*$[b]+$[b-1])/d[b-1]+($[b]+2*$[b-1])/d[b]),isFinite(f[b])||(f[b]=0));f[i-1]=d[i-2];for(let b=0;b<i-1;b++)r(a,e[b]+$[b]/3,t[b]+f[b]*$[b]/3,e[b+1]-$[b]/3,t[b+1]-f[b+1]*$[b]/3,e[b+1],t[b+1])}return a}var gl=new Set;function Gu(){for(let e of gl)e.syncRect(!0)}Yo&&(ao(lm,Ho,Gu),ao(am,Ho,Gu,!0),ao(Os,Ho,()=>{ft.pxRatio=_e}));var Ch=Lf(),Dh=Rf();function Wu(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>bl(s,i,t,n))}function Ah(e,t){return e.map((n,o)=>o==0?{}:Ge({},t,n))}function bl(e,t,n,o){return Ge({},t==0?n:o,e)}function Mf(e,t,n){return t==null?Jo:[t,n]}var Rh=Mf;function Ph(e,t,n){return t==null?Jo:Is(t,n,xl,!0)}function Nf(e,t,n,o){return t==null?Jo:Fs(t,n,e.scales[o].log,!1)}var Lh=Nf;function Of(e,t,n,o){return t==null?Jo:Sl(t,n,e.scales[o].log,!1)}var Mh=Of;function Nh(e,t,n,o,r){let s=bt(ku(e),ku(t)),i=t-e,a=Zt(r/o*i,n);do{let f=n[a],d=o*f/i;if(d>=r&&s+(f<5?In.get(f):0)<=17)return[f,d]}while(++a<n.length);return[0,0]}function Yu(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Ze((n=+r)*_e))+"px"),[e,t,n]}function Oh(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Te(t[2]*_e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ft(e,t,n){let o={mode:de(e.mode,1)},r=o.mode;function s(l,u,p,h){let g=u.valToPct(l);return h+p*(u.dir==-1?1-g:g)}function i(l,u,p,h){let g=u.valToPct(l);return h+p*(u.dir==-1?g:1-g)}function a(l,u,p,h){return u.ori==0?s(l,u,p,h):i(l,u,p,h)}o.valToPosH=s,o.valToPosV=i;let f=!1;o.status=0;let d=o.root=Vt(Bp);if(e.id!=null&&(d.id=e.id),At(d,e.class),e.title){let l=Vt(Jp,d);l.textContent=e.title}let m=Qt("canvas"),$=o.ctx=m.getContext("2d"),b=Vt(Gp,d);ao("click",b,l=>{l.target===S&&(Ee!=Do||Le!=Ao)&&lt.click(o,l)},!0);let _=o.under=Vt(Wp,b);b.appendChild(m);let S=o.over=Vt(Yp,b);e=Go(e);let k=+de(e.pxAlign,1),C=Uu(k);(e.plugins||[]).forEach(l=>{l.opts&&(e=l.opts(o,e)||e)});let R=e.ms||.001,y=o.series=r==1?Wu(e.series||[],ju,Bu,!1):Ah(e.series||[null],zu),P=o.axes=Wu(e.axes||[],Iu,Fu,!0),x=o.scales={},K=o.bands=e.bands||[];K.forEach(l=>{l.fill=le(l.fill||null),l.dir=de(l.dir,-1)});let O=r==2?y[1].facets[0].scale:y[0].scale,Q={axes:Bd,series:jd},q=(e.drawOrder||["axes","series"]).map(l=>Q[l]);function ee(l){let u=l.distr==3?p=>Sn(p>0?p:l.clamp(o,p,l.min,l.max,l.key)):l.distr==4?p=>il(p,l.asinh):l.distr==100?p=>l.fwd(p):p=>p;return p=>{let h=u(p),{_min:g,_max:v}=l,w=v-g;return(h-g)/w}}function F(l){let u=x[l];if(u==null){let p=(e.scales||Mr)[l]||Mr;if(p.from!=null){F(p.from);let h=Ge({},x[p.from],p,{key:l});h.valToPct=ee(h),x[l]=h}else{u=x[l]=Ge({},l==O?xf:gh,p),u.key=l;let h=u.time,g=u.range,v=On(g);if((l!=O||r==2&&!h)&&(v&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?Su:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?Su:{mode:1,hard:g[1],soft:g[1]}},v=!1),!v&&zs(g))){let w=g;g=(T,E,L)=>E==null?Jo:Is(E,L,w)}u.range=le(g||(h?Rh:l==O?u.distr==3?Lh:u.distr==4?Mh:Mf:u.distr==3?Nf:u.distr==4?Of:Ph)),u.auto=le(v?!1:u.auto),u.clamp=le(u.clamp||_h),u._min=u._max=null,u.valToPct=ee(u)}}}F("x"),F("y"),r==1&&y.forEach(l=>{F(l.scale)}),P.forEach(l=>{F(l.scale)});for(let l in e.scales)F(l);let D=x[O],G=D.distr,M,Z;D.ori==0?(At(d,Hp),M=s,Z=i):(At(d,Up),M=i,Z=s);let H={};for(let l in x){let u=x[l];(u.min!=null||u.max!=null)&&(H[l]={min:u.min,max:u.max},u.min=u.max=null)}let ae=e.tzDate||(l=>new Date(Ze(l/R))),B=e.fmtDate||El,vt=R==1?Hm(ae):Gm(ae),Re=Mu(ae,Lu(R==1?Bm:Jm,B)),ue=Ou(ae,Nu(Ym,B)),we=[],re=o.legend=Ge({},Zm,e.legend),V=o.cursor=Ge({},rh,{drag:{y:r==2}},e.cursor),We=re.show,pt=V.show,Pe=re.markers;re.idxs=we,Pe.width=le(Pe.width),Pe.dash=le(Pe.dash),Pe.stroke=le(Pe.stroke),Pe.fill=le(Pe.fill);let ge,Bt,St,Ie=[],en=[],_n,Lt=!1,Tn={};if(re.live){let l=y[1]?y[1].values:null;Lt=l!=null,_n=Lt?l(o,1,0):{_:0};for(let u in _n)Tn[u]=yl}if(We)if(ge=Qt("table",tm,d),St=Qt("tbody",null,ge),re.mount(o,ge),Lt){Bt=Qt("thead",null,ge,St);let l=Qt("tr",null,Bt);Qt("th",null,l);for(var ho in _n)Qt("th",uu,l).textContent=ho}else At(ge,om),re.live&&At(ge,nm);let $o={show:!0},tr={show:!1};function qr(l,u){if(u==0&&(Lt||!re.live||r==2))return Jo;let p=[],h=Qt("tr",rm,St,St.childNodes[u]);At(h,l.class),l.show||At(h,lo);let g=Qt("th",null,h);if(Pe.show){let T=Vt(sm,g);if(u>0){let E=Pe.width(o,u);E&&(T.style.border=E+"px "+Pe.dash(o,u)+" "+Pe.stroke(o,u)),T.style.background=Pe.fill(o,u)}}let v=Vt(uu,g);l.label instanceof HTMLElement?v.appendChild(l.label):v.textContent=l.label,u>0&&(Pe.show||(v.style.color=l.width>0?Pe.stroke(o,u):Pe.fill(o,u)),mt("click",g,T=>{if(V._lock)return;Hn(T);let E=y.indexOf(l);if((T.ctrlKey||T.metaKey)!=re.isolate){let L=y.some((N,j)=>j>0&&j!=E&&N.show);y.forEach((N,j)=>{j>0&&on(j,L?j==E?$o:tr:$o,!0,Ue.setSeries)})}else on(E,{show:!l.show},!0,Ue.setSeries)},!1),vo&&mt(mu,g,T=>{V._lock||(Hn(T),on(y.indexOf(l),Po,!0,Ue.setSeries))},!1));for(var w in _n){let T=Qt("td",im,h);T.textContent="--",p.push(T)}return[h,p]}let qn=new Map;function mt(l,u,p,h=!0){let g=qn.get(u)||{},v=V.bind[l](o,u,p,h);v&&(ao(l,u,g[l]=v),qn.set(u,g))}function _o(l,u,p){let h=qn.get(u)||{};for(let g in h)(l==null||g==l)&&(pl(g,u,h[g]),delete h[g]);l==null&&qn.delete(u)}let gn=0,Fn=0,ne=0,I=0,ke=0,Ye=0,go=ke,Vn=Ye,tn=ne,zn=I,xt=0,Mt=0,yt=0,Ht=0;o.bbox={};let oi=!1,Fr=!1,bo=!1,Bn=!1,Vr=!1,Nt=!1;function ri(l,u,p){(p||l!=o.width||u!=o.height)&&zl(l,u),To(!1),bo=!0,Fr=!0,ko()}function zl(l,u){o.width=gn=ne=l,o.height=Fn=I=u,ke=Ye=0,Rd(),Pd();let p=o.bbox;xt=p.left=so(ke*_e,.5),Mt=p.top=so(Ye*_e,.5),yt=p.width=so(ne*_e,.5),Ht=p.height=so(I*_e,.5)}let Cd=3;function Dd(){let l=!1,u=0;for(;!l;){u++;let p=Vd(u),h=zd(u);l=u==Cd||p&&h,l||(zl(o.width,o.height),Fr=!0)}}function Ad({width:l,height:u}){ri(l,u)}o.setSize=Ad;function Rd(){let l=!1,u=!1,p=!1,h=!1;P.forEach((g,v)=>{if(g.show&&g._show){let{side:w,_size:T}=g,E=w%2,L=g.label!=null?g.labelSize:0,N=T+L;N>0&&(E?(ne-=N,w==3?(ke+=N,h=!0):p=!0):(I-=N,w==0?(Ye+=N,l=!0):u=!0))}}),Un[0]=l,Un[1]=p,Un[2]=u,Un[3]=h,ne-=kn[1]+kn[3],ke+=kn[3],I-=kn[2]+kn[0],Ye+=kn[0]}function Pd(){let l=ke+ne,u=Ye+I,p=ke,h=Ye;function g(v,w){switch(v){case 1:return l+=w,l-w;case 2:return u+=w,u-w;case 3:return p-=w,p+w;case 0:return h-=w,h+w}}P.forEach((v,w)=>{if(v.show&&v._show){let T=v.side;v._pos=g(T,v._size),v.label!=null&&(v._lpos=g(T,v.labelSize))}})}if(V.dataIdx==null){let l=V.hover,u=l.skip=new Set(l.skip??[]);u.add(void 0);let p=l.prox=le(l.prox),h=l.bias??=0;V.dataIdx=(g,v,w,T)=>{if(v==0)return w;let E=w,L=p(g,v,w,T)??xe,N=L>=0&&L<xe,j=D.ori==0?ne:I,X=V.left,pe=t[0],fe=t[v];if(u.has(fe[w])){E=null;let ie=null,Y=null,z;if(h==0||h==-1)for(z=w;ie==null&&z-- >0;)u.has(fe[z])||(ie=z);if(h==0||h==1)for(z=w;Y==null&&z++<fe.length;)u.has(fe[z])||(Y=z);if(ie!=null||Y!=null)if(N){let De=ie==null?-1/0:M(pe[ie],D,j,0),je=Y==null?1/0:M(pe[Y],D,j,0),st=X-De,Se=je-X;st<=Se?st<=L&&(E=ie):Se<=L&&(E=Y)}else E=Y==null?ie:ie==null?Y:w-ie<=Y-w?ie:Y}else N&&Xe(X-M(pe[w],D,j,0))>L&&(E=null);return E}}let Hn=l=>{V.event=l};V.idxs=we,V._lock=!1;let dt=V.points;dt.show=le(dt.show),dt.size=le(dt.size),dt.stroke=le(dt.stroke),dt.width=le(dt.width),dt.fill=le(dt.fill);let nn=o.focus=Ge({},e.focus||{alpha:.3},V.focus),vo=nn.prox>=0,yo=vo&&dt.one,Ot=[],wo=[],So=[];function Bl(l,u){let p=dt.show(o,u);if(p instanceof HTMLElement)return At(p,em),At(p,l.class),mn(p,-10,-10,ne,I),S.insertBefore(p,Ot[u]),p}function Hl(l,u){if(r==1||u>0){let p=r==1&&x[l.scale].time,h=l.value;l.value=p?Du(h)?Ou(ae,Nu(h,B)):h||ue:h||mh,l.label=l.label||(p?ih:sh)}if(yo||u>0){l.width=l.width==null?1:l.width,l.paths=l.paths||Ch||gm,l.fillTo=le(l.fillTo||bh),l.pxAlign=+de(l.pxAlign,k),l.pxRound=Uu(l.pxAlign),l.stroke=le(l.stroke||null),l.fill=le(l.fill||null),l._stroke=l._fill=l._paths=l._focus=null;let p=hh(bt(1,l.width),1),h=l.points=Ge({},{size:p,width:bt(1,p*.2),stroke:l.stroke,space:p*2,paths:Dh,_stroke:null,_fill:null},l.points);h.show=le(h.show),h.filter=le(h.filter),h.fill=le(h.fill),h.stroke=le(h.stroke),h.paths=le(h.paths),h.pxAlign=l.pxAlign}if(We){let p=qr(l,u);Ie.splice(u,0,p[0]),en.splice(u,0,p[1]),re.values.push(null)}if(pt){we.splice(u,0,null);let p=null;yo?u==0&&(p=Bl(l,u)):u>0&&(p=Bl(l,u)),Ot.splice(u,0,p),wo.splice(u,0,0),So.splice(u,0,0)}rt("addSeries",u)}function Ld(l,u){u=u??y.length,l=r==1?bl(l,u,ju,Bu):bl(l,u,{},zu),y.splice(u,0,l),Hl(y[u],u)}o.addSeries=Ld;function Md(l){if(y.splice(l,1),We){re.values.splice(l,1),en.splice(l,1);let u=Ie.splice(l,1)[0];_o(null,u.firstChild),u.remove()}pt&&(we.splice(l,1),Ot.splice(l,1)[0].remove(),wo.splice(l,1),So.splice(l,1)),rt("delSeries",l)}o.delSeries=Md;let Un=[!1,!1,!1,!1];function Nd(l,u){if(l._show=l.show,l.show){let p=l.side%2,h=x[l.scale];h==null&&(l.scale=p?y[1].scale:O,h=x[l.scale]);let g=h.time;l.size=le(l.size),l.space=le(l.space),l.rotate=le(l.rotate),On(l.incrs)&&l.incrs.forEach(w=>{!In.has(w)&&In.set(w,rf(w))}),l.incrs=le(l.incrs||(h.distr==2?Fm:g?R==1?zm:Um:io)),l.splits=le(l.splits||(g&&h.distr==1?vt:h.distr==3?hl:h.distr==4?ch:ah)),l.stroke=le(l.stroke),l.grid.stroke=le(l.grid.stroke),l.ticks.stroke=le(l.ticks.stroke),l.border.stroke=le(l.border.stroke);let v=l.values;l.values=On(v)&&!On(v[0])?le(v):g?On(v)?Mu(ae,Lu(v,B)):Du(v)?Wm(ae,v):v||Re:v||lh,l.filter=le(l.filter||(h.distr>=3&&h.log==10?dh:h.distr==3&&h.log==2?ph:nf)),l.font=Yu(l.font),l.labelFont=Yu(l.labelFont),l._size=l.size(o,null,u,0),l._space=l._rotate=l._incrs=l._found=l._splits=l._values=null,l._size>0&&(Un[u]=!0,l._el=Vt(Kp,b))}}function nr(l,u,p,h){let[g,v,w,T]=p,E=u%2,L=0;return E==0&&(T||v)&&(L=u==0&&!g||u==2&&!w?Ze(Iu.size/3):0),E==1&&(g||w)&&(L=u==1&&!v||u==3&&!T?Ze(Fu.size/2):0),L}let Ul=o.padding=(e.padding||[nr,nr,nr,nr]).map(l=>le(de(l,nr))),kn=o._padding=Ul.map((l,u)=>l(o,u,Un,0)),it,et=null,tt=null,zr=r==1?y[0].idxs:null,Ut=null,or=!1;function Jl(l,u){if(t=l??[],o.data=o._data=t,r==2){it=0;for(let p=1;p<y.length;p++)it+=t[p][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ut=t[0],it=Ut.length;let p=t;if(G==2){p=t.slice();let h=p[0]=Array(it);for(let g=0;g<it;g++)h[g]=g}o._data=t=p}if(To(!0),rt("setData"),G==2&&(bo=!0),u!==!1){let p=D;p.auto(o,or)?si():Cn(O,p.min,p.max),Bn=Bn||V.left>=0,Nt=!0,ko()}}o.setData=Jl;function si(){or=!0;let l,u;r==1&&(it>0?(et=zr[0]=0,tt=zr[1]=it-1,l=t[0][et],u=t[0][tt],G==2?(l=et,u=tt):l==u&&(G==3?[l,u]=Fs(l,l,D.log,!1):G==4?[l,u]=Sl(l,l,D.log,!1):D.time?u=l+Ze(86400/R):[l,u]=Is(l,u,xl,!0))):(et=zr[0]=l=null,tt=zr[1]=u=null)),Cn(O,l,u)}let Br,xo,ii,li,ai,ci,ui,fi,di,wt;function Gl(l,u,p,h,g,v){l??=du,p??=kl,h??="butt",g??=du,v??="round",l!=Br&&($.strokeStyle=Br=l),g!=xo&&($.fillStyle=xo=g),u!=ii&&($.lineWidth=ii=u),v!=ai&&($.lineJoin=ai=v),h!=ci&&($.lineCap=ci=h),p!=li&&$.setLineDash(li=p)}function Wl(l,u,p,h){u!=xo&&($.fillStyle=xo=u),l!=ui&&($.font=ui=l),p!=fi&&($.textAlign=fi=p),h!=di&&($.textBaseline=di=h)}function pi(l,u,p,h,g=0){if(h.length>0&&l.auto(o,or)&&(u==null||u.min==null)){let v=de(et,0),w=de(tt,h.length-1),T=p.min==null?dm(h,v,w,g,l.distr==3):[p.min,p.max];l.min=Xt(l.min,p.min=T[0]),l.max=bt(l.max,p.max=T[1])}}let Yl={min:null,max:null};function Od(){for(let h in x){let g=x[h];H[h]==null&&(g.min==null||H[O]!=null&&g.auto(o,or))&&(H[h]=Yl)}for(let h in x){let g=x[h];H[h]==null&&g.from!=null&&H[g.from]!=null&&(H[h]=Yl)}H[O]!=null&&To(!0);let l={};for(let h in H){let g=H[h];if(g!=null){let v=l[h]=Go(x[h],ym);if(g.min!=null)Ge(v,g);else if(h!=O||r==2)if(it==0&&v.from==null){let w=v.range(o,null,null,h);v.min=w[0],v.max=w[1]}else v.min=xe,v.max=-xe}}if(it>0){y.forEach((h,g)=>{if(r==1){let v=h.scale,w=H[v];if(w==null)return;let T=l[v];if(g==0){let E=T.range(o,T.min,T.max,v);T.min=E[0],T.max=E[1],et=Zt(T.min,t[0]),tt=Zt(T.max,t[0]),tt-et>1&&(t[0][et]<T.min&&et++,t[0][tt]>T.max&&tt--),h.min=Ut[et],h.max=Ut[tt]}else h.show&&h.auto&&pi(T,w,h,t[g],h.sorted);h.idxs[0]=et,h.idxs[1]=tt}else if(g>0&&h.show&&h.auto){let[v,w]=h.facets,T=v.scale,E=w.scale,[L,N]=t[g],j=l[T],X=l[E];j!=null&&pi(j,H[T],v,L,v.sorted),X!=null&&pi(X,H[E],w,N,w.sorted),h.min=w.min,h.max=w.max}});for(let h in l){let g=l[h],v=H[h];if(g.from==null&&(v==null||v.min==null)){let w=g.range(o,g.min==xe?null:g.min,g.max==-xe?null:g.max,h);g.min=w[0],g.max=w[1]}}}for(let h in l){let g=l[h];if(g.from!=null){let v=l[g.from];if(v.min==null)g.min=g.max=null;else{let w=g.range(o,v.min,v.max,h);g.min=w[0],g.max=w[1]}}}let u={},p=!1;for(let h in l){let g=l[h],v=x[h];if(v.min!=g.min||v.max!=g.max){v.min=g.min,v.max=g.max;let w=v.distr;v._min=w==3?Sn(v.min):w==4?il(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?Sn(v.max):w==4?il(v.max,v.asinh):w==100?v.fwd(v.max):v.max,u[h]=p=!0}}if(p){y.forEach((h,g)=>{r==2?g>0&&u.y&&(h._paths=null):u[h.scale]&&(h._paths=null)});for(let h in u)bo=!0,rt("setScale",h);pt&&V.left>=0&&(Bn=Nt=!0)}for(let h in H)H[h]=null}function Id(l){let u=ml(et-1,0,it-1),p=ml(tt+1,0,it-1);for(;l[u]==null&&u>0;)u--;for(;l[p]==null&&p<it-1;)p++;return[u,p]}function jd(){if(it>0){let l=y.some(u=>u._focus)&&wt!=nn.alpha;l&&($.globalAlpha=wt=nn.alpha),y.forEach((u,p)=>{if(p>0&&u.show&&(Kl(p,!1),Kl(p,!0),u._paths==null)){let h=wt;wt!=u.alpha&&($.globalAlpha=wt=u.alpha);let g=r==2?[0,t[p][0].length-1]:Id(t[p]);u._paths=u.paths(o,p,g[0],g[1]),wt!=h&&($.globalAlpha=wt=h)}}),y.forEach((u,p)=>{if(p>0&&u.show){let h=wt;wt!=u.alpha&&($.globalAlpha=wt=u.alpha),u._paths!=null&&Ql(p,!1);{let g=u._paths!=null?u._paths.gaps:null,v=u.points.show(o,p,et,tt,g),w=u.points.filter(o,p,v,g);(v||w)&&(u.points._paths=u.points.paths(o,p,et,tt,w),Ql(p,!0))}wt!=h&&($.globalAlpha=wt=h),rt("drawSeries",p)}}),l&&($.globalAlpha=wt=1)}}function Kl(l,u){let p=u?y[l].points:y[l];p._stroke=p.stroke(o,l),p._fill=p.fill(o,l)}function Ql(l,u){let p=u?y[l].points:y[l],{stroke:h,fill:g,clip:v,flags:w,_stroke:T=p._stroke,_fill:E=p._fill,_width:L=p.width}=p._paths;L=Te(L*_e,3);let N=null,j=L%2/2;u&&E==null&&(E=L>0?"#fff":T);let X=p.pxAlign==1&&j>0;if(X&&$.translate(j,j),!u){let pe=xt-L/2,fe=Mt-L/2,ie=yt+L,Y=Ht+L;N=new Path2D,N.rect(pe,fe,ie,Y)}u?mi(T,L,p.dash,p.cap,E,h,g,w,v):qd(l,T,L,p.dash,p.cap,E,h,g,w,N,v),X&&$.translate(-j,-j)}function qd(l,u,p,h,g,v,w,T,E,L,N){let j=!1;E!=0&&K.forEach((X,pe)=>{if(X.series[0]==l){let fe=y[X.series[1]],ie=t[X.series[1]],Y=(fe._paths||Mr).band;On(Y)&&(Y=X.dir==1?Y[0]:Y[1]);let z,De=null;fe.show&&Y&&mm(ie,et,tt)?(De=X.fill(o,pe)||v,z=fe._paths.clip):Y=null,mi(u,p,h,g,De,w,T,E,L,N,z,Y),j=!0}}),j||mi(u,p,h,g,v,w,T,E,L,N)}let Zl=Wo|_l;function mi(l,u,p,h,g,v,w,T,E,L,N,j){Gl(l,u,p,h,g),(E||L||j)&&($.save(),E&&$.clip(E),L&&$.clip(L)),j?(T&Zl)==Zl?($.clip(j),N&&$.clip(N),Ur(g,w),Hr(l,v,u)):T&_l?(Ur(g,w),$.clip(j),Hr(l,v,u)):T&Wo&&($.save(),$.clip(j),N&&$.clip(N),Ur(g,w),$.restore(),Hr(l,v,u)):(Ur(g,w),Hr(l,v,u)),(E||L||j)&&$.restore()}function Hr(l,u,p){p>0&&(u instanceof Map?u.forEach((h,g)=>{$.strokeStyle=Br=g,$.stroke(h)}):u!=null&&l&&$.stroke(u))}function Ur(l,u){u instanceof Map?u.forEach((p,h)=>{$.fillStyle=xo=h,$.fill(p)}):u!=null&&l&&$.fill(u)}function Fd(l,u,p,h){let g=P[l],v;if(h<=0)v=[0,0];else{let w=g._space=g.space(o,l,u,p,h),T=g._incrs=g.incrs(o,l,u,p,h,w);v=Nh(u,p,T,h,w)}return g._found=v}function hi(l,u,p,h,g,v,w,T,E,L){let N=w%2/2;k==1&&$.translate(N,N),Gl(T,w,E,L,T),$.beginPath();let j,X,pe,fe,ie=g+(h==0||h==3?-v:v);p==0?(X=g,fe=ie):(j=g,pe=ie);for(let Y=0;Y<l.length;Y++)u[Y]!=null&&(p==0?j=pe=l[Y]:X=fe=l[Y],$.moveTo(j,X),$.lineTo(pe,fe));$.stroke(),k==1&&$.translate(-N,-N)}function Vd(l){let u=!0;return P.forEach((p,h)=>{if(!p.show)return;let g=x[p.scale];if(g.min==null){p._show&&(u=!1,p._show=!1,To(!1));return}else p._show||(u=!1,p._show=!0,To(!1));let v=p.side,w=v%2,{min:T,max:E}=g,[L,N]=Fd(h,T,E,w==0?ne:I);if(N==0)return;let j=g.distr==2,X=p._splits=p.splits(o,h,T,E,L,N,j),pe=g.distr==2?X.map(z=>Ut[z]):X,fe=g.distr==2?Ut[X[1]]-Ut[X[0]]:L,ie=p._values=p.values(o,p.filter(o,pe,h,N,fe),h,N,fe);p._rotate=v==2?p.rotate(o,ie,h,N):0;let Y=p._size;p._size=zt(p.size(o,ie,h,l)),Y!=null&&p._size!=Y&&(u=!1)}),u}function zd(l){let u=!0;return Ul.forEach((p,h)=>{let g=p(o,h,Un,l);g!=kn[h]&&(u=!1),kn[h]=g}),u}function Bd(){for(let l=0;l<P.length;l++){let u=P[l];if(!u.show||!u._show)continue;let p=u.side,h=p%2,g,v,w=u.stroke(o,l),T=p==0||p==3?-1:1,[E,L]=u._found;if(u.label!=null){let $t=u.labelGap*T,Et=Ze((u._lpos+$t)*_e);Wl(u.labelFont[0],w,"center",p==2?"top":fu),$.save(),h==1?(g=v=0,$.translate(Et,Ze(Mt+Ht/2)),$.rotate((p==3?-Ns:Ns)/2)):(g=Ze(xt+yt/2),v=Et);let Wn=ef(u.label)?u.label(o,l,E,L):u.label;$.fillText(Wn,g,v),$.restore()}if(L==0)continue;let N=x[u.scale],j=h==0?yt:Ht,X=h==0?xt:Mt,pe=u._splits,fe=N.distr==2?pe.map($t=>Ut[$t]):pe,ie=N.distr==2?Ut[pe[1]]-Ut[pe[0]]:E,Y=u.ticks,z=u.border,De=Y.show?Y.size:0,je=Ze(De*_e),st=Ze((u.alignTo==2?u._size-De-u.gap:u.gap)*_e),Se=u._rotate*-Ns/180,qe=C(u._pos*_e),Tt=(je+st)*T,ht=qe+Tt;v=h==0?ht:0,g=h==1?ht:0;let It=u.font[0],Jt=u.align==1?zo:u.align==2?ol:Se>0?zo:Se<0?ol:h==0?"center":p==3?ol:zo,sn=Se||h==1?"middle":p==2?"top":fu;Wl(It,w,Jt,sn);let kt=u.font[1]*u.lineGap,jt=pe.map($t=>C(a($t,N,j,X))),Gt=u._values;for(let $t=0;$t<Gt.length;$t++){let Et=Gt[$t];if(Et!=null){h==0?g=jt[$t]:v=jt[$t],Et=""+Et;let Wn=Et.indexOf(`
`)==-1?[Et]:Et.split(/\n/gm);for(let _t=0;_t<Wn.length;_t++){let _a=Wn[_t];Se?($.save(),$.translate(g,v+_t*kt),$.rotate(Se),$.fillText(_a,0,0),$.restore()):$.fillText(_a,g,v+_t*kt)}}}Y.show&&hi(jt,Y.filter(o,fe,l,L,ie),h,p,qe,je,Te(Y.width*_e,3),Y.stroke(o,l),Y.dash,Y.cap);let ln=u.grid;ln.show&&hi(jt,ln.filter(o,fe,l,L,ie),h,h==0?2:1,h==0?Mt:xt,h==0?Ht:yt,Te(ln.width*_e,3),ln.stroke(o,l),ln.dash,ln.cap),z.show&&hi([qe],[1],h==0?1:0,h==0?1:2,h==1?Mt:xt,h==1?Ht:yt,Te(z.width*_e,3),z.stroke(o,l),z.dash,z.cap)}rt("drawAxes")}function To(l){y.forEach((u,p)=>{p>0&&(u._paths=null,l&&(r==1?(u.min=null,u.max=null):u.facets.forEach(h=>{h.min=null,h.max=null})))})}let Jr=!1,$i=!1,rr=[];function Hd(){$i=!1;for(let l=0;l<rr.length;l++)rt(...rr[l]);rr.length=0}function ko(){Jr||(Cm(Xl),Jr=!0)}function Ud(l,u=!1){Jr=!0,$i=u,l(o),Xl(),u&&rr.length>0&&queueMicrotask(Hd)}o.batch=Ud;function Xl(){if(oi&&(Od(),oi=!1),bo&&(Dd(),bo=!1),Fr){if(Ae(_,zo,ke),Ae(_,"top",Ye),Ae(_,Ar,ne),Ae(_,Rr,I),Ae(S,zo,ke),Ae(S,"top",Ye),Ae(S,Ar,ne),Ae(S,Rr,I),Ae(b,Ar,gn),Ae(b,Rr,Fn),m.width=Ze(gn*_e),m.height=Ze(Fn*_e),P.forEach(({_el:l,_show:u,_size:p,_pos:h,side:g})=>{if(l!=null)if(u){let v=g===3||g===0?p:0,w=g%2==1;Ae(l,w?"left":"top",h-v),Ae(l,w?"width":"height",p),Ae(l,w?"top":"left",w?Ye:ke),Ae(l,w?"height":"width",w?I:ne),dl(l,lo)}else At(l,lo)}),Br=xo=ii=ai=ci=ui=fi=di=li=null,wt=1,lr(!0),ke!=go||Ye!=Vn||ne!=tn||I!=zn){To(!1);let l=ne/tn,u=I/zn;if(pt&&!Bn&&V.left>=0){V.left*=l,V.top*=u,Eo&&mn(Eo,Ze(V.left),0,ne,I),Co&&mn(Co,0,Ze(V.top),ne,I);for(let p=0;p<Ot.length;p++){let h=Ot[p];h!=null&&(wo[p]*=l,So[p]*=u,mn(h,zt(wo[p]),zt(So[p]),ne,I))}}if(Ce.show&&!Vr&&Ce.left>=0&&Ce.width>0){Ce.left*=l,Ce.width*=l,Ce.top*=u,Ce.height*=u;for(let p in wi)Ae(Ro,p,Ce[p])}go=ke,Vn=Ye,tn=ne,zn=I}rt("setSize"),Fr=!1}gn>0&&Fn>0&&($.clearRect(0,0,m.width,m.height),rt("drawClear"),q.forEach(l=>l()),rt("draw")),Ce.show&&Vr&&(Gr(Ce),Vr=!1),pt&&Bn&&(Gn(null,!0,!1),Bn=!1),re.show&&re.live&&Nt&&(vi(),Nt=!1),f||(f=!0,o.status=1,rt("ready")),or=!1,Jr=!1}o.redraw=(l,u)=>{bo=u||!1,l!==!1?Cn(O,D.min,D.max):ko()};function _i(l,u){let p=x[l];if(p.from==null){if(it==0){let h=p.range(o,u.min,u.max,l);u.min=h[0],u.max=h[1]}if(u.min>u.max){let h=u.min;u.min=u.max,u.max=h}if(it>1&&u.min!=null&&u.max!=null&&u.max-u.min<1e-16)return;l==O&&p.distr==2&&it>0&&(u.min=Zt(u.min,t[0]),u.max=Zt(u.max,t[0]),u.min==u.max&&u.max++),H[l]=u,oi=!0,ko()}}o.setScale=_i;let gi,bi,Eo,Co,ea,ta,Do,Ao,na,oa,Ee,Le,En=!1,lt=V.drag,nt=lt.x,ot=lt.y;pt&&(V.x&&(gi=Vt(Zp,S)),V.y&&(bi=Vt(Xp,S)),D.ori==0?(Eo=gi,Co=bi):(Eo=bi,Co=gi),Ee=V.left,Le=V.top);let Ce=o.select=Ge({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),Ro=Ce.show?Vt(Qp,Ce.over?S:_):null;function Gr(l,u){if(Ce.show){for(let p in l)Ce[p]=l[p],p in wi&&Ae(Ro,p,l[p]);u!==!1&&rt("setSelect")}}o.setSelect=Gr;function Jd(l){if(y[l].show)We&&dl(Ie[l],lo);else if(We&&At(Ie[l],lo),pt){let p=yo?Ot[0]:Ot[l];p!=null&&mn(p,-10,-10,ne,I)}}function Cn(l,u,p){_i(l,{min:u,max:p})}function on(l,u,p,h){u.focus!=null&&Qd(l),u.show!=null&&y.forEach((g,v)=>{v>0&&(l==v||l==null)&&(g.show=u.show,Jd(v),r==2?(Cn(g.facets[0].scale,null,null),Cn(g.facets[1].scale,null,null)):Cn(g.scale,null,null),ko())}),p!==!1&&rt("setSeries",l,u),h&&ar("setSeries",o,l,u)}o.setSeries=on;function Gd(l,u){Ge(K[l],u)}function Wd(l,u){l.fill=le(l.fill||null),l.dir=de(l.dir,-1),u=u??K.length,K.splice(u,0,l)}function Yd(l){l==null?K.length=0:K.splice(l,1)}o.addBand=Wd,o.setBand=Gd,o.delBand=Yd;function Kd(l,u){y[l].alpha=u,pt&&Ot[l]!=null&&(Ot[l].style.opacity=u),We&&Ie[l]&&(Ie[l].style.opacity=u)}let bn,Dn,Jn,Po={focus:!0};function Qd(l){if(l!=Jn){let u=l==null,p=nn.alpha!=1;y.forEach((h,g)=>{if(r==1||g>0){let v=u||g==0||g==l;h._focus=u?null:v,p&&Kd(g,v?1:nn.alpha)}}),Jn=l,p&&ko()}}We&&vo&&mt(hu,ge,l=>{V._lock||(Hn(l),Jn!=null&&on(null,Po,!0,Ue.setSeries))});function rn(l,u,p){let h=x[u];p&&(l=l/_e-(h.ori==1?Ye:ke));let g=ne;h.ori==1&&(g=I,l=g-l),h.dir==-1&&(l=g-l);let v=h._min,w=h._max,T=l/g,E=v+(w-v)*T,L=h.distr;return L==3?Uo(10,E):L==4?$m(E,h.asinh):L==100?h.bwd(E):E}function Zd(l,u){let p=rn(l,O,u);return Zt(p,t[0],et,tt)}o.valToIdx=l=>Zt(l,t[0]),o.posToIdx=Zd,o.posToVal=rn,o.valToPos=(l,u,p)=>x[u].ori==0?s(l,x[u],p?yt:ne,p?xt:0):i(l,x[u],p?Ht:I,p?Mt:0),o.setCursor=(l,u,p)=>{Ee=l.left,Le=l.top,Gn(null,u,p)};function ra(l,u){Ae(Ro,zo,Ce.left=l),Ae(Ro,Ar,Ce.width=u)}function sa(l,u){Ae(Ro,"top",Ce.top=l),Ae(Ro,Rr,Ce.height=u)}let sr=D.ori==0?ra:sa,ir=D.ori==1?ra:sa;function Xd(){if(We&&re.live)for(let l=r==2?1:0;l<y.length;l++){if(l==0&&Lt)continue;let u=re.values[l],p=0;for(let h in u)en[l][p++].firstChild.nodeValue=u[h]}}function vi(l,u){if(l!=null&&(l.idxs?l.idxs.forEach((p,h)=>{we[h]=p}):vm(l.idx)||we.fill(l.idx),re.idx=we[0]),We&&re.live){for(let p=0;p<y.length;p++)(p>0||r==1&&!Lt)&&ep(p,we[p]);Xd()}Nt=!1,u!==!1&&rt("setLegend")}o.setLegend=vi;function ep(l,u){let p=y[l],h=l==0&&G==2?Ut:t[l],g;Lt?g=p.values(o,l,u)??Tn:(g=p.value(o,u==null?null:h[u],l,u),g=g==null?Tn:{_:g}),re.values[l]=g}function Gn(l,u,p){na=Ee,oa=Le,[Ee,Le]=V.move(o,Ee,Le),V.left=Ee,V.top=Le,pt&&(Eo&&mn(Eo,Ze(Ee),0,ne,I),Co&&mn(Co,0,Ze(Le),ne,I));let h,g=et>tt;bn=xe,Dn=null;let v=D.ori==0?ne:I,w=D.ori==1?ne:I;if(Ee<0||it==0||g){h=V.idx=null;for(let T=0;T<y.length;T++){let E=Ot[T];E!=null&&mn(E,-10,-10,ne,I)}vo&&on(null,Po,!0,l==null&&Ue.setSeries),re.live&&(we.fill(h),Nt=!0)}else{let T,E,L;r==1&&(T=D.ori==0?Ee:Le,E=rn(T,O),h=V.idx=Zt(E,t[0],et,tt),L=M(t[0][h],D,v,0));let N=-10,j=-10,X=0,pe=0,fe=!0,ie="",Y="";for(let z=r==2?1:0;z<y.length;z++){let De=y[z],je=we[z],st=je==null?null:r==1?t[z][je]:t[z][1][je],Se=V.dataIdx(o,z,h,E),qe=Se==null?null:r==1?t[z][Se]:t[z][1][Se];if(Nt=Nt||qe!=st||Se!=je,we[z]=Se,z>0&&De.show){let Tt=Se==null?-10:Se==h?L:M(r==1?t[0][Se]:t[z][0][Se],D,v,0),ht=qe==null?-10:Z(qe,r==1?x[De.scale]:x[De.facets[1].scale],w,0);if(vo&&qe!=null){let It=D.ori==1?Ee:Le,Jt=Xe(nn.dist(o,z,Se,ht,It));if(Jt<bn){let sn=nn.bias;if(sn!=0){let kt=rn(It,De.scale),jt=qe>=0?1:-1,Gt=kt>=0?1:-1;Gt==jt&&(Gt==1?sn==1?qe>=kt:qe<=kt:sn==1?qe<=kt:qe>=kt)&&(bn=Jt,Dn=z)}else bn=Jt,Dn=z}}if(Nt||yo){let It,Jt;D.ori==0?(It=Tt,Jt=ht):(It=ht,Jt=Tt);let sn,kt,jt,Gt,ln,$t,Et=!0,Wn=dt.bbox;if(Wn!=null){Et=!1;let _t=Wn(o,z);jt=_t.left,Gt=_t.top,sn=_t.width,kt=_t.height}else jt=It,Gt=Jt,sn=kt=dt.size(o,z);if($t=dt.fill(o,z),ln=dt.stroke(o,z),yo)z==Dn&&bn<=nn.prox&&(N=jt,j=Gt,X=sn,pe=kt,fe=Et,ie=$t,Y=ln);else{let _t=Ot[z];_t!=null&&(wo[z]=jt,So[z]=Gt,wu(_t,sn,kt,Et),vu(_t,$t,ln),mn(_t,zt(jt),zt(Gt),ne,I))}}}}if(yo){let z=nn.prox,De=Jn==null?bn<=z:bn>z||Dn!=Jn;if(Nt||De){let je=Ot[0];je!=null&&(wo[0]=N,So[0]=j,wu(je,X,pe,fe),vu(je,ie,Y),mn(je,zt(N),zt(j),ne,I))}}}if(Ce.show&&En)if(l!=null){let[T,E]=Ue.scales,[L,N]=Ue.match,[j,X]=l.cursor.sync.scales,pe=l.cursor.drag;if(nt=pe._x,ot=pe._y,nt||ot){let{left:fe,top:ie,width:Y,height:z}=l.select,De=l.scales[j].ori,je=l.posToVal,st,Se,qe,Tt,ht,It=T!=null&&L(T,j),Jt=E!=null&&N(E,X);It&&nt?(De==0?(st=fe,Se=Y):(st=ie,Se=z),qe=x[T],Tt=M(je(st,j),qe,v,0),ht=M(je(st+Se,j),qe,v,0),sr(Xt(Tt,ht),Xe(ht-Tt))):sr(0,v),Jt&&ot?(De==1?(st=fe,Se=Y):(st=ie,Se=z),qe=x[E],Tt=Z(je(st,X),qe,w,0),ht=Z(je(st+Se,X),qe,w,0),ir(Xt(Tt,ht),Xe(ht-Tt))):ir(0,w)}else Si()}else{let T=Xe(na-ea),E=Xe(oa-ta);if(D.ori==1){let X=T;T=E,E=X}nt=lt.x&&T>=lt.dist,ot=lt.y&&E>=lt.dist;let L=lt.uni;L!=null?nt&&ot&&(nt=T>=L,ot=E>=L,!nt&&!ot&&(E>T?ot=!0:nt=!0)):lt.x&&lt.y&&(nt||ot)&&(nt=ot=!0);let N,j;nt&&(D.ori==0?(N=Do,j=Ee):(N=Ao,j=Le),sr(Xt(N,j),Xe(j-N)),ot||ir(0,w)),ot&&(D.ori==1?(N=Do,j=Ee):(N=Ao,j=Le),ir(Xt(N,j),Xe(j-N)),nt||sr(0,v)),!nt&&!ot&&(sr(0,0),ir(0,0))}if(lt._x=nt,lt._y=ot,l==null){if(p){if($a!=null){let[T,E]=Ue.scales;Ue.values[0]=T!=null?rn(D.ori==0?Ee:Le,T):null,Ue.values[1]=E!=null?rn(D.ori==1?Ee:Le,E):null}ar(rl,o,Ee,Le,ne,I,h)}if(vo){let T=p&&Ue.setSeries,E=nn.prox;Jn==null?bn<=E&&on(Dn,Po,!0,T):bn>E?on(null,Po,!0,T):Dn!=Jn&&on(Dn,Po,!0,T)}}Nt&&(re.idx=h,vi()),u!==!1&&rt("setCursor")}let An=null;Object.defineProperty(o,"rect",{get(){return An==null&&lr(!1),An}});function lr(l=!1){l?An=null:(An=S.getBoundingClientRect(),rt("syncRect",An))}function ia(l,u,p,h,g,v,w){V._lock||En&&l!=null&&l.movementX==0&&l.movementY==0||(yi(l,u,p,h,g,v,w,!1,l!=null),l!=null?Gn(null,!0,!0):Gn(u,!0,!1))}function yi(l,u,p,h,g,v,w,T,E){if(An==null&&lr(!1),Hn(l),l!=null)p=l.clientX-An.left,h=l.clientY-An.top;else{if(p<0||h<0){Ee=-10,Le=-10;return}let[L,N]=Ue.scales,j=u.cursor.sync,[X,pe]=j.values,[fe,ie]=j.scales,[Y,z]=Ue.match,De=u.axes[0].side%2==1,je=D.ori==0?ne:I,st=D.ori==1?ne:I,Se=De?v:g,qe=De?g:v,Tt=De?h:p,ht=De?p:h;if(fe!=null?p=Y(L,fe)?a(X,x[L],je,0):-10:p=je*(Tt/Se),ie!=null?h=z(N,ie)?a(pe,x[N],st,0):-10:h=st*(ht/qe),D.ori==1){let It=p;p=h,h=It}}E&&(u==null||u.cursor.event.type==rl)&&((p<=1||p>=ne-1)&&(p=so(p,ne)),(h<=1||h>=I-1)&&(h=so(h,I))),T?(ea=p,ta=h,[Do,Ao]=V.move(o,p,h)):(Ee=p,Le=h)}let wi={width:0,height:0,left:0,top:0};function Si(){Gr(wi,!1)}let la,aa,ca,ua;function fa(l,u,p,h,g,v,w){En=!0,nt=ot=lt._x=lt._y=!1,yi(l,u,p,h,g,v,w,!0,!1),l!=null&&(mt(sl,ul,da,!1),ar(pu,o,Do,Ao,ne,I,null));let{left:T,top:E,width:L,height:N}=Ce;la=T,aa=E,ca=L,ua=N}function da(l,u,p,h,g,v,w){En=lt._x=lt._y=!1,yi(l,u,p,h,g,v,w,!1,!0);let{left:T,top:E,width:L,height:N}=Ce,j=L>0||N>0,X=la!=T||aa!=E||ca!=L||ua!=N;if(j&&X&&Gr(Ce),lt.setScale&&j&&X){let pe=T,fe=L,ie=E,Y=N;if(D.ori==1&&(pe=E,fe=N,ie=T,Y=L),nt&&Cn(O,rn(pe,O),rn(pe+fe,O)),ot)for(let z in x){let De=x[z];z!=O&&De.from==null&&De.min!=xe&&Cn(z,rn(ie+Y,z),rn(ie,z))}Si()}else V.lock&&(V._lock=!V._lock,Gn(u,!0,l!=null));l!=null&&(_o(sl,ul),ar(sl,o,Ee,Le,ne,I,null))}function tp(l,u,p,h,g,v,w){if(V._lock)return;Hn(l);let T=En;if(En){let E=!0,L=!0,N=10,j,X;D.ori==0?(j=nt,X=ot):(j=ot,X=nt),j&&X&&(E=Ee<=N||Ee>=ne-N,L=Le<=N||Le>=I-N),j&&E&&(Ee=Ee<Do?0:ne),X&&L&&(Le=Le<Ao?0:I),Gn(null,!0,!0),En=!1}Ee=-10,Le=-10,we.fill(null),Gn(null,!0,!0),T&&(En=T)}function pa(l,u,p,h,g,v,w){V._lock||(Hn(l),si(),Si(),l!=null&&ar($u,o,Ee,Le,ne,I,null))}function ma(){P.forEach(Oh),ri(o.width,o.height,!0)}ao(Os,Ho,ma);let Lo={};Lo.mousedown=fa,Lo.mousemove=ia,Lo.mouseup=da,Lo.dblclick=pa,Lo.setSeries=(l,u,p,h)=>{let g=Ue.match[2];p=g(o,u,p),p!=-1&&on(p,h,!0,!1)},pt&&(mt(pu,S,fa),mt(rl,S,ia),mt(mu,S,l=>{Hn(l),lr(!1)}),mt(hu,S,tp),mt($u,S,pa),gl.add(o),o.syncRect=lr);let Wr=o.hooks=e.hooks||{};function rt(l,u,p){$i?rr.push([l,u,p]):l in Wr&&Wr[l].forEach(h=>{h.call(null,o,u,p)})}(e.plugins||[]).forEach(l=>{for(let u in l.hooks)Wr[u]=(Wr[u]||[]).concat(l.hooks[u])});let ha=(l,u,p)=>p,Ue=Ge({key:null,setSeries:!1,filters:{pub:Eu,sub:Eu},scales:[O,y[1]?y[1].scale:null],match:[Cu,Cu,ha],values:[null,null]},V.sync);Ue.match.length==2&&Ue.match.push(ha),V.sync=Ue;let $a=Ue.key,xi=Tf($a);function ar(l,u,p,h,g,v,w){Ue.filters.pub(l,u,p,h,g,v,w)&&xi.pub(l,u,p,h,g,v,w)}xi.sub(o);function np(l,u,p,h,g,v,w){Ue.filters.sub(l,u,p,h,g,v,w)&&Lo[l](null,u,p,h,g,v,w)}o.pub=np;function op(){xi.unsub(o),gl.delete(o),qn.clear(),pl(Os,Ho,ma),d.remove(),ge?.remove(),rt("destroy")}o.destroy=op;function Ti(){rt("init",e,t),Jl(t||e.data,!1),H[O]?_i(O,H[O]):si(),Vr=Ce.show&&(Ce.width>0||Ce.height>0),Bn=Nt=!0,ri(e.width,e.height)}return y.forEach(Hl),P.forEach(Nd),n?n instanceof HTMLElement?(n.appendChild(d),Ti()):n(o,Ti):Ti(),o}ft.assign=Ge;ft.fmtNum=Tl;ft.rangeNum=Is;ft.rangeLog=Fs;ft.rangeAsinh=Sl;ft.orient=uo;ft.pxRatio=_e;ft.join=Em;ft.fmtDate=El,ft.tzDate=jm;ft.sync=Tf;{ft.addGap=vh,ft.clipGaps=Bs;let e=ft.paths={points:Rf};e.linear=Lf,e.stepped=Sh,e.bars=xh,e.spline=kh}var jf=220,Ih=6,jh=80,qh=[1,2,5,10,15,30,60,120,300,600,900,1800,3600,7200,10800,21600,43200,86400];function qf({history:e}){let t=Me(null),n=Me(null),o=Me(e);o.current=e,Ct(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ft(Vh(s,()=>o.current),If(o.current),s)};i();let a=matchMedia("(prefers-color-scheme: dark)"),f=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:jf}));return f.observe(s),a.addEventListener("change",i),()=>{f.disconnect(),a.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Ct(()=>n.current?.setData(If(e)),[e]);let r=lu(nl(e));return c`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&c`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>c`<span class="legend ${s}">${Vo[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${ve} label="Rate as a table"><${Fh} history=${e} /><//>
    </details>
  </figure>`}function Fh({history:e}){return c`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>c`<tr>
          <td>${$e(t)}</td>
          <td class="number">${J(e.rows[n])}</td>
          <td class="number">${Vc(e.docs_per_second[n])}</td>
          <td>${Vo[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function If(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function Vh(e,t){let n=r=>Bh(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:jf,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,space:jh,incrs:qh,values:(r,s)=>s.map(i=>zc(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>fn(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>zh(r,t(),n)]}}}function zh(e,t,n){let{ctx:o}=e,r=Ih*devicePixelRatio;for(let{part:s,from:i,to:a}of nl(t)){if(!(s in Vo))continue;let f=e.valToPos(i/1e3,"x",!0),d=e.valToPos(a/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(f,e.bbox.top+e.bbox.height-r,Math.max(1,d-f),r)}}function Bh(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function Zo({children:e}){return c`<div class="tiles">${e}</div>`}function He({name:e,value:t,isBad:n=!1,href:o}){let r=c`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?c`<a class=${s} href=${o}>${r}</a>`:c`<div class=${s}>${r}</div>`}function zf({comparison:e}){let{matches:t,note:n,missing:o,surplus:r,different:s,rejected:i}=e;return c`<section class="panel" aria-label="Result">
    <h2>Result</h2>
    <p class="alert ${t?"success":"error"}">${t?"The target matches the source.":"The target differs from the source."}</p>
    ${n&&c`<p class="alert warning">${n}</p>`}
    <${Zo}>
      <${He} name="Rows" value=${J(e.rows)} />
      <${He} name="Documents" value=${J(e.documents)} />
      <${He} name=${e.compared==="ids"?"Equal ids":"Equal"} value=${J(e.equal)} />
      <${He} name="Missing" value=${J(o)} isBad=${o>0} />
      <${He} name="Surplus" value=${J(r)} isBad=${r>0} />
      <${He} name="Different" value=${J(s)} isBad=${s>0} />
      ${i>0&&c`<${He} name="Rows that cannot become documents" value=${J(i)} />`}
    <//>
    <${Ff} title="Missing: rows without a document" ids=${e.missing_ids} total=${o} />
    <${Ff} title="Surplus: documents without a row" ids=${e.surplus_ids} total=${r} />
    <${Hh} differences=${e.differences} total=${s} />
  </section>`}function Ff({title:e,ids:t,total:n}){return t?.length?c`<h3>${e}</h3>
    <${Bf} shown=${t.length} total=${n} />
    <ul class="ids mono" tabindex="0" aria-label=${e}>${t.map(o=>c`<li key=${o}>${o}</li>`)}</ul>`:null}function Hh({differences:e,total:t}){if(!e?.length)return null;let n=e.some(({values:o})=>o);return c`<h3>Different: fields whose values differ</h3>
    <${Bf} shown=${e.length} total=${t} />
    ${!n&&c`<p class="muted">Only the last execution of a job shows the values, to users with the privilege read on the target.</p>`}
    <div class="list"><${ve} label="Differences"><table>
      <thead><tr><th>Document</th><th>Field</th>${n&&c`<th>Source</th><th>Target</th>`}</tr></thead>
      <tbody>${e.flatMap(({id:o,fields:r,values:s})=>(s??r.map(i=>({field:i}))).map(i=>c`<${Uh} key=${`${o} ${i.field}`} id=${o} values=${i} hasValues=${n} />`))}</tbody>
    </table><//></div>`}function Uh({id:e,values:{field:t,source:n,target:o},hasValues:r}){return c`<tr>
    <th scope="row" class="mono">${e}</th>
    <td class="mono">${t}</td>
    ${r&&c`<td class="value mono">${n??Vf}</td><td class="value mono">${o??Vf}</td>`}
  </tr>`}var Vf=c`<span class="muted">no such field</span>`;function Bf({shown:e,total:t}){return e<t?c`<p class="muted">${J(e)} of ${J(t)} are shown.</p>`:null}var Jh={dropped:"Dropped by the pipeline",duplicates:"Duplicate ids",nulled:"Values replaced by null",retries:"Retries"},Ml={created:"Created",updated:"Updated",unchanged:"Unchanged",deleted:"Deleted"};function Gs({status:e}){let t=e.details??{};return c`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&c`<${Fi} messages=${e.error} />`}
      ${e.is_running&&c`<${Or} details=${t} />`}
      <${Zo}>
        <${He} name="Rows" value=${J(e.count)} />
        ${Object.entries(Ml).map(([n,o])=>t[n]!==void 0&&c`<${He} key=${n} name=${o} value=${J(t[n])} />`)}
        <${He} name="Rows per second" value=${fn(Gh(e))} />
        ${e.is_running&&c`<${He} name="Time left" value=${ut(t.eta_in_millis)} />`}
        <${He} name="Running time" value=${ut((e.end_time??Date.now())-e.start_time)} />
        <${He} name="Rejected rows" value=${J(t.rejected)} isBad=${t.rejected>0}
          href=${t.rejected>0&&!Ft(e)&&me(U.readDeadLetters)?A("dead-letters",void 0,{execution:t.execution}):void 0} />
      <//>
      ${t.history?.time.length>1&&c`<${qf} history=${t.history} />`}
    </section>
    ${t.comparison&&c`<${zf} comparison=${t.comparison} />`}
    ${t.partitions&&c`<${cu} partitions=${t.partitions} />`}
    <div class="columns">
      <${Wh} status=${e} />
      ${t.events&&c`<${au} events=${t.events} />`}
    </div>
  `}function Gh({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function Or({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=Bc(e.percent);return c`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function Wh({status:e}){let t=e.details??{};return c`<section class="panel">
    <h2>${Ft(e)?"Verification":"Run"}</h2>
    <${ro}>
      <${Oe} name="Started">${$e(e.start_time)}, ${t.trigger==="schedule"?"by the schedule":"manually"}<//>
      <${Oe} name="Ended">${$e(e.end_time)}<//>
      <${Oe} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${Oe} name="Agent">${t.agent??"\u2013"}<//>
      <${Oe} name="Index">${t.index??"\u2013"}<//>
      <${Oe} name="Slowest part">${Vo[t.bottleneck]??"\u2013"}<//>
      <${Oe} name="Rows read">${J(t.rows_read)}<//>
      ${Object.entries(Jh).map(([n,o])=>t[n]>0&&c`<${Oe} key=${n} name=${o}>${J(t[n])}<//>`)}
      <${Oe} name=${Ft(e)?"Encoded":"Sent"}>${Fc(t.bytes)}<//>
      <${Oe} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&c`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function hn({state:e}){return c`<span class="state ${e??"never"}">${e??"never run"}</span>`}var Yh=["history","events","partitions","query","comparison.*_ids","comparison.differences"].map(e=>`ingestion.details.${e}`),Kh=1500,Qh=6e4;function $n(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:Yh}}}var Ws=e=>({term:{"ingestion.id":e}}),jn=e=>({term:{"ingestion.state":e}}),fo=Object.freeze({bool:{must_not:[{exists:{field:"ingestion.details.kind"}}]}}),Hf=Object.freeze({term:{"ingestion.details.kind":"verification"}}),Uf=Object.freeze({term:{"ingestion.details.comparison.matches":!1}}),po=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),Jf=e=>({bool:{should:[{range:{"ingestion.end_time":{gte:e,format:"epoch_millis"}}},{term:{"ingestion.is_running":!0}}]}}),Ir=e=>Math.floor((Date.now()-e)/6e4)*6e4,Gf=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),Zh=1e3;function Wf(e){return{size:0,query:{bool:{filter:[fo,po({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:Zh,order:{failed:"desc"}},aggs:{failed:{filter:jn("error")},successful:{filter:jn("successful")}}}}}}function Ys(e,t){return e||t>Qh?0:Kh}function Yf(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var Xh=1e3;function Kf({id:e}){let t=qt({query:{ids:{values:[e]}}}),n=oe(async o=>e$(e,(await W(t,o)).hits.hits[0]?._source.ingestion??null,o),(o,r)=>o?.is_running?Xh:Ys(!!o,r),[e]);return c`<${se} polling=${n}>
      ${o=>o?c`<${t$} id=${e} status=${o} />`:c`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${he} request=${t} />`}async function e$(e,t,n){if(!t?.details?.comparison?.differences)return t;try{let o=(await W(ps(t.id),n)).status;return o.details.execution===e?o:t}catch(o){if(!(o instanceof Ke))throw o;return t}}function t$({id:e,status:t}){return c`
    <div class="heading">
      <h1>${Ft(t)?"Verification":"Run"} of <a href=${A("jobs",t.id)}>${t.id}</a></h1>
      <${hn} state=${t.state} />
      <span class="muted">${$e(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&!Ft(t)&&c`<p><a href=${A("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${Gs} status=${t} />
    ${!t.is_running&&!Ft(t)&&c`<${n$} status=${t} />`}
  `}function n$({status:e}){let t=$n([fo,Ws(e.id),jn("successful"),po({lt:e.start_time})],{size:1}),n=oe(async o=>(await W(qt(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return c`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${se} polling=${n}>
      ${o=>o?c`<${o$} status=${e} hit=${o} />`:c`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function o$({status:e,hit:t}){let n=t._source.ingestion,o=a=>a.end_time&&a.end_time-a.start_time,r=a=>[e.details?.[a],n.details?.[a],J],s=Object.entries(Ml).map(([a,f])=>[f,...r(a)]),i=[["Running time",o(e),o(n),ut],["Rows",e.count,n.count,J],...s.filter(([,a,f])=>a!==void 0||f!==void 0),["Rows per second",...r("docs_per_second")],["Rejected rows",...r("rejected")],["Retries",...r("retries")],["Attempts",...r("attempt")]];return c`<${ve} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${A("executions",t._id)}>${$e(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${i.map(([a,f,d,m])=>c`<tr key=${a}>
          <th scope="row">${a}</th><td class="number">${m(f)}</td><td class="number">${m(d)}</td><td class="number">${r$(f,d)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function r$(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function Xo({hits:e,hasJob:t=!1}){return c`<${ve} label="Runs">
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
          <td class="time"><a href=${A("executions",n)}>${$e(o.start_time)}</a></td>
          ${t&&c`<td><a href=${A("jobs",o.id)}>${o.id}</a></td>`}
          <td><${hn} state=${o.state} /> <${Rs} status=${o} /></td>
          <td class="number">${J(o.count)}</td>
          <td class="number">${J(o.details?.rejected)}</td>
          <td class="number">${fn(o.details?.docs_per_second)}</td>
          <td class="number">${ut(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&c`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var Qf=50,s$=1e4,i$=36e5,l$={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},a$={"":"Runs and verifications",load:"Runs",verification:"Verifications",different:"Verifications with differences"},c$={load:fo,verification:Hf,different:Uf},u$={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function Zf({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("kind")??"",r=e.get("hours")??"",s=Number(e.get("from")??0),i=()=>qt($n(f$({q:t,state:n,kind:o,hours:r}),{from:s,size:Qf})),a=oe(f=>W(i(),f),s$,[t,n,o,r,s]);return c`
    <div class="heading"><h1>Runs</h1></div>
    <${pn} address=${f=>A("executions",void 0,f)}>
      <${Kt} name="q" label="Job or words of the error" value=${t} />
      <${Fo} name="state" label="State" value=${n} options=${l$} />
      <${Fo} name="kind" label="Kind" value=${o} options=${a$} />
      <${Fo} name="hours" label="Started" value=${r} options=${u$} />
    <//>
    <${se} polling=${a}>
      ${({hits:f})=>c`
        <section class="panel"><${Xo} hits=${f.hits} hasJob /></section>
        <${Nn} from=${s} size=${Qf} total=${f.total} of="runs"
          address=${d=>A("executions",void 0,{q:t,state:n,kind:o,hours:r,from:d})} />
      `}
    <//>
    <${he} request=${i()} />
  `}function f$({q:e,state:t,kind:n,hours:o}){let r=c$[n];return[...r?[r]:[],...e?[Gf(e)]:[],...t?[jn(t)]:[],...o?[po({gte:Ir(Number(o)*i$)})]:[]]}function Ks(e,t){let n=Me(e);Ct(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var Qs=90,Nl=10,Xf=3;function ed({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(Nl+Xf);return c`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ut(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${Qs}`} width=${o} height=${Qs} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*Qs);return c`<rect key=${r.id} class=${r.state} x=${s*(Nl+Xf)} y=${Qs-i} width=${Nl} height=${i} rx="2">
          <title>${`${$e(r.start_time)}: ${r.state}, ${ut(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function Zs({hit:e,onChange:t}){let{schedule:n,enable_scheduler:o=!1,timezone:r}=e._source.ingest,s=e._id;if(!n)return c`<span class="muted">manual</span>`;let i=e.next_fire;return c`<span class="schedule">
    <span title=${`${n} ${r??"UTC"}${i?`, next ${$e(i)}`:""}`}>
      ${o?i?dn(i,Date.now()):"never":"off"}
    </span>
    <${ct} label=${o?"Disable":"Enable"} of=${`the schedule of ${s}`} requires=${U.editJobs}
      request=${bc(s,!o)} onDone=${t}
      question=${o?`Disable the schedule of ${s}? A run that is under way goes on.`:`Enable the schedule of ${s} (${n})?`} />
  </span>`}var d$=1e3,p$=5e3,m$=6e4,td=50;function nd({id:e}){let t=oe(n=>W(yr(e,{include_status:!0}),n),m$,[e]);return c`<${se} polling=${t}>
    ${n=>c`<${h$} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function h$({id:e,hit:t,onChange:n}){let o=ps(e),r=Me(t.status!==void 0),s=oe(async d=>(r.current||=(await W(yr(e,{include_status:!0}),d)).status!==void 0,r.current?(await W(o,d)).status:null),d=>d?.is_running?d$:p$,[e]),i=s.state.value.data,a=i?.details?.execution,f=i?.state;return Ks(i===void 0?void 0:`${a} ${f}`,n),c`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&c`<${hn} state=${i.state} /> <${Rs} status=${i} />`}
      <div class="actions"><${$$} id=${e} status=${i} ingest=${t._source.ingest} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&c`<p>${t._source.ingest.description}</p>`}
    <${se} polling=${s}>
      ${d=>d?c`<${Gs} status=${d} />`:c`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${_$} id=${e} execution=${a} state=${f} isRunning=${i?.is_running??!1} />
    <div class="columns">
      <${g$} hit=${t} onChange=${n} />
      ${Cr(t._source.ingest)&&c`<${b$} id=${e} execution=${a} state=${f} />`}
    </div>
    <${he} request=${o} />
  `}function $$({id:e,status:t,ingest:n,onChange:o}){let r=t?.is_running??!1;return c`
    ${r?c`<${ct} label="Abort" kind="danger" requires=${U.abort} request=${ms(e)} onDone=${o}
          question=${Ft(t)?`Abort the verification of ${e}? The statement in the database is cancelled.`:`Abort the run of ${e}? The statement in the database is cancelled. Rows that were sent ${t.details.strategy==="REPLACE"?"are discarded":"stay in the target"}.`} />`:c`<${ct} label="Run" kind="primary" requires=${U.run} request=${to(e)} onDone=${o} question=${`Run ${e} now?`} />
          ${Cr(n)&&c`<${ct} label="Run in full" requires=${U.run} request=${to(e,{full:!0})} onDone=${o}
            question=${`Run ${e} without its positions? It reads all rows, and sets the positions anew.`} />`}
          ${[n.pk_field??[]].flat().length>0&&c`<${ct} label="Verify" requires=${U.run} request=${$c(e)} onDone=${o}
            question=${`Compare the target of ${e} with its source now? All rows and documents are read. Nothing is written.`} />`}`}
    ${me(U.editJobs)&&c`<a class="button" href=${A("job-form",e)}>Edit</a>
      <a class="button" href=${A("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!r&&c`<${ct} label="Delete" kind="danger" requires=${U.editJobs} request=${mc(e)}
      onDone=${()=>{location.hash=A("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function _$({id:e,execution:t,state:n,isRunning:o}){let r=qt($n([Ws(e)],{size:td})),s=a=>a?.hits.hits.some(f=>f._id===t&&f._source.ingestion.is_running===o),i=oe(a=>W(r,a),(a,f)=>Ys(!t||s(a),f),[e,t,n,o]);return c`<section class="panel">
    <h2>Last runs</h2>
    <${se} polling=${i}>
      ${({hits:a})=>{let f=a.hits.map(m=>({...m._source.ingestion,id:m._id})).reverse();if(!f.length)return c`<p class="muted">No runs yet.</p>`;let d=f.filter(m=>!Ft(m));return c`${d.length>0&&c`<div class="scroll"><${ed} runs=${d} /></div>`}
          <div class="list"><${Xo} hits=${a.hits} /></div>
          ${a.total>td&&c`<p><a href=${A("executions",void 0,{q:e})}>All ${a.total} runs</a></p>`}`}}
    <//>
  </section>`}function g$({hit:e,onChange:t}){let n=e._source.ingest;return c`<section class="panel">
    <h2>Definition</h2>
    <${ro}>
      <${Oe} name="Datasource"><a href=${A("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${Oe} name="Target">${n.target}<//>
      <${Oe} name="Strategy">${n.strategy}${n.deletions&&", deletes documents without a row"}<//>
      <${Oe} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${Oe} name="Schedule">${n.schedule&&c`<code>${n.schedule}</code> `}${n.schedule&&(n.timezone??"UTC")} <${Zs} hit=${e} onChange=${t} /><//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function b$({id:e,execution:t,state:n}){let o=oe(r=>W(_c(e),r),0,[e,t,n]);return c`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">Where the next run continues: the values of the query's variables.</p>
    <${se} polling=${o}>
      ${({positions:r})=>c`
        <${ro}>
          ${Object.entries(r??{}).map(([s,i])=>c`<${Oe} key=${s} name=${s}><code>${JSON.stringify(i)}</code><//>`)}
        <//>
        ${Object.keys(r??{}).length===0?c`<p>None are stored. The dry run of the form shows where the next run starts.</p>`:c`<p><${ct} label="Reset" kind="danger" requires=${U.run} of="the positions" request=${gc(e)} onDone=${o.reload}
              question=${`Reset the positions of ${e}? The next run reads all rows.`} /></p>`}
      `}
    <//>
  </section>`}function od({request:e}){let{ask:t,isBusy:n,error:o,answer:r,isOutdated:s}=Mn(e);return c`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${n} aria-busy=${n} onClick=${t}>${n?"Asking \u2026":"Dry run"}</button>
    ${o&&c`<${Je} error=${o} />`}
    <div role="status">${!o&&r&&!s&&c`<${v$} plan=${r} />`}</div>
    <${he} request=${e} />
  </section>`}function v$({plan:e}){return c`<div>
    ${e.changes?.changed&&e.index&&!e.replaces?c`<p class="alert warning">Some fields of the target have another type than the columns. A run cannot change them, and may reject rows.</p>`:c`<p class="good">A run would work.</p>`}
    <${ro}>
      <${Oe} name="Rows">${e.rows_total===void 0?"not known":`about ${J(e.rows_total)}`}<//>
      <${Oe} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&c`<${Oe} name="Removal guard"><${y$} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${Oe} name="Starts from"><${w$} start=${e.start} /><//>
      <${Oe} name="Next runs">
        ${e.next_fires?.length?c`<ul class="plain">${e.next_fires.map(t=>c`<li key=${t}>${$e(t)} <span class="muted">${dn(t,Date.now())}</span></li>`)}</ul>`:"only manually"}
      <//>
    <//>
    ${e.changes&&c`<${S$} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function y$({guard:e,rows:t}){let n=`The target has ${J(e.documents)} documents; a run with fewer than ${J(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?c`<span class="bad">${n} The estimate is below.</span>`:n}function w$({start:e}){let t=Object.entries(e);return t.length?c`${t.map(([n,o])=>c`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function S$({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?c`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>c`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:c`<p class="muted">The mapping of the target stays as it is.</p>`}var x$=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function rd({ingest:e,change:t}){let{datasource:n,query:o,mapping:r}=e,s=xc(n??"",{query:o}),{ask:i,isBusy:a,error:f,answer:d,isOutdated:m}=Mn(s);return c`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${me(U.editDatasources)&&c`<button type="button" disabled=${!n||!o||a} aria-busy=${a} onClick=${i}>
      ${a?"Reading \u2026":"Show the columns"}
    </button>`}
    ${f&&c`<${Je} error=${f} />`}
    ${n&&o&&c`<${he} request=${s} />`}
    <${ys} isShown=${m} of="columns" />
    ${d&&c`<${T$} defaults=${d.mapping} mapping=${r} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${qo} label="Mapping" value=${r} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${qo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${qo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function T$({defaults:e,mapping:t,onChange:n}){return c`<${ve} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return c`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${a=>n(Yc(t,o,a.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...x$,...i?[i]:[]])].map(a=>c`<option key=${a} value=${a} selected=${a===i}>${a}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function sd({ingest:e,origin:t,change:n}){let{schedule:o="",timezone:r,enable_scheduler:s=!1}=e,i=o in Ts;function a(f){n("schedule")(f);let d=!t.schedule||t.enable_scheduler===!0;!!f!=!!o&&n("enable_scheduler")(!!f&&d),f&&!o&&!r&&n("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone)}return c`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${Yt} label="Starts" value=${i?o:"custom"} onChange=${a} options=${i?Ts:{...Ts,custom:"As written below"}} />
    <${Be} label="Quartz cron expression" value=${o} onChange=${a} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${o&&c`
      <${Be} label="Time zone of the schedule" value=${r} onChange=${n("timezone")} placeholder="UTC" />
      <${Oc} label="The schedule is enabled" value=${s} onChange=${n("enable_scheduler")} />
    `}
  </section>`}function id({datasource:e,onTable:t}){let{submit:n,error:o}=un(({ingestions:i})=>t(i[0])),r=i=>n(gs(e,i)),s=oe(i=>W(no(e,{}),i),0,[e]);return c`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&c`<${Je} error=${o} />`}
    <${se} polling=${s}>
      ${({catalogs:i})=>i.map(({name:a})=>c`<${ld} key=${a} name=${a} isOpen=${i.length===1}>
        <${k$} datasource=${e} catalog=${a} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function k$({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>W(no(e,{catalog:t}),r),0,[e,t]);return c`<${se} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>c`<${ld} key=${s} name=${s} isOpen=${r.length===1}>
      <${E$} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function E$({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>W(no(e,{catalog:t,schema:n}),s),0,[e,t,n]);return c`<${se} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>c`
      ${s.length===0&&c`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:a})=>c`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${a==="view"&&c`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function ld({name:e,isOpen:t,children:n}){let[o,r]=te(t);return c`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function ad({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return c`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&c`<p class="muted">The query returns no rows.</p>`}
    <${ve} label="First rows">
      <table>
        <thead><tr>${r.map(s=>c`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>c`<tr key=${i}>${r.map(a=>c`<td key=${a}>${C$(s[a])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>c`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&c`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function C$(e){return e==null?c`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function cd({label:e,value:t,onChange:n}){let o=Me(null),r=Me(null),s=Me(n),i=Me(t),[a,f]=te(!1);s.current=n,Ct(()=>{let m=!1;return import("./sql.js").then(({createEditor:$})=>{m||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:d}),f(!0))},()=>{}),()=>{m=!0,r.current?.destroy()}},[]),Dt(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t]);function d(m){i.current=m,s.current(m)}return c`<div class="editor">
    <div ref=${o}></div>
    ${!a&&c`<textarea rows="8" aria-label=${e} spellcheck=${!1} value=${t} onInput=${m=>d(m.target.value)}></textarea>`}
  </div>`}var D$=20,A$=200;function ud({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let{datasource:s,query:i=""}=e,a=Sc(s??"",{query:i,row_limit:D$,max_text_size:A$}),f=Mn(a,d=>r(Object.keys(d.types)));return n.length?c`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${Yt} label="Datasource" value=${s} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map(d=>[d,d]))}} />
        ${s&&me(U.editDatasources)&&c`<${id} key=${s} datasource=${s} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${cd} label="Query" value=${i} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${me(U.editDatasources)&&c`<button type="button" disabled=${!s||!i||f.isBusy} aria-busy=${f.isBusy} onClick=${f.ask}>
          ${f.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${f.error&&c`<${Je} error=${f.error} />`}
    <${ys} isShown=${f.isOutdated} of="rows" />
    ${f.answer&&c`<${ad} sample=${f.answer} />`}
    ${s&&i&&c`<${he} request=${a} />`}
  </section>`:c`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${A("datasource-form")}>New datasource</a>
    </section>`}var R$={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key",MIRROR:"MIRROR: compare all rows with the target, then write and delete only what differs"},P$={REPLACE:"Readers see all old rows or all new ones. Deleted rows are gone after each run.",INCREMENTAL:"Reads what the query asks for: with its variables only new rows.",MIRROR:"For a large table with few changes. Readers see old and new documents side by side during a run. Needs a key, and a target that only this job writes."},L$="Column whose value becomes the document's id; several with commas.",M$=" Without one, ids are generated: each INCREMENTAL run adds new documents.",N$={none:"Stay in the target",compare:"Compare all keys after each run, and delete documents without a row"},fd="A MIRROR has none: its documents must equal the rows.",O$="(?!)";function dd({ingest:e,change:t,columns:n}){let o=e.strategy??"INCREMENTAL",r=o==="MIRROR";function s(i){t("strategy")(i),i!=="INCREMENTAL"&&t("deletions")(void 0)}return c`
    <${Be} label="Target" value=${e.target} onChange=${t("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${Yt} label="Strategy" value=${o} onChange=${s} options=${R$} hint=${P$[o]} />
    ${Cr(e)&&c`<${Yt} label="Deleted rows" value=${e.deletions??"none"} options=${N$}
      onChange=${i=>t("deletions")(i==="none"?void 0:i)}
      hint="Comparing reads the keys of all rows with each run. It needs a key, and a target that only this job writes." />`}
    <${Be} label="Key" value=${Es(e.pk_field)} onChange=${i=>t("pk_field")(Wc(i))} suggestions=${n} required=${Qi(e)}
      placeholder="id" hint=${L$+(Qi(e)?"":M$)} />
    <details>
      <summary>Limits and batches</summary>
      <${Be} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${t("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${Be} label="Removal guard" value=${e.removal_guard} onChange=${t("removal_guard")} placeholder="50%"
        hint="A run that would remove more than this share of the target's documents removes none, and ends in an error." />
      <${Be} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${t("pipeline")}
        pattern=${r?O$:void 0} title=${r?fd:void 0} hint=${r?fd:void 0} />
      <${Be} label="Description" value=${e.description} onChange=${t("description")} />
    </details>
  `}function Ol({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([W($s({size:1e3}),r),n?W(yr(n),r):null]);return{datasources:s.hits.hits.map(a=>a._id),hit:i}},0,[n]);return c`<${se} polling=${o}>
    ${({datasources:r,hit:s})=>c`<${I$} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?Qc(s._source.ingest):s._source.ingest:{...Gc,datasource:t.get("datasource")??""}} />`}
  <//>`}function I$({datasources:e,saved:t,origin:n}){let[o,r]=te(n),[s,i]=te(t),[a,f]=te(t?._id??""),[d,m]=te(o),[$,b]=te([]),_=q=>ee=>m(F=>({...F,[q]:ee}));xs(d!==o);let S={ingest:ks(d)},k=wr(a,S,s?{if_seq_no:s._seq_no,if_primary_term:s._primary_term}:{op_type:"create"}),C=Me(!1),R=un(()=>Tr(A("jobs",a))),y=un(q=>C.current?(i(q),r(d),R.submit(to(a))):Tr(A("jobs",a))),P=y.isBusy||R.isBusy,x=y.error??R.error,K=Me(void 0);function O(q){let ee=K.current;K.current=q,s||f(F=>Zi(F,ee?._id,q._id)),m(F=>Kc(F,ee?._source.ingest,q._source.ingest))}function Q(q){q.preventDefault(),C.current=q.submitter?.value==="run",y.submit(k)}return c`<form class="job-form" onSubmit=${Q}>
    <div class="heading"><h1>${s?`Job ${a}`:"New job"}</h1></div>
    <${ud} ingest=${d} change=${_} datasources=${e} onTable=${O} onColumns=${b} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!s&&c`<${Be} label="Job id" value=${a} onChange=${f} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${dd} ingest=${d} change=${_} columns=${$} />
    </section>
    <${rd} ingest=${d} change=${_} />
    <${sd} ingest=${d} origin=${o} change=${_} />
    <${od} request=${hc(a||"new",S)} />
    ${x&&c`<${rs} error=${x} id=${a} isNew=${!s} address=${A("job-form",a)} />`}
    <div class="submit">
      <button class="primary" disabled=${P} aria-busy=${P}>Save</button>
      ${me(U.run)&&c`<button value="run" disabled=${P}>Save and run</button>`}
      <a class="button" href=${s?A("jobs",a):A("jobs")}>Cancel</a>
    </div>
    <${he} request=${k} />
  </form>`}function Il({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return c`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var j$=1e3,q$=5e3;function Xs(){return oe(async e=>{let{jobs:t}=await W(pc(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?j$:q$,[])}var pd=50,F$=3e4;function md({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=hs({from:t,size:pd,sort:o,...Cs(n)}),s=oe(d=>W(r,d),F$,[t,n,o]),i=Xs(),a=i.state.value.data&&[...i.state.value.data.keys()].sort().join();Ks(a,s.reload);let f=d=>A("jobs",void 0,{q:n,sort:o,...d});return c`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${me(U.editJobs)&&c`<a class="button primary" href=${A("job-form")}>New job</a>`}
      </div>
    </div>
    <${pn} address=${d=>f(d)}>
      <${Kt} name="q" label="Search jobs" value=${n} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${se} polling=${s}>
      ${({hits:d})=>c`
        <section class="panel"><${ve} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${Il} field="_id" sort=${o} address=${m=>f({sort:m})}>Job<//>
                <${Il} field="ingest.target" sort=${o} address=${m=>f({sort:m})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${d.hits.map(m=>c`<${V$} key=${m._id} hit=${m} status=${i.state.value.data?.get(m._id)??m.status}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${d.total===0&&c`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Nn} from=${t} size=${pd} total=${d.total} of="jobs" address=${m=>f({from:m})} />
      `}
    <//>
    <${he} request=${r} />
  `}function V$({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return c`<tr>
    <td><a href=${A("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${hn} state=${t?.state} />
      ${t?.is_running&&o&&c`<${Or} details=${o} />`}
    </td>
    <td class="number">${J(t?.count)}</td>
    <td class="number">${fn(o?.docs_per_second)}</td>
    <td class="time">${t&&z$(t)}</td>
    <td><${Zs} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?c`<${ct} label="Abort" of=${r} kind="danger" requires=${U.abort} request=${ms(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:c`<${ct} label="Run" of=${r} requires=${U.run} request=${to(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${me(U.editJobs)&&c`<a class="button" aria-label=${`Clone ${r}`} href=${A("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function z$(e){return e.is_running?`for ${ut(Date.now()-e.start_time)}`:`${dn(e.end_time,Date.now())}, took ${ut(e.end_time-e.start_time)}`}function hd(){return c`<h1>There is no such page</h1>
    <p><a href=${A("overview")}>Overview</a></p>`}var jl=2e4,B$=6e4,ei=10,ql=864e5;function $d(){let e=Xs(),t=oe(f=>W(qt($n([jn("error"),po({gte:Ir(ql)})],{size:10})),f),jl,[]),n=oe(f=>W(dc(),f),jl,[]),o=oe(async f=>me(U.readDeadLetters)?W(Tc(),f):null,jl,[]),r=oe(async f=>Yf((await W(qt(Wf(Ir(ql))),f)).aggregations.jobs.buckets),B$,[]),s=n.state.value.data?.agents.filter(f=>f.is_alive).length,i=t.state.value.data?.hits.total,a=o.state.value.data?.hits.total;return c`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${me(U.editDatasources)&&c`<a class="button" href=${A("datasource-form")}>New datasource</a>`}
        ${me(U.editJobs)&&c`<a class="button primary" href=${A("job-form")}>New job</a>`}
      </div>
    </div>
    ${me(U.readJobs)&&me(U.editJobs)&&c`<${H$} />`}
    <${Zo}>
      <${He} name="Running" value=${J(e.state.value.data?.size)} href=${A("jobs")} />
      <${He} name="Failed in the last 24 hours" value=${J(i)} isBad=${i>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      <${He} name="Failing repeatedly" value=${J(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${A("executions",void 0,{state:"error",hours:24})} />
      ${a!==void 0&&c`<${He} name="Dead letters" value=${J(a)} isBad=${a>0} href=${A("dead-letters")} />`}
      <${He} name="Agents" value=${J(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${se} polling=${e}>${f=>c`<${J$} jobs=${f} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${se} polling=${t}>
        ${({hits:f})=>f.total?c`<${Xo} hits=${f.hits} hasJob />`:c`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${se} polling=${r}>${f=>c`<${U$} jobs=${f} />`}<//>
    <div class="columns">
      ${me(U.readSchedules)&&c`<${G$} />`}
      <section class="panel">
        <h2>Agents</h2>
        <${se} polling=${n}>${f=>c`<${W$} agents=${f.agents} />`}<//>
      </section>
    </div>
    <${Y$} />
  `}function H$(){return oe(t=>W(hs({size:1}),t),0,[]).state.value.data?.hits.total!==0?null:c`<section class="panel">
    <h2>First steps</h2>
    <ol>
      <li><a href=${A("datasource-form")}>Connect a database</a> as a datasource.</li>
      <li>Choose tables of the datasource, or <a href=${A("job-form")}>write a query</a>: each becomes a job that fills an index.</li>
      <li>Run the job, or give it a schedule.</li>
    </ol>
  </section>`}function U$({jobs:e}){return e.length?c`<section class="panel">
    <h2>Failing repeatedly</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,ei).map(t=>c`<li key=${t}><a href=${A("jobs",t)}>${t}</a></li>`)}
      ${e.length>ei&&c`<li class="muted">and ${e.length-ei} more</li>`}
    </ul>
  </section>`:null}function J$({jobs:e}){return e.size?c`<${ve} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>c`<tr key=${t}>
          <td><a href=${A("jobs",t)}>${t}</a></td>
          <td><${hn} state=${n.state} /></td>
          <td><${Or} details=${n.details??{}} /></td>
          <td class="number">${J(n.count)}</td>
          <td class="number">${fn(n.details?.docs_per_second)}</td>
          <td class="number">${ut(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:c`<p class="muted">Nothing is running.</p>`}function G$(){let e=oe(t=>W(Sr({from:Date.now(),to:Date.now()+ql,size:ei}),t),6e4,[]);return c`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${se} polling=${e}>
      ${({fires:t})=>c`
        ${t.length===0&&c`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.map(({_id:n,time:o})=>c`<li key=${`${n} ${o}`}><a href=${A("jobs",n)}>${n}</a> <span class="muted">${dn(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${A("schedule")}>Open the schedule</a>
      `}
    <//>
  </section>`}function W$({agents:e}){return c`<${ve} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>c`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?dn(t.heartbeat,Date.now()):c`<span class="state error">${dn(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function Y$(){let e=oe(t=>W(uc(),t),0,[]);return c`<${se} polling=${e}>
    ${t=>c`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function _d(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s}of t)o(r).fires.push(s);for(let r of n.values())r.overruns=Q$(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var K$=15e3;function Q$({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r,isScheduled:s})=>s&&o+K$<n&&n<r))}function gd(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function bd(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var er=26,mo=180,jr=900,ti=22,Z$=64,X$=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function vd({lanes:e,now:t,from:n,to:o}){if(!e.length)return c`<p class="muted">No run and no fire time.</p>`;let r=i=>mo+(i-n)/(o-n)*jr,s=ti+e.length*er;return c`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${mo+jr} ${s}`} width=${mo+jr} height=${s}>
        ${bd(n,o).map(i=>c`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${ti} y2=${s} />${r(i)+Z$<mo+jr&&c`<text x=${r(i)+3} y="14">${X$.format(i)}</text>`}</g>`)}
        ${e.map((i,a)=>c`<${e_} key=${i.id} lane=${i} x=${r} y=${ti+a*er} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${ti-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
    </figcaption>
    <details><summary>Show as a table</summary><${ve} label="Calendar as a table"><${t_} lanes=${e} now=${t} /><//></details>
  </figure>`}function e_({lane:e,x:t,y:n}){let o=new Set(e.overruns);return c`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${mo+jr} y1=${n+er} y2=${n+er} />
    ${e.runs.map(r=>c`<rect key=${r.execution} class=${r.state} x=${Math.max(mo,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-Math.max(mo,t(r.start)))} height=${er-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${$e(r.start)}, ${ut(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>c`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+er/2} r="2.5"><title>${$e(r)}</title></circle>`)}
  </g>`}function t_({lanes:e,now:t}){return c`<table>
    <thead><tr><th>Job</th><th class="number">Runs</th><th class="number">Failed</th><th>Last run</th><th>Next fire time</th><th class="number">Fire times during a run</th></tr></thead>
    <tbody>
      ${e.map(({id:n,runs:o,fires:r,overruns:s})=>c`<tr key=${n}>
        <td><a href=${A("jobs",n)}>${n}</a></td>
        <td class="number">${o.length}</td>
        <td class="number">${o.filter(({state:i})=>i==="error").length}</td>
        <td>${$e(o[0]?.start)}</td>
        <td>${$e(r.find(i=>i>t))}</td>
        <td class="number">${s.length}</td>
      </tr>`)}
    </tbody>
  </table>`}var Fl=36e5,n_={6:"6 hours",24:"24 hours",168:"7 days"},o_=6e4,yd=2e3,Vl=60,r_=10;function wd({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*Fl,a=s+t*Fl,[f,d]=await Promise.all([W(qt($n([fo,Jf(i)],{size:yd})),r),W(Sr({from:i,to:a}),r)]);return{now:s,from:i,to:a,runs:f.hits.hits.map(s_),fires:d.fires,isCut:d.truncated||f.hits.total>yd}},o_,[t]);return c`
    <div class="heading"><h1>Schedule</h1></div>
    <${pn} address=${r=>A("schedule",void 0,r)}>
      <${Kt} name="q" label="Part of the job's id" value=${n} />
      <${Fo} name="hours" label="Before and after now" value=${String(t)} options=${n_} />
    <//>
    <${se} polling=${o}>
      ${({now:r,from:s,to:i,runs:a,fires:f,isCut:d})=>{let m=_d(a,f).filter(({id:b})=>b.includes(n)),$=f.filter(b=>b.time>=r&&b._id.includes(n));return c`
          <section class="panel"><h2>Calendar</h2><${vd} lanes=${m.slice(0,Vl)} now=${r} from=${s} to=${i} />
            ${m.length>Vl&&c`<p class="muted">${m.length-Vl} further jobs are left out: filter by their ids.</p>`}
            ${d&&c`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${i_} lanes=${m} />
            <${l_} fires=${$} />
          </div>
        `}}
    <//>
    <${he} request=${Sr({from:Date.now(),to:Date.now()+t*Fl})} />
  `}function s_({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state,isScheduled:t.details?.trigger==="schedule"}}function i_({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return c`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&c`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>c`<li key=${n}><a href=${A("jobs",n)}>${n}</a>: ${o.length} times, last at ${$e(o.at(-1))}</li>`)}</ul>
  </section>`}function l_({fires:e}){let t=gd(e).slice(0,r_);return c`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&c`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>c`<li key=${n}>${$e(n)}: ${o.slice(0,5).map(r=>c`<a key=${r} href=${A("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function Sd({id:e}){let t=oe(n=>W(no(e,{}),n),0,[e]);return c`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${A("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${se} polling=${t}>
      ${({catalogs:n})=>c`<${xd} label="Catalog" named=${n}>
        ${o=>c`<${a_} key=${o} datasource=${e} catalog=${o} />`}
      <//>`}
    <//>
  `}function a_({datasource:e,catalog:t}){let n=oe(o=>W(no(e,{catalog:t}),o),0,[e,t]);return c`<${se} polling=${n}>
    ${({catalogs:[{schemas:o}]})=>c`<${xd} label="Schema" named=${o}>
      ${r=>c`<${c_} key=${r} datasource=${e} catalog=${t} schema=${r} />`}
    <//>`}
  <//>`}function xd({label:e,named:t,children:n}){let[o,r]=te(t[0]?.name);return o===void 0?c`<p class="empty">The datasource's user may read no ${e.toLowerCase()}.</p>`:c`
    ${t.length>1&&c`<${Yt} label=${e} value=${o} onChange=${r} options=${Object.fromEntries(t.map(({name:s})=>[s,s]))} />`}
    ${n(o)}
  `}function c_({datasource:e,catalog:t,schema:n}){let o=gs(e,{catalog:t,schema:n}),r=oe(s=>W(o,s),0,[e,t,n]);return c`<${se} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>c`<${u_} proposals=${s} isCut=${i} />`}
    <//>
    <${he} request=${o} />`}function u_({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=Ds(),[s,i]=te(new Map),[a,f]=te(new Map),[d,m]=te(!1),$=e.filter(({_id:k})=>a.get(k)!=="created"),b=$.filter(({_id:k})=>n.has(k));async function _(){m(!0);try{await S()}finally{m(!1)}}async function S(){for(let{_id:k,_source:C}of b){let R=await W(wr(k,s.get(k)??C,{op_type:"create"})).then(()=>"created",y=>y instanceof Ke?y:Promise.reject(y));f(y=>new Map(y).set(k,R))}}return e.length?c`<section class="panel">
    <${ve} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&b.length===$.length}
            onChange=${()=>r(b.length===$.length?[]:$.map(({_id:k})=>k))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(k=>c`<${f_} key=${k._id} proposal=${k} result=${a.get(k._id)} isSelected=${n.has(k._id)}
          onToggle=${()=>o(k._id)} onSource=${C=>i(new Map(s).set(k._id,C))} />`)}
      </tbody>
    </table><//>
    ${t&&c`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!b.length||d} aria-busy=${d} onClick=${_}>${b.length?`Create ${b.length} ${b.length===1?"job":"jobs"}`:"Create jobs"}</button>
      <a class="button" href=${A("jobs")}>Show all jobs</a>
    </div>
    ${b[0]&&c`<${he} request=${wr(b[0]._id,s.get(b[0]._id)??b[0]._source,{op_type:"create"})} />`}
  </section>`:c`<p class="empty">No tables that this user may read.</p>`}function f_({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:a}){let f=r==="created",d=m=>a(m.target.value==="REPLACE"?t:n);return c`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${f} checked=${s} onChange=${i} /></td>
    <td>${f?c`<a href=${A("jobs",e)}>${e}</a>`:e}</td>
    <td>${Es(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?c`<select aria-label=${`Strategy of ${e}`} disabled=${f} onChange=${d}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted"><details><summary>${o[0]}</summary>${o.slice(1).join(" ")}</details></td>
    <td>${f?c`<span class="good">created</span>`:r&&c`<${Je} error=${r} />`}</td>
  </tr>`}var ni={overview:{title:"Overview",list:$d,requires:U.readRuns},jobs:{title:"Jobs",list:md,object:nd,requires:U.readJobs},executions:{title:"Runs",list:Zf,object:Kf,requires:U.readRuns},schedule:{title:"Schedule",list:wd,requires:U.readJobs},"dead-letters":{title:"Dead letters",list:su,requires:U.readDeadLetters},datasources:{title:"Datasources",list:tu,requires:U.readDatasources},"job-form":{parent:"jobs",list:Ol,object:Ol,requires:U.editJobs,objectRequires:U.changeJobs},"datasource-form":{parent:"datasources",list:Xi,object:Xi,requires:U.editDatasources,objectRequires:U.changeDatasources},tables:{parent:"datasources",object:Sd,requires:U.createJobsOfTables}};function Td(e,t){let n=ni[e],o=t===void 0?n?.list:n?.object;if(!n||!o)return{component:hd,name:"Not found",requires:[]};let r=t===void 0?n.requires:n.objectRequires??n.requires;return{component:o,name:t??n.title??"New",requires:r}}function kd(){let e=Wt.value;return c`
    <a class="skip" href="#main" onClick=${d_}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${A("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${cn.value&&!e&&c`<${p_} />
      <${m_} />`}
    </header>
    <main id="main" tabindex="-1">
      ${e&&c`<${Pc} />`}
      ${cn.value&&c`<div key=${Ji.value} hidden=${e} inert=${e}><${$_} isLocked=${e} /></div>`}
      ${!cn.value&&!e&&c`<${h_} />`}
    </main>
  `}function d_(e){e.preventDefault(),document.getElementById("main")?.focus()}function p_(){let{page:e}=Ki.value,t=ni[e]?.parent??e;return c`<nav aria-label="Pages">
    ${Object.entries(ni).map(([n,{title:o,requires:r}])=>o&&me(r)&&c`<a key=${n} href=${A(n)} aria-current=${n!==t?void 0:n===e?"page":"true"}>${o}</a>`)}
  </nav>`}function m_(){return cn.value?.security?c`<div class="account">
    ${cn.value.username} ${fs.value&&c`<button type="button" onClick=${Rc}>Log out</button>`}
  </div>`:null}function h_(){let[e,t]=te(void 0);return Ct(()=>{let n=0,o=()=>{vs().catch(r=>{if(!(r instanceof Ke))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?c`<${Je} error=${e} />`:c`<p class="empty" aria-busy="true">Loading …</p>`}function $_({isLocked:e}){let{page:t,id:n,query:o}=Ki.value,{component:r,name:s,requires:i}=Td(t,n),a=Me(!0);Ct(()=>{document.title=`${e?"Log in":s} \u2013 Siren sidecar`},[s,e]),Dt(()=>{a.current||document.getElementById("main")?.focus({preventScroll:!0}),a.current=!1},[t,n]);let f=Gi(i);return f?c`<p class="alert error" role="alert">You have no permission to see this page: it requires ${f[1]} on ${f[0]}.</p>`:c`<${r} key=${`${t}/${n}`} id=${n} query=${o} />`}var Ed=document.getElementById("console");Ed&&(sc(),Da(c`<${kd} />`,Ed));
