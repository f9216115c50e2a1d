var ge,na,pi,Dn,fi,Vr,oa,Ir,ra,mi,di,Dd,or=Symbol.for("pv"),Br={},Hr=[],Ad=/^m(i|n|o|s|text|space)$/,hi=Array.isArray,$i=Hr.slice,Gn=Object.assign;function Jn(e){e&&e.parentNode&&e.remove()}function Ur(e,t,n){var o,r,s,i={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return a>2&&(i.children=a>3?$i.call(arguments,2):n),nr(e,i,o,r,null)}function nr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:or,__v:r||++na,__i:-1,__u:0};return!r&&ge.vnode&&ge.vnode(s),s}function Wn(e){return e.children}function ko(e,t){this.props=e,this.context=t,this.__g=0}function An(e,t){if(t==null)return e.__&&An(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:An(e)}function Rd(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Gn({constructor:or},n)).__v=n.__v+1,ge.vnode&&ge.vnode(t),_i(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||An(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,ua(r,t,s),n.__=n.__e=null,t.__e!=o&&sa(t))}function sa(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),sa(e)}function ea(e){(8&e.__g||(e.__g|=8,Dn.push(e),Vr++))&&fi==ge.debounceRendering||((fi=ge.debounceRendering)||queueMicrotask)(ia)}function ia(){try{for(var e,t=1;Dn.length;)Dn.length>t&&Dn.sort(oa),e=Dn.shift(),t=Dn.length,8&e.__g&&Rd(e)}finally{(Vr=Dn.length)&&(fi||queueMicrotask)(ia)}}function la(e,t,n,o,r,s,i,a,f,h,m){var $,_,b,S,k,C,R=o.__k||Hr,y=t.length;for(f=Pd(n,t,R,f,y),$=0;$<y;$++)(b=n.__k[$])!=null&&(_=~b.__i&&R[b.__i]||Br,b.__i=$,C=_i(e,b,_,r,s,i,a,f,h,m),S=b.__e,(_.ref!=b.ref||8&_.__u)&&(_.ref&&gi(_.ref,null,b,_),b.ref&&m.push(b.ref,b.__c||S,b)),k=k||S,4&b.__u?(f=aa(b,f,e,!_.__v),_.__e&&(_.__e=null)):typeof b.type=="function"&&C!==void 0?f=C:S&&(f=S.nextSibling),b.__u&=-21);return n.__e=k,f}function Pd(e,t,n,o,r){var s,i,a,f,h,m,$,_,b,S=n.length,k=S,C=0,R=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=nr(null,i):hi(i)?i=y[s]=nr(Wn,{children:i}):i.constructor===or&&i.__b?i=y[s]=nr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,f=s+C,i.__=e,i.__b=e.__b+1,a=null,~(h=i.__i=Ld(i,n,f,k))&&(k--,(a=n[h])&&(a.__u|=2)),a&&a.__v?(i.__u|=16,h==f-1?C--:h==f+1?C++:h!=f&&(h>f?C--:C++,R=1)):(~h||(r>S?C--:r<S&&C++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(R){for(m=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(C=0,_=m.length;C<_;)m[b=C+_>>1]<i.__i?C=b+1:_=b;m[C]=i.__i,$[s]=C+1}for(C=m.length;s--;)$[s]&&($[s]==C?C--:y[s].__u|=4)}if(k)for(s=0;s<S;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=An(a)),bi(a,a));return o}function aa(e,t,n,o){var r,s,i,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=aa(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=An(e))&&!t.parentNode&&(t=null),i=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(i!=a&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function Ld(e,t,n,o){var r,s=e.key,i=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&s==null||f&&s==a.key&&i==a.type)return n;if(o>(f?1:0)){for(r=n-1;r>=0;r--)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r;for(r=n+1;r<t.length;r++)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r}return-1}function ta(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Fr(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||ta(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||ta(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=di[t]||(di[t]=Md(t)),(e.__a||(e.__a={}))[t]=mi,s=t!=(t=t.replace(ra,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Md(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[Ir]==null)t[Ir]=mi++;else if(t[Ir]<this.__a[e])return;return n(ge.event?ge.event(t):t)}}}function _i(e,t,n,o,r,s,i,a,f,h){var m,$,_,b,S,k,C,R,y,P,x,Q,A,U,B,ne,H,D,J=t.type;if(t.constructor!==or)return null;128&n.__u&&(f=32&n.__u,m=n.__c.__z)&&(t.__u|=f,$=s=[],m.nodeType==8?a=zr(m,s):s.push(m),a=s[0]||a),(m=ge.__b)&&m(t);e:if(typeof J=="function"){_=i.length;try{if(R=t.props,y=(m=J.prototype)&&m.render,P=(m=J.contextType)&&o[m.__c],x=m?P?P.props.value:m.__:o,(b=n.__c)?(t.__c=b,2&b.__g&&(b.__g|=1)):(y?t.__c=b=new J(R,x):(t.__c=b=new ko(R,x),b.constructor=J,b.render=Od),P&&P.sub(b),b.state||(b.state={}),b.__n=o,b.__g|=8,b.__h=[],b.__k=[]),y&&(b.__s||(b.__s=b.state),J.getDerivedStateFromProps&&(b.__s==b.state&&(b.__s=Gn({},b.__s)),Gn(b.__s,J.getDerivedStateFromProps(R,b.__s)))),S=b.props,k=b.state,b.__v=t,n.__c){if(R!==S&&y&&!J.getDerivedStateFromProps&&b.componentWillReceiveProps&&b.componentWillReceiveProps(R,x),t.__v==n.__v&&!(8&b.__g)||!(4&b.__g)&&b.shouldComponentUpdate&&b.shouldComponentUpdate(R,b.__s,x)===!1){t.__v!=n.__v&&(b.props=R,b.state=b.__s,b.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(N){N&&(N.__=t)}),Hr.push.apply(b.__h,b.__k),b.__k=[],b.__h.length&&i.push(b),a=An(n);break e}b.componentWillUpdate&&b.componentWillUpdate(R,b.__s,x),y&&b.componentDidUpdate&&b.__h.push(function(){b.componentDidUpdate(S,k,C)})}else y&&!J.getDerivedStateFromProps&&b.componentWillMount&&b.componentWillMount(),y&&b.componentDidMount&&b.__h.push(b.componentDidMount);b.context=x,b.props=R,b.__P=e,b.__g&=-5,Q=ge.__r,A=y?25:0;do b.__g&=-9,Q&&Q(t),m=b.render(b.props,b.state=b.__s,b.context);while(8&b.__g&&++A<25);y&&(Hr.push.apply(b.__h,b.__k),b.__k=[]),b.state=b.__s,b.getChildContext&&(o=Gn({},o,b.getChildContext())),y&&n.__c&&b.getSnapshotBeforeUpdate&&(C=b.getSnapshotBeforeUpdate(S,k)),U=m&&m.type===Wn&&m.key==null?m.props.children:m,R.__P&&(m=a,r=(e=R.__P).namespaceURI,f=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(N){N&&bi(N,N)}),n.__k=null),a=n.__k?An(n,0):null),a=la(e,hi(U)?U:[U],t,n,o,r,s,i,a,f,h),R.__P&&(t.__e=null,a=m),t.__u&=-161,$&&$.some(Jn),b.__h.length&&i.push(b),1&b.__g&&(b.__g&=-4)}catch(N){if(i.length=_,t.__v=null,f||s)if(N&&N.then){if(t.__u|=128|f,s){for(~(H=s.indexOf(a||void 0))||(H=s.length);(D=s[H-1])&&D.nodeType==8;)H--;for(;H<s.length;H++)if(D=s[H])if(s[H]=null,B){if(D==ne)break}else{if(D.nodeType!=8)break;D.data.startsWith("$s")&&(ne=zr(B=D))}}if(!B){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;B=a}(m=zr(B=t.__c.__z||(t.__c.__z=B)))?(t.__e=B,a=m):t.__e=a,a=a&&a.nextSibling}else s&&s.some(Jn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),N&&N.then||ca(t),ge.__e(N,t,n)}}else a=t.__e=Nd(n.__e,t,n,o,r,s,i,f,h,e);return(m=ge.diffed)&&m(t),a}function zr(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function ca(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(ca))}function ua(e,t,n){for(var o=0;o<n.length;)gi(n[o++],n[o++],n[o++]);ge.__c&&ge.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){ge.__e(s,r.__v)}})}function Nd(e,t,n,o,r,s,i,a,f,h){var m,$,_,b,S,k,C,R,y=n.props||Br,P=t.props,x=t.type;if(x=="svg"?r="http://www.w3.org/2000/svg":x=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(m=0;m<s.length;m++)if((S=s[m])&&(x?S.localName==x:S.nodeType==3)){e=S,s[m]=null;break}}if(!e){if(R=h.ownerDocument||document,!x)return R.createTextNode(P);e=R.createElementNS(r,x,P.is?P:h),a&&(ge.__m&&ge.__m(t,s),a=!1),s=null}if(x){if(h=x=="template"&&e.content||e,s=x=="textarea"&&P.defaultValue!=null?null:s&&$i.call(h.childNodes),!a&&s)for(y={},m=0;m<e.attributes.length;m++)y[(S=e.attributes[m]).name]=S.value;for(m in y)S=y[m],m=="dangerouslySetInnerHTML"?_=S:m=="children"||m in P||m=="value"&&"defaultValue"in P||m=="checked"&&"defaultChecked"in P||Fr(e,m,null,S,r);for(m in P)S=P[m],m=="children"?b=S:m=="dangerouslySetInnerHTML"?$=S:m=="value"?k=S:m=="checked"?C=S:a&&typeof S!="function"||y[m]===S||Fr(e,m,S,y[m],r);$?(a||_&&($.__html==_.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(_&&(e.textContent=""),(x=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&Ad.test(x))&&(r="http://www.w3.org/1999/xhtml"),la(h,hi(b)?b:[b],t,n,o,r,s,i,s?s[0]:n.__k&&An(n,0),a,f),s&&s.some(Jn)),a&&x!="textarea"||(m="value",x=="progress"&&k==null?e.removeAttribute(m):k==null||k===e[m]&&(x!="progress"||k)||Fr(e,m,k,y[m],r),m="checked",C!=null&&C!=e[m]&&Fr(e,m,C,y[m],r))}else y===P||a&&e.data==P||(e.data=P);return e}function gi(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){ge.__e(r,n)}}function bi(e,t,n){var o,r,s,i;if(ge.unmount&&ge.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||gi(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){ge.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&bi(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=zr(o,s=[]))&&(o==e.__e&&s.some(Jn),Jn(r),Jn(o)),n||Jn(e.__e),e.__e=e.__c=e.__=null}function Od(e,t,n){return this.constructor(e,n)}function fa(e,t){var n,o,r,s;ge.__&&ge.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=nr(Wn,{children:[e]}),r=[],s=[],_i(t,t.__k,o||Br,Br,t.namespaceURI,o?null:t.firstChild?$i.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),ua(r,t.__k,s),t.__k.props.children=null}ge={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(a){e=a}}throw Vr=0,e}},na=0,pi=function(e){return e!=null&&e.constructor===or},ko.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Gn({},this.state)),typeof e=="function"&&(e=e(Gn({},n),this.props)),e&&(Gn(n,e),this.__v&&(t&&this.__k.push(t),ea(this)))},ko.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),ea(this))},ko.prototype.render=Wn,Dn=[],Vr=0,oa=function(e,t){return e.__v.__b-t.__v.__b},Ir=Symbol(),ra=/(PointerCapture)$|Capture$/i,mi=0,di={},Dd=0;var Yn,ze,vi,da,yi=Object.is,Jr=0,ya=[],wi=[],Ie=ge,pa=Ie.__b,ma=Ie.__r,ha=Ie.diffed,$a=Ie.__c,_a=Ie.unmount,ga=Ie.__;function sr(e,t){Ie.__h&&Ie.__h(ze,e,Jr||t),Jr=0;var n=ze.__H||(ze.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function W(e){return Jr=1,qd(wa,e)}function qd(e,t,n){var o=sr(Yn++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):wa(void 0,t),function(s){var i=(o.__N||o.__)[0],a=o.t(i,s);yi(i,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=ze,!ze.__f)){ze.__f=!0;var r=ze.shouldComponentUpdate;ze.shouldComponentUpdate=function(s,i,a){var f=this.__H;if(!f)return!0;var h=!1,m=this.props!=s;if(f.__.some(function(_){_.__N&&(h=!0,yi(_.__[0],_.__N[0])||(m=!0))}),r){var $=r.call(this,s,i,a);return h?$||m:$}return!h||m}}return o.__}function Ve(e,t){var n=sr(Yn++,3);!Ie.__s&&xi(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,ze.__H.__h.push(n))}function Gr(e,t){var n=sr(Yn++,4);!Ie.__s&&xi(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,ze.__h.push(n))}function Be(e){return Jr=5,Eo(function(){return{current:e}},[])}function Eo(e,t){var n=sr(Yn++,7);return xi(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Wr(){var e=sr(Yn++,11);if(!e.__){for(var t=ze.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function jd(){var e;do{for(;e=wi.shift();)try{rr(e)}catch(n){Ie.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ya.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(rr),t.__h.some(Si),t.__h=[]}catch(n){t.__h=[],Ie.__e(n,e.__v)}}}while(wi.length)}Ie.__b=function(e){ze=null,pa&&pa(e)},Ie.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),ga&&ga(e,t)},Ie.__r=function(e){ma&&ma(e),Yn=0;var t=(ze=e.__c).__H;t&&(vi==ze?ze.__h=[]:(t.__h.some(rr),t.__h.some(Si),Yn=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),vi=ze},Ie.diffed=function(e){ha&&ha(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&va(ya.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),vi=ze=null},Ie.__c=function(e,t){t.some(function(n){try{n.__h.some(rr),n.__h=n.__h.filter(function(o){return!o.__||Si(o)})}catch(o){n.__h=[function(){throw o}]}}),$a&&$a(e,t)},Ie.unmount=function(e){_a&&_a(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,va(wi.push(r))}else rr(r)}catch(s){t=s}}),o.__H=void 0,t&&Ie.__e(t,o.__v))};var ba=typeof requestAnimationFrame=="function";function Fd(e){var t,n=function(){clearTimeout(o),ba&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);ba&&(t=requestAnimationFrame(n))}function va(e){e!=1&&da==Ie.requestAnimationFrame||((da=Ie.requestAnimationFrame)||Fd)(jd)}function rr(e){var t=ze,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),ze=t}function Si(e){var t=ze;e.__c=e.__(),ze=t}function xi(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!yi(n,e[o])})}function wa(e,t){return typeof t=="function"?t(e):t}var xa=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],a=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=a:i===4?o[1]=Object.assign(o[1]||{},a):i===5?(o[1]=o[1]||{})[t[++s]]=a:i===6?o[1][t[++s]]+=a+"":i?(r=e.apply(a,xa(e,a,n,["",null])),o.push(r),a[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(a)}return o},Sa=new Map;function Ta(e){var t=Sa.get(this);return t||(t=new Map,Sa.set(this,t)),(t=xa(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",a="",f=[0],h=function(_){s===1&&(_||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?f.push(0,_,i):s===3&&(_||i)?(f.push(3,_,i),s=2):s===2&&i==="..."&&_?f.push(4,_,0):s===2&&i&&!_?f.push(5,0,!0,i):s>=5&&((i||!_&&s===5)&&(f.push(s,0,i,r),s=6),_&&(f.push(s,_,0,r),s=6)),i=""},m=0;m<n.length;m++){m&&(s===1&&h(),h(m));for(var $=0;$<n[m].length;$++)o=n[m][$],s===1?o==="<"?(h(),f=[f],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:a?o===a?a="":i+=o:o==='"'||o==="'"?a=o:o===">"?(h(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[m][$+1]===">")?(h(),s===3&&(f=f[0]),s=f,(f=f[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(h(),s=2):i+=o),s===3&&i==="!--"&&(s=4,f=f[0])}return h(),f})(e)),t),arguments,[])).length>1?t:t[0]}var u=Ta.bind(Ur);function qe({error:{causes:e,message:t,status:n}}){let o=n>0&&u`
    <ol>${e.map(({type:r,reason:s})=>u`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return u`<${Ti} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Ti({messages:e,details:t=e.length>2&&u`<ol>${e.map(n=>u`<li>${n}</li>`)}</ol>`}){return u`<div class="alert error" role="alert">
    <div>${e[0]}</div>
    ${e.length>1&&u`<div><b>Root cause:</b> ${e.at(-1)}</div>`}
    ${t&&u`<details><summary>Details</summary>${t}</details>`}
  </div>`}var lt=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function ka(e,t){let n=[];for(let o=Co(t,"error");o;o=Co(o,"caused_by")){if(typeof o=="string")return new lt(e,[{type:"exception",reason:o}]);n.push({type:String(Co(o,"type")??"exception"),reason:String(Co(o,"reason")??"")})}return!n.length&&Co(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Co(t,"_id"))}] does not exist`}),new lt(e,n)}function Co(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var Id=Symbol.for("preact-signals");function Zr(){if($n>1)$n--;else{var e,t=!1;for((function(){var r=Kr;for(Kr=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();lr!==void 0;){var n=lr;for(lr=void 0,Yr++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Ca(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(Yr=0,$n--,t)throw e}}function Ei(e){if($n>0)return e();ki=++zd,$n++;try{return e()}finally{Zr()}}var ir,Ne=void 0;function ar(e){var t=Ne,n=ir;Ne=void 0,ir=void 0;try{return e()}finally{Ne=t,ir=n}}var lr=void 0,$n=0,Yr=0,zd=0,ki=0,Kr=void 0,Qr=0;function Ea(e){if(Ne!==void 0){var t=e.n;if(t===void 0||t.t!==Ne)return t={i:0,S:e,p:Ne.s,n:void 0,t:Ne,e:void 0,x:void 0,r:t},Ne.s!==void 0&&(Ne.s.n=t),Ne.s=t,e.n=t,32&Ne.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Ne.s,t.n=void 0,Ne.s.n=t,Ne.s=t),t}}function Ke(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Ke.prototype.brand=Id;Ke.prototype.h=function(){return!0};Ke.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:ar(function(){var o;(o=t.W)==null||o.call(t)}))};Ke.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&ar(function(){var r;(r=t.Z)==null||r.call(t)}))}};Ke.prototype.subscribe=function(e){var t=this;return gn(function(){var n=t.value;ar(function(){return e(n)})},{name:"sub"})};Ke.prototype.valueOf=function(){return this.value};Ke.prototype.toString=function(){return this.value+""};Ke.prototype.toJSON=function(){return this.value};Ke.prototype.peek=function(){var e=this;return ar(function(){return e.value})};Object.defineProperty(Ke.prototype,"value",{get:function(){var e=Ea(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Yr>100)throw new Error("Cycle detected");(function(n){$n!==0&&Yr===0&&n.l!==ki&&(n.l=ki,Kr={S:n,v:n.v,i:n.i,o:Kr})})(this),this.v=e,this.i++,Qr++,$n++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{Zr()}}}});function Ct(e,t){return new Ke(e,t)}function Ca(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Da(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Aa(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function Kn(e,t){Ke.call(this,void 0,t),this.x=e,this.s=void 0,this.g=Qr-1,this.f=4}Kn.prototype=new Ke;Kn.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===Qr))return!0;if(this.g=Qr,this.f|=1,this.i>0&&!Ca(this))return this.f&=-2,!0;var e=Ne;try{Da(this),Ne=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Ne=e,Aa(this),this.f&=-2,!0};Kn.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Ke.prototype.S.call(this,e)};Kn.prototype.U=function(e){if(this.t!==void 0&&(Ke.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Kn.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Kn.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Ea(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function _n(e,t){return new Kn(e,t)}function Ra(e){var t=e.j;if(e.j=void 0,typeof t=="function"){$n++;var n=Ne;Ne=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Ci(e),o}finally{Ne=n,Zr()}}}function Ci(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Ra(e)}function Vd(e){if(Ne!==this)throw new Error("Out-of-order effect");Aa(this),Ne=e,this.f&=-2;try{8&this.f&&Ci(this)}finally{Zr()}}function Do(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,ir&&ir.push(this)}Do.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Do.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Ra(this),Da(this),$n++;var e=Ne;return Ne=this,Vd.bind(this,e)};Do.prototype.N=function(){2&this.f||(this.f|=2,this.u=lr,lr=this)};Do.prototype.d=function(){this.f|=8,1&this.f||Ci(this)};Do.prototype.dispose=function(){this.d()};function gn(e,t){var n=new Do(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var Pa,es,Xr,Bd=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var La=[];gn(function(){Pa=this.N})();function Ao(e,t){ge[e]=t.bind(null,ge[e]||function(){})}function cr(e){if(Xr){var t=Xr;Xr=void 0,t()}Xr=e&&e.S()}function Ma(e){var t=this,n=e.data,o=Ud(n);o.name="ReactiveDom",o.value=n;var r=Eo(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var h=_n(function(){var b=o.value.value;return b===0?0:b===!0?"":b||""}),m=_n(function(){return!Array.isArray(h.value)&&!pi(h.value)}),$=gn(function(){if(this.N=Na,m.value){var b=h.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=b)}}),_=t.__$u.d;return t.__$u.d=function(){$(),_.call(this)},[m,h]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}Ma.displayName="ReactiveTextNode";Object.defineProperties(Ke.prototype,{constructor:{configurable:!0,value:Ur(Wn,null).constructor},type:{configurable:!0,value:Ma},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Ao("__b",function(e,t){if(cr(),es=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Ke&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});Ao("__r",function(e,t){if(e(t),t.type!==Wn){cr();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return gn(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;Bd&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),es=o,cr(n)}});Ao("__e",function(e,t,n,o){cr(),es=void 0,e(t,n,o)});Ao("diffed",function(e,t){cr(),es=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var a=s[i];a===void 0||o&&i in o||(a.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var f in o){var h=s[f],m=o[f];h===void 0?(h=Hd(n,f,m,r),s[f]=h):h.o(m,r)}}}e(t)});function Hd(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=Ct(n);return{o:function(i,a){s.value=i,o=a},d:gn(function(){this.N=Na;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}Ao("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var a=t.props;for(var f in i)a[f]=i[f]}t.__np=void 0}else{var h=t.__c;if(h){h.__$f|=8;var m=h.__$u;m&&(h.__$u=void 0,m.d())}}e(t)});Ao("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});ko.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function Ud(e,t){return Eo(function(){return Ct(e,t)},[])}var Jd=function(e){queueMicrotask(function(){queueMicrotask(e)})};function Gd(){Ei(function(){for(var e;e=La.shift();)Pa.call(e)})}function Na(){La.push(this)===1&&(ge.requestAnimationFrame||Jd)(Gd)}var Oa=1800*1e3,ur="sidecar.authorization",Rn=Ct(Wd()),Ro=Ct(!1),Di=_n(()=>Rn.value?.user),ts=_n(()=>Rn.value!==void 0);function ns(){return Rn.value?.authorization}function qa(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function ja(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function Fa(e){Rn.value=e}function Ia(){sessionStorage.setItem(ur,JSON.stringify({credentials:Rn.value,lastInput:Date.now()}))}function fr(){sessionStorage.removeItem(ur),Rn.value=void 0}function Ai(){fr(),Ro.value=!0}function za(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Rn.value&&Date.now()-e>Oa?Ai():sessionStorage.getItem(ur)&&sessionStorage.setItem(ur,JSON.stringify({credentials:Rn.value,lastInput:e}))},1e4)}function Wd(){let e=JSON.parse(sessionStorage.getItem(ur)??"null");return e&&Date.now()-e.lastInput<=Oa?e.credentials:void 0}var Ri=new URL("../..",document.baseURI).href.replace(/\/$/,"");async function Y({method:e,path:t,body:n},o){let r=ns(),s=await fetch(Ri+t,{method:e,headers:Yd(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...o?{signal:o}:{}}).catch(a=>{throw o?.aborted?a:new lt(0,[{type:"connection_error",reason:"the sidecar does not answer"}])}),i=await s.json().catch(()=>{});if(s.ok&&i!==void 0)return i;throw s.ok?new lt(s.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(s.status===401&&r===ns()&&Ai(),ka(s.status,i))}function Yd(e){let t=ns();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function fe(e,t,{query:n={},body:o}={}){let r=Object.entries(n).flatMap(([a,f])=>f===void 0||f===""?[]:[[a,String(f)]]),s=new URLSearchParams(r).toString(),i={method:e,path:s?`${t}?${s}`:t};return o===void 0?i:{...i,body:o}}function He(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function Va({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function Ba({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",dr(r)]:s?["-H",dr("authorization: ApiKey <key>")]:[],a=["curl",...e==="GET"?[]:[`-X${e}`],...i,dr(o+t)];return n!==void 0&&a.push("-H",dr("content-type: application/json"),"-d",dr(JSON.stringify(n,null,2))),a.join(" ")}function dr(e){return`'${e.replaceAll("'","'\\''")}'`}function Ha(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var rn="/_siren/connector",Ua=()=>fe("GET","/_siren"),Ja=()=>fe("GET",`${rn}/_me`),Ga=()=>fe("GET",`${rn}/agents`),Kd=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),Wa=()=>fe("GET",`${rn}/jobs/ingestion`,{query:{detailed:!0,filter_path:Kd}}),Ya=e=>fe("GET",He`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),os=e=>fe("POST",He`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),jt=e=>fe("POST",`${rn}/jobs/_search`,{query:{detailed:!0},body:e}),Ka=e=>fe("GET",`${rn}/ingestion/_search`,{query:{...e,include_status:!0}}),pr=e=>fe("GET",He`/_siren/connector/ingestion/${e}`,{query:{include_status:!0}}),mr=(e,t,n)=>fe("PUT",He`/_siren/connector/ingestion/${e}`,{query:n,body:t}),Qa=e=>fe("DELETE",He`/_siren/connector/ingestion/${e}`),Za=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/_validate`,{body:t}),Qn=(e,t={})=>fe("POST",He`/_siren/connector/ingestion/${e}/_run`,{query:t}),Xa=e=>fe("GET",He`/_siren/connector/ingestion/${e}/_positions`),ec=e=>fe("DELETE",He`/_siren/connector/ingestion/${e}/_positions`),tc=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),rs=e=>fe("GET",`${rn}/datasource/_search`,{query:{...e,include_used_by:!0}}),nc=e=>fe("GET",He`/_siren/connector/datasource/${e}`,{query:{include_used_by:!0}}),oc=(e,t,n)=>fe("PUT",He`/_siren/connector/datasource/${e}`,{query:n,body:t}),rc=e=>fe("DELETE",He`/_siren/connector/datasource/${e}`),ss=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_validate`,{body:t}),Zn=(e,t)=>fe("GET",He`/_siren/connector/datasource/${e}/_metadata`,{query:t}),sc=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_sample`,{body:t}),ic=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_transforms`,{body:t}),Po=e=>fe("GET",`${rn}/schedule`,{query:e}),lc=()=>fe("GET",`${rn}/dead_letters/_search`,{query:{size:0}}),ac=e=>fe("POST",`${rn}/dead_letters/_search`,{query:{detailed:!0},body:e}),cc=e=>fe("POST",`${rn}/dead_letters/_groups`,{body:e}),uc=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),fc=(e,t)=>fe("POST",He`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),is=(e,t)=>fe("POST",He`/_siren/connector/datasource/${e}/_definitions`,{body:t});var ls=".siren-jobs",as=".siren-ingestions",Lo=".siren-datasources",dc=".siren-dead-letters",ee=Object.freeze({readRuns:[[ls,"read"]],readJobs:[[as,"read"],[ls,"read"]],run:[[ls,"write"],[Lo,"read"]],abort:[[ls,"write"]],editJobs:[[as,"write"],[Lo,"read"]],readDatasources:[[Lo,"read"],[as,"read"]],editDatasources:[[Lo,"write"]],createJobsOfTables:[[Lo,"write"],[as,"write"],[Lo,"read"]],readDeadLetters:[[dc,"read"]],retry:[[dc,"write"]]}),bn=Ct(void 0);gn(()=>{Ro.value&&(bn.value=void 0)});async function cs(){bn.value=await Y(Ja()),Ro.value=!1}function pc(){fr(),bn.value=void 0}function Pi(e){return e.find(([t,n])=>!bn.value?.index[t]?.[n])}function Ee(e){return Pi(e)===void 0}function mc(){let[e,t]=W(""),[n,o]=W(!1);async function r(i){i.preventDefault();let a=new FormData(i.target),[f,h,m]=["name","password","key"].map($=>String(a.get($)??""));o(!0),Fa(m?ja(m):qa(f??"",h??""));try{await cs(),a.has("remember")&&Ia()}catch($){if(!($ instanceof lt))throw $;fr(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return u`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&u`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&u`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function hc({title:e,onClose:t,isBusy:n,children:o}){let r=Be(null);Ve(()=>{let i=r.current,a=document.activeElement;return i?.showModal(),()=>{i?.close(),a instanceof HTMLElement&&a.focus()}},[]);function s(i){n?i.preventDefault():t()}return u`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function me({request:e}){let t=Ha(e);return u`<details class="request">
    <summary>Show request</summary>
    <${$c} title="Dev Tools" text=${Va(t)} />
    <${$c} title="curl" text=${Ba(t,Ri,{user:Di.value,hasKey:ts.value&&!Di.value})} />
  </details>`}function $c({title:e,text:t}){let[n,o]=W(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return u`<div>
    <h3>${e} ${navigator.clipboard&&u`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function pt(e){let[t,n]=W(void 0),{label:o,requires:r,kind:s,of:i}=e;return Ee(r)?u`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&u`<${Qd} ...${t} onClose=${()=>n(void 0)} />`}`:null}function Qd({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:a,error:f}=ct(h=>{s(),o?.(h)});return u`<${hc} title=${e} onClose=${s} isBusy=${a}>
    <p>${t}</p>
    ${f&&u`<${qe} error=${f} />`}
    <${me} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${a} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${a} aria-busy=${a} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function ct(e){let[t,n]=W(!1),[o,r]=W(void 0);async function s(i){n(!0),r(void 0);try{let a=await Y(i);n(!1),e(a)}catch(a){if(!(a instanceof lt))throw a;r(a),n(!1)}}return{submit:s,isBusy:t,error:o}}function us({request:e,of:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=ct(o);if(!Ee(ee.editDatasources))return null;let a=()=>{o(void 0),r(e)};return u`<span>
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${s} aria-busy=${s} onClick=${a}>${s?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${n&&` ${n.product} ${n.product_version} answers.`}</span>
    ${i&&u`<${qe} error=${i} /><${me} request=${e} />`}
  </span>`}function Ue({label:e,value:t,onChange:n,hint:o,suggestions:r,...s}){let i=Wr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <input id=${i} value=${t??""} aria-describedby=${o&&`${i}-hint`} list=${r&&`${i}-list`} spellcheck=${!1} autocomplete="off" ...${s}
      onInput=${a=>n(a.target.value)} />
    ${r&&u`<datalist id=${`${i}-list`}>${r.map(a=>u`<option value=${a} />`)}</datalist>`}
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function sn({label:e,value:t,onChange:n,hint:o,options:r,required:s}){let i=Wr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <select id=${i} value=${t??""} required=${s} aria-describedby=${o&&`${i}-hint`}
      onChange=${a=>n(a.target.value)}>
      ${Object.entries(r).map(([a,f])=>u`<option key=${a} value=${a} selected=${a===(t??"")}>${f}</option>`)}
    </select>
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function gc({label:e,value:t,onChange:n}){return u`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function Mo({label:e,value:t,onChange:n,hint:o}){let r=Wr(),[s,i]=W(()=>_c(t)),[a,f]=W(""),h=Be(t),m=Be(null);Gr(()=>{JSON.stringify(t)!==JSON.stringify(h.current)&&(h.current=t,i(_c(t)),f(""))},[t]),Ve(()=>m.current?.setCustomValidity(a),[a]);function $(_){i(_);try{h.current=_.trim()?JSON.parse(_):void 0,n(h.current),f("")}catch(b){f(String(b instanceof Error?b.message:b))}}return u`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${m} id=${r} rows="6" spellcheck=${!1} onInvalid=${Zd} aria-invalid=${a?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${_=>$(_.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${a?u`<span class="bad">${a}</span>`:o}</div>
  </div>`}function Zd(e){let t=e.target.closest("details");t&&(t.open=!0)}function _c(e){return e===void 0?"":JSON.stringify(e,null,2)}var Li=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],bc=["B","kB","MB","GB","TB"],vc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),Xd=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),ep=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),tp=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function K(e){return e===void 0?"\u2013":vc.format(e)}function ln(e){return e===void 0?"\u2013":Xd.format(e)}function yc(e){if(e===void 0)return"\u2013";let t=Math.min(bc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${bc[t]}`}function wc(e){return e===void 0?"\u2013":`${vc.format(e)}/s`}function ut(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=Li.findIndex(([,o])=>e>=o),n=e;return Li.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function he(e){return e===void 0?"\u2013":ep.format(e).replace(",","")}function Sc(e){return tp.format(e)}function an(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=Li.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function xc(e){return e===void 0?"":`${Math.floor(e)} %`}function ie({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?u`<${qe} error=${o} />`:u`<p class="empty" aria-busy="true">Loading …</p>`:u`${o&&u`<${qe} error=${o} />
    <p class="muted">Shown is what was known at ${he(r)}.</p>`}
  ${t(n)}`}function fs(e){Ve(()=>{if(e)return addEventListener("beforeunload",Tc),document.addEventListener("click",kc,{capture:!0}),()=>{removeEventListener("beforeunload",Tc),document.removeEventListener("click",kc,{capture:!0})}},[e])}function Tc(e){e.preventDefault()}function kc(e){e.target instanceof Element&&e.target.closest("a[href^='#/']")&&!confirm("Leave this form without saving it?")&&(e.preventDefault(),e.stopPropagation())}var $r={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${hr(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${hr(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${hr(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${hr(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${hr(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function hr({host:e,port:t}){return t?`${e}:${t}`:e}var Ec=Object.freeze({strategy:"REPLACE"}),ds=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function ps(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function ms(e){return[e??[]].flat().join(", ")}function Cc(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function Dc(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...a}=e??{};return Object.keys(s).length?{...a,properties:s}:Object.keys(a).length?a:void 0}function Ac(e){return{...e,enable_scheduler:!1}}var Rc=5e3;function oe(e,t,n){let o=Eo(()=>np(e,t),n);return Ve(()=>o.start(),[o]),o}function np(e,t){let n=Ct({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1;async function i(){clearTimeout(r),o.abort();let m=o=new AbortController,$=Date.now();try{let _=await e(m.signal);if(m.signal.aborted)return;n.value={data:_,error:void 0,loaded:Date.now()}}catch(_){if(m.signal.aborted)return;if(!(_ instanceof lt))throw _;n.value={...n.value,error:_}}finally{let _=a();s&&_&&!m.signal.aborted&&!document.hidden&&(r=setTimeout(i,Math.max(_-(Date.now()-$),_/4)))}}function a(){let{data:m,error:$}=n.value,_=typeof t=="function"?t(m):t;return $?.isTemporary?Math.min(_||Rc,Rc):_}function f(){document.hidden?clearTimeout(r):(a()||!n.value.loaded)&&i()}function h(){return s=!0,document.addEventListener("visibilitychange",f),document.hidden||i(),()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",f)}}return{state:n,start:h,reload:()=>{i()}}}var Pc=Ct(location.hash);addEventListener("hashchange",()=>{Pc.value=location.hash});var Mi=_n(()=>op(Pc.value));function op(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?rp(r.join("/")):void 0,query:new URLSearchParams(n)}}function L(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function rp(e){try{return decodeURIComponent(e)}catch{return e}}function Ni({id:e}){let t=oe(async n=>e===void 0?null:Y(nc(e),n),0,[e]);return u`<${ie} polling=${t}>${n=>u`<${sp} hit=${n} />`}<//>`}function sp({hit:e}){let[t,n]=W(e?._id??""),[o]=W(e?._source.jdbc??{}),[r,s]=W(o),i=_=>b=>s(S=>({...S,[_]:b}));fs(r!==o);let a={jdbc:ps(r)},f=oc(t,a,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:h,isBusy:m,error:$}=ct(()=>{location.hash=L("tables",t)});return u`<form onSubmit=${_=>{_.preventDefault(),h(f)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&u`<${Ue} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&u`<${ip} onChange=${i("url")} />`}
      <${Ue} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${Ue} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${Ue} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${Ue} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Properties of the driver</summary>
        <${Mo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${$&&u`<${qe} error=${$} />`}
    <div class="submit">
      <button class="primary" disabled=${m} aria-busy=${m}>Save</button>
      <${us} request=${ss(t||"new",a)} />
      <a class="button" href=${L("datasources")}>Cancel</a>
    </div>
    <${me} request=${f} />
  </form>`}function ip({onChange:e}){let[t,n]=W(""),[o,r]=W({host:"",port:"",database:""}),s=$r[t];function i(h){n(h),a(h,{...o,port:String($r[h]?.port??"")})}function a(h,m){r(m);let $=$r[h];$&&e($.url(m))}let f=h=>m=>a(t,{...o,[h]:m});return u`
    <${sn} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries($r).map(([h,{name:m}])=>[h,m]))}} />
    ${s?.port&&u`<div class="row">
      <${Ue} label="Host" value=${o.host} onChange=${f("host")} placeholder="db.example.org" />
      <${Ue} label="Port" value=${o.port} onChange=${f("port")} />
    </div>`}
    ${s&&u`<${Ue} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${f("database")} />`}
  `}function cn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return u`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Gt({name:e,label:t,value:n,placeholder:o}){let[r,s]=W(n);return Ve(()=>s(n),[n]),u`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function _r({name:e,label:t,value:n,options:o}){return u`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>u`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var lp=1e4;function Pn({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=lp,a=Math.min(e+t,n);return u`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${K(e+1)} to ${K(a)} of ${K(n)} ${o}`:`No ${o}`}</span>
    ${e>0&&u`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&u`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&u`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function we({label:e,children:t}){return u`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function hs(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var Lc=50,Oi=3;function Mc({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=rs({from:t,size:Lc,...hs(n)}),r=oe(s=>Y(o,s),0,[t,n]);return u`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${Ee(ee.editDatasources)&&u`<a class="button primary" href=${L("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${cn} address=${s=>L("datasources",void 0,s)}>
      <${Gt} name="q" label="Search datasources" value=${n} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${ie} polling=${r}>
      ${({hits:s})=>u`
        <section class="panel"><${we} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${s.hits.map(i=>u`<${ap} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&u`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${Lc} total=${s.total} of="datasources" address=${i=>L("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${me} request=${o} />
  `}function ap({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return u`<tr>
    <td>${Ee(ee.editDatasources)?u`<a href=${L("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td>
      ${o.slice(0,Oi).map(r=>u`<a key=${r} href=${L("jobs",r)}>${r}</a> `)}
      ${o.length>Oi&&u`<a href=${L("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-Oi} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${us} request=${ss(n)} of=${n} />
      ${Ee(ee.createJobsOfTables)&&u`<a class="button" href=${L("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${pt} label="Delete" of=${n} kind="danger" requires=${ee.editDatasources} request=${rc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function $s(){let[e,t]=W(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var qi=["id","execution","type","field","summary","q"],cp=["type","field","summary"];function Nc(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=qi.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function _s(e){let t=qi.filter(n=>e[n]===null).join();return{...Object.fromEntries(qi.map(n=>[n,e[n]??void 0])),without:t}}function Oc(e,t){return{...e,...Object.fromEntries(cp.map(n=>[n,t[n]]))}}var qc=50;function jc({query:e}){let t=Nc(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=W(""),i=oe(m=>Y(cc(t),m),0,[o]),a=ac({...t,from:n,size:qc}),f=oe(m=>Y(a,m),0,[o,n]);function h(m){s(up(m)),i.reload(),f.reload()}return u`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${cn} address=${m=>L("dead-letters",void 0,{..._s(t),...m})}>
      <${Gt} name="id" label="Job" value=${t.id??""} />
      <${Gt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&u`<a class="button" href=${L("dead-letters")}>Show all</a>`}
    <//>
    ${r&&u`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${ie} polling=${i}>${m=>u`<${fp} groups=${m.groups} filter=${t} onDone=${h} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${ie} polling=${f}>
        ${({hits:m})=>u`
          <${dp} key=${`${o} ${n}`} hits=${m.hits} onDone=${h} />
          <${Pn} from=${n} size=${qc} total=${m.total} of="dead letters" address=${$=>L("dead-letters",void 0,{..._s(t),from:$})} />
        `}
      <//>
    </section>
    <${me} request=${a} />
  `}function up({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${K(r)} deleted.`:`${[`${K(e)} indexed`,t&&`${K(t)} rejected again`,n&&`${K(n)} not tried in time`,o&&`${K(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function fp({groups:e,filter:t,onDone:n}){if(!e.length)return u`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return u`<${we} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=Oc(t,r),a=r.summary??r.type;return u`<tr key=${JSON.stringify(i)}>
          <td class="number">${K(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${a}`}></progress></td>
          <td class="message"><a href=${L("dead-letters",void 0,_s({...i,...s?{id:s}:{}}))}>${a}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(f=>u`<a key=${f} href=${L("jobs",f)}>${f}</a> `)}</td>
          <td class="time">${he(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&u`<${Fc} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function Fc({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${K(n)} rows`,s=`${K(n)} ${n===1?"row":"rows"} of ${e}`;return u`
    <${pt} label="Retry" of=${s} requires=${ee.retry} request=${uc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${pt} label="Delete" of=${s} kind="danger" requires=${ee.retry} request=${fc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function dp({hits:e,onDone:t}){let{selected:n,toggle:o}=$s(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return u`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&u`<${Fc} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
      ${s.size>1&&u`<span class="muted">They are of several jobs: filter by one of them first.</span>`}
    </div>
    <${we} label="Dead letters"><table>
      <thead><tr><th><span class="hidden">Chosen</span></th><th>Job</th><th>Id</th><th>Reason</th><th>Time</th><th>Document</th></tr></thead>
      <tbody>
        ${e.map(({_id:i,_source:a})=>u`<tr key=${i}>
          <td><input type="checkbox" aria-label=${`Choose row ${a.id??a.row} of ${a.job}`} checked=${n.has(i)} onChange=${()=>o(i)} /></td>
          <td><a href=${L("jobs",a.job)}>${a.job}</a></td>
          <td>${a.id??"\u2013"}</td>
          <td class="message">${a.error.reason}${!a.retryable&&u` <span class="muted">(cannot be retried)</span>`}</td>
          <td class="time"><a href=${L("executions",a.execution)}>${he(a["@timestamp"])}</a></td>
          <td>${a.document&&u`<details><summary>Show</summary><pre tabindex="0" aria-label="Document">${a.document}</pre></details>`}</td>
        </tr>`)}
      </tbody>
    </table><//>
  `}var No={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function ji({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],a=n.at(-1);o===null||s===void 0||i===void 0||(a&&a.part===o&&a.to===s?a.to=i:n.push({part:o,from:s,to:i}))}),n}function Ic(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function zc({events:e}){return u`<section class="panel">
    <h2>Events</h2>
    <${we} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>u`<tr key=${o}><td class="time">${he(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function Xn({children:e}){return u`<dl class="facts">${e}</dl>`}function Se({name:e,children:t}){return u`<dt>${e}</dt><dd>${t}</dd>`}function Vc({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return u`<section class="panel">
    <h2>Ranges</h2>
    <${we} label="Ranges">
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
  </section>`}var pp="uplot",mp="u-hz",hp="u-vt",$p="u-title",_p="u-wrap",gp="u-under",bp="u-over",vp="u-axis",no="u-off",yp="u-select",wp="u-cursor-x",Sp="u-cursor-y",xp="u-cursor-pt",Tp="u-legend",kp="u-live",Ep="u-inline",Cp="u-series",Dp="u-marker",Bc="u-label",Ap="u-value",br="width",vr="height";var Hc="bottom",Oo="left",Fi="right",nl="#000",Uc=nl+"0",Ii="mousemove",Jc="mousedown",zi="mouseup",Gc="mouseenter",Wc="mouseleave",Yc="dblclick",Rp="resize",Pp="scroll",Kc="change",ws="dppxchange",ol="--",Bo=typeof window<"u",Ji=Bo?document:null,jo=Bo?window:null,Lp=Bo?navigator:null,$e,gs;function Gi(){let e=devicePixelRatio;$e!=e&&($e=e,gs&&Yi(Kc,gs,Gi),gs=matchMedia(`(min-resolution: ${$e-.001}dppx) and (max-resolution: ${$e+.001}dppx)`),oo(Kc,gs,Gi),jo.dispatchEvent(new CustomEvent(ws)))}function Dt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Wi(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Re(e,t,n){e.style[t]=n+"px"}function Wt(e,t,n,o){let r=Ji.createElement(e);return t!=null&&Dt(r,t),n?.insertBefore(r,o),r}function Ft(e,t){return Wt("div",e,t)}var Qc=new WeakMap;function un(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=Qc.get(e);s!=i&&(e.style.transform=s,Qc.set(e,s),t<0||n<0||t>o||n>r?Dt(e,no):Wi(e,no))}var Zc=new WeakMap;function Xc(e,t,n){let o=t+n,r=Zc.get(e);o!=r&&(Zc.set(e,o),e.style.background=t,e.style.borderColor=n)}var eu=new WeakMap;function tu(e,t,n,o){let r=t+""+n,s=eu.get(e);r!=s&&(eu.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var rl={passive:!0},Mp={...rl,capture:!0};function oo(e,t,n,o){t.addEventListener(e,n,o?Mp:rl)}function Yi(e,t,n,o){t.removeEventListener(e,n,rl)}Bo&&Gi();function Yt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:At((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function Du(e){return(n,o,r)=>{let s=-1,i=-1;for(let a=o;a<=r;a++)if(e(n[a])){s=a;break}for(let a=r;a>=o;a--)if(e(n[a])){i=a;break}return[s,i]}}var Au=e=>e!=null,Ru=e=>e!=null&&e>0,Ts=Du(Au),Np=Du(Ru);function Op(e,t,n,o=0,r=!1){let s=r?Np:Ts,i=r?Ru:Au;[t,n]=s(e,t,n);let a=e[t],f=e[t];if(t>-1)if(o==1)a=e[t],f=e[n];else if(o==-1)a=e[n],f=e[t];else for(let h=t;h<=n;h++){let m=e[h];i(m)&&(m<a?a=m:m>f&&(f=m))}return[a??xe,f??-xe]}function ks(e,t,n,o){let r=ru(e),s=ru(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?vn:Pu,a=r==1?At:It,f=s==1?It:At,h=a(i(Ze(e))),m=f(i(Ze(t))),$=Fo(n,h),_=Fo(n,m);return n==10&&(h<0&&($=Te($,-h)),m<0&&(_=Te(_,-m))),o||n==2?(e=$*r,t=_*s):(e=Ou(e,$),t=Es(t,_)),[e,t]}function sl(e,t,n,o){let r=ks(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var il=.1,nu={mode:3,pad:il},wr={pad:0,soft:null,mode:0},qp={min:wr,max:wr};function Ss(e,t,n,o){return Cs(n)?ou(e,t,n):(wr.pad=n,wr.soft=o?0:null,wr.mode=o?3:0,ou(e,t,qp))}function de(e,t){return e??t}function jp(e,t,n){for(t=de(t,0),n=de(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function ou(e,t,n){let o=n.min,r=n.max,s=de(o.pad,0),i=de(r.pad,0),a=de(o.hard,-xe),f=de(r.hard,xe),h=de(o.soft,xe),m=de(r.soft,-xe),$=de(o.mode,0),_=de(r.mode,0),b=t-e,S=vn(b),k=bt(Ze(e),Ze(t)),C=vn(k),R=Ze(C-S);(b<1e-24||R>10)&&(b=0,(e==0||t==0)&&(b=1e-24,$==2&&h!=xe&&(s=0),_==2&&m!=-xe&&(i=0)));let y=b||k||1e3,P=vn(y),x=Fo(10,At(P)),Q=y*(b==0?e==0?.1:1:s),A=Te(Ou(e-Q,x/10),24),U=e>=h&&($==1||$==3&&A<=h||$==2&&A>=h)?h:xe,B=bt(a,A<U&&e>=U?U:Kt(U,A)),ne=y*(b==0?t==0?.1:1:i),H=Te(Es(t+ne,x/10),24),D=t<=m&&(_==1||_==3&&H>=m||_==2&&H<=m)?m:-xe,J=Kt(f,H>D&&t<=D?D:bt(D,H));return B==J&&B==0&&(J=100),[B,J]}var Fp=new Intl.NumberFormat(Bo?Lp.language:"en-US"),ll=e=>Fp.format(e),Rt=Math,ys=Rt.PI,Ze=Rt.abs,At=Rt.floor,Qe=Rt.round,It=Rt.ceil,Kt=Rt.min,bt=Rt.max,Fo=Rt.pow,ru=Rt.sign,vn=Rt.log10,Pu=Rt.log2,Ip=(e,t=1)=>Rt.sinh(e)*t,Vi=(e,t=1)=>Rt.asinh(e/t),xe=1/0;function su(e){return(vn((e^e>>31)-(e>>31))|0)+1}function Ki(e,t,n){return Kt(bt(e,t),n)}function Lu(e){return typeof e=="function"}function le(e){return Lu(e)?e:()=>e}var zp=()=>{},Mu=e=>e,Nu=(e,t)=>t,Vp=e=>null,iu=e=>!0,lu=(e,t)=>e==t,Bp=/\.\d*?(?=9{6,}|0{6,})/gm,ro=e=>{if(ju(e)||Mn.has(e))return e;let t=`${e}`,n=t.match(Bp);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${ro(r)}e${s}`}return Te(e,o)};function eo(e,t){return ro(Te(ro(e/t))*t)}function Es(e,t){return ro(It(ro(e/t))*t)}function Ou(e,t){return ro(At(ro(e/t))*t)}function Te(e,t=0){if(ju(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Qe(o)/n}var Mn=new Map;function qu(e){return((""+e).split(".")[1]||"").length}function xr(e,t,n,o){let r=[],s=o.map(qu);for(let i=t;i<n;i++){let a=Ze(i),f=Te(Fo(e,i),a);for(let h=0;h<o.length;h++){let m=e==10?+`${o[h]}e${i}`:o[h]*f,$=(i>=0?0:a)+(i>=s[h]?0:s[h]),_=e==10?m:Te(m,$);r.push(_),Mn.set(_,$)}}return r}var Sr={},al=[],Io=[null,null],Ln=Array.isArray,ju=Number.isInteger,Hp=e=>e===void 0;function au(e){return typeof e=="string"}function Cs(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Up(e){return e!=null&&typeof e=="object"}var Jp=Object.getPrototypeOf(Uint8Array),Fu="__proto__";function zo(e,t=Cs){let n;if(Ln(e)){let o=e.find(r=>r!=null);if(Ln(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=zo(e[r],t)}else n=e.slice()}else if(e instanceof Jp)n=e.slice();else if(t(e)){n={};for(let o in e)o!=Fu&&(n[o]=zo(e[o],t))}else n=e;return n}function Ge(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=Fu&&(Cs(e[r])?Ge(e[r],zo(o[r])):e[r]=zo(o[r]))}return e}var Gp=0,Wp=1,Yp=2;function Kp(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function Qp(e,t){if(em(e)){let i=e[0].slice();for(let a=1;a<e.length;a++)i.push(...e[a].slice(1));return tm(i[0])||(i=Xp(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let f=e[i][0],h=f.length;for(let m=0;m<h;m++)n.add(f[m])}let o=[Array.from(n).sort((i,a)=>i-a)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let a=e[i],f=a[0];for(let h=1;h<a.length;h++){let m=a[h],$=Array(r).fill(void 0),_=t?t[i][h]:Wp,b=[];for(let S=0;S<m.length;S++){let k=m[S],C=s.get(f[S]);k===null?_!=Gp&&($[C]=k,_==Yp&&b.push(C)):$[C]=k}Kp($,b,r),o.push($)}}return o}var Zp=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function Xp(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],a=Array(n);for(let f=0;f<n;f++)a[f]=i[o[f]];r.push(a)}return r}function em(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function tm(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=bt(1,At((r-o+1)/t));for(let i=e[o],a=o+s;a<=r;a+=s){let f=e[a];if(f!=null){if(f<=i)return!1;i=f}}return!0}var Iu=["January","February","March","April","May","June","July","August","September","October","November","December"],zu=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Vu(e){return e.slice(0,3)}var nm=zu.map(Vu),om=Iu.map(Vu),rm={MMMM:Iu,MMM:om,WWWW:zu,WWW:nm};function gr(e){return(e<10?"0":"")+e}function sm(e){return(e<10?"00":e<100?"0":"")+e}var im={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>gr(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>gr(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>gr(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>gr(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>gr(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>sm(e.getMilliseconds())};function cl(e,t){t=t||rm;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?im[r[1]]:r[0]);return s=>{let i="";for(let a=0;a<n.length;a++)i+=typeof n[a]=="string"?n[a]:n[a](s,t);return i}}var lm=new Intl.DateTimeFormat().resolvedOptions().timeZone;function am(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==lm?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Bu=e=>e%1==0,xs=[1,2,2.5,5],cm=xr(10,-32,0,xs),Hu=xr(10,0,32,xs),um=Hu.filter(Bu),to=cm.concat(Hu),ul=`
`,Uu="{YYYY}",cu=ul+Uu,Ju="{M}/{D}",yr=ul+Ju,bs=yr+"/{YY}",Gu="{aa}",fm="{h}:{mm}",qo=fm+Gu,uu=ul+qo,fu=":{ss}",be=null;function Wu(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,f=(e==1?xr(10,0,3,xs).filter(Bu):xr(10,-3,0,xs)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),h=[[i,Uu,be,be,be,be,be,be,1],[r*28,"{MMM}",cu,be,be,be,be,be,1],[r,Ju,cu,be,be,be,be,be,1],[o,"{h}"+Gu,bs,be,yr,be,be,be,1],[n,qo,bs,be,yr,be,be,be,1],[t,fu,bs+" "+qo,be,yr+" "+qo,be,uu,be,1],[e,fu+".{fff}",bs+" "+qo,be,yr+" "+qo,be,uu,be,1]];function m($){return(_,b,S,k,C,R)=>{let y=[],P=C>=i,x=C>=s&&C<i,Q=$(S),A=Te(Q*e,3),U=Bi(Q.getFullYear(),P?0:Q.getMonth(),x||P?1:Q.getDate()),B=Te(U*e,3);if(x||P){let ne=x?C/s:0,H=P?C/i:0,D=A==B?A:Te(Bi(U.getFullYear()+H,U.getMonth()+ne,1)*e,3),J=new Date(Qe(D/e)),N=J.getFullYear(),Z=J.getMonth();for(let V=0;D<=k;V++){let ae=Bi(N+H*V,Z+ne*V,1),z=ae-$(Te(ae*e,3));D=Te((+ae+z)*e,3),D<=k&&y.push(D)}}else{let ne=C>=r?r:C,H=At(S)-At(A),D=B+H+Es(A-B,ne);y.push(D);let J=$(D),N=J.getHours()+J.getMinutes()/n+J.getSeconds()/o,Z=C/o,V=_.axes[b]._space,ae=R/V;for(;D=Te(D+C,e==1?0:3),!(D>k);)if(Z>1){let z=At(Te(N+Z,6))%24,ce=$(D).getHours()-z;ce>1&&(ce=-1),D-=ce*o,N=(N+Z)%24;let ve=y[y.length-1];Te((D-ve)/C,3)*ae>=.7&&y.push(D)}else y.push(D)}return y}}return[f,h,m]}var[dm,pm,mm]=Wu(1),[hm,$m,_m]=Wu(.001);xr(2,-53,53,[1]);function du(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function pu(e,t){return(n,o,r,s,i)=>{let a=t.find(S=>i>=S[0])||t[t.length-1],f,h,m,$,_,b;return o.map(S=>{let k=e(S),C=k.getFullYear(),R=k.getMonth(),y=k.getDate(),P=k.getHours(),x=k.getMinutes(),Q=k.getSeconds(),A=C!=f&&a[2]||R!=h&&a[3]||y!=m&&a[4]||P!=$&&a[5]||x!=_&&a[6]||Q!=b&&a[7]||a[1];return f=C,h=R,m=y,$=P,_=x,b=Q,A(k)})}}function gm(e,t){let n=cl(t);return(o,r,s,i,a)=>r.map(f=>n(e(f)))}function Bi(e,t,n){return new Date(e,t,n)}function mu(e,t){return t(e)}var bm="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function hu(e,t){return(n,o,r,s)=>s==null?ol:t(e(o))}function vm(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function ym(e,t){return e.series[t].fill(e,t)}var wm={show:!0,live:!0,isolate:!1,mount:zp,markers:{show:!0,width:2,stroke:vm,fill:ym,dash:"solid"},idx:null,idxs:null,values:[]};function Sm(e,t){let n=e.cursor.points,o=Ft(),r=n.size(e,t);Re(o,br,r),Re(o,vr,r);let s=r/-2;Re(o,"marginLeft",s),Re(o,"marginTop",s);let i=n.width(e,t,r);return i&&Re(o,"borderWidth",i),o}function xm(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Tm(e,t){let n=e.series[t].points;return n._stroke||n._fill}function km(e,t){return e.series[t].points.size}var Hi=[0,0];function Em(e,t,n){return Hi[0]=t,Hi[1]=n,Hi}function vs(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function Ui(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var Cm={show:!0,x:!0,y:!0,lock:!1,move:Em,points:{one:!1,show:Sm,size:km,width:0,stroke:Tm,fill:xm},bind:{mousedown:vs,mouseup:vs,click:vs,dblclick:vs,mousemove:Ui,mouseleave:Ui,mouseenter:Ui},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Yu={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},fl=Ge({},Yu,{filter:Nu}),Ku=Ge({},fl,{size:10}),Qu=Ge({},Yu,{show:!1}),dl='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Zu="bold "+dl,Xu=1.5,$u={show:!0,scale:"x",stroke:nl,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Zu,side:2,grid:fl,ticks:Ku,border:Qu,font:dl,lineGap:Xu,rotate:0},Dm="Value",Am="Time",_u={show:!0,scale:"x",auto:!1,sorted:1,min:xe,max:-xe,idxs:[]};function Rm(e,t,n,o,r){return t.map(s=>s==null?"":ll(s))}function Pm(e,t,n,o,r,s,i){let a=[],f=Mn.get(r)||0;n=i?n:Te(Es(n,r),f);for(let h=n;h<=o;h=Te(h+r,f))a.push(Object.is(h,-0)?0:h);return a}function Qi(e,t,n,o,r,s,i){let a=[],f=e.scales[e.axes[t].scale].log,h=f==10?vn:Pu,m=At(h(n));r=Fo(f,m),f==10&&(r=to[Yt(r,to)]);let $=n,_=r*f;f==10&&(_=to[Yt(_,to)]);do a.push($),$=$+r,f==10&&!Mn.has($)&&($=Te($,Mn.get(r))),$>=_&&(r=$,_=r*f,f==10&&(_=to[Yt(_,to)]));while($<=o);return a}function Lm(e,t,n,o,r,s,i){let f=e.scales[e.axes[t].scale].asinh,h=o>f?Qi(e,t,bt(f,n),o,r):[f],m=o>=0&&n<=0?[0]:[];return(n<-f?Qi(e,t,bt(f,-o),-n,r):[f]).reverse().map(_=>-_).concat(m,h)}var ef=/./,Mm=/[12357]/,Nm=/[125]/,gu=/1/,Zi=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function Om(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=e.scales[i],f=e.valToPos,h=s._space,m=f(10,i),$=f(9,i)-m>=h?ef:f(7,i)-m>=h?Mm:f(5,i)-m>=h?Nm:gu;if($==gu){let _=Ze(f(1,i)-m);if(_<h)return Zi(t.slice().reverse(),a.distr,$,It(h/_)).reverse()}return Zi(t,a.distr,$,1)}function qm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=s._space,f=e.valToPos,h=Ze(f(1,i)-f(2,i));return h<a?Zi(t.slice().reverse(),3,ef,It(a/h)).reverse():t}function jm(e,t,n,o){return o==null?ol:t==null?"":ll(t)}var bu={show:!0,scale:"y",stroke:nl,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Zu,side:3,grid:fl,ticks:Ku,border:Qu,font:dl,lineGap:Xu,rotate:0};function Fm(e,t){let n=3+(e||1)*2;return Te(n*t,3)}function Im(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),a=Ze(i-s),f=e.series[t],h=a/(f.points.space*$e);return o[1]-o[0]<=h}var vu={scale:null,auto:!0,sorted:0,min:xe,max:-xe},tf=(e,t,n,o,r)=>r,yu={show:!0,auto:!0,sorted:0,gaps:tf,alpha:1,facets:[Ge({},vu,{scale:"x"}),Ge({},vu,{scale:"y"})]},wu={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:tf,alpha:1,points:{show:Im,filter:null},values:null,min:xe,max:-xe,idxs:[],path:null,clip:null};function zm(e,t,n,o,r){return n/10}var nf={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},Vm=Ge({},nf,{time:!1,ori:1}),Su={};function of(e,t){let n=Su[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,a,f,h){for(let m=0;m<n.plots.length;m++)n.plots[m]!=r&&n.plots[m].pub(o,r,s,i,a,f,h)}},e!=null&&(Su[e]=n)),n}var Vo=1,Xi=2;function so(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,a=e.bbox,f=s[0],h=o==2?s[1]:s[t],m=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],_=a.left,b=a.top,S=a.width,k=a.height,C=e.valToPosH,R=e.valToPosV;return m.ori==0?n(r,f,h,m,$,C,R,_,b,S,k,As,Ho,Ps,sf,af):n(r,f,h,m,$,R,C,b,_,k,S,Rs,Uo,hl,lf,cf)}function pl(e,t){let n=0,o=0,r=de(e.bands,al);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function Bm(e,t,n,o,r){let s=e.mode,i=e.series[t],a=s==2?i.facets[1].scale:i.scale,f=e.scales[a];return r==-1?f.min:r==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function yn(e,t,n,o,r,s){return so(e,t,(i,a,f,h,m,$,_,b,S,k,C)=>{let R=i.pxRound,y=h.dir*(h.ori==0?1:-1),P=h.ori==0?Ho:Uo,x,Q;y==1?(x=n,Q=o):(x=o,Q=n);let A=R($(a[x],h,k,b)),U=R(_(f[x],m,C,S)),B=R($(a[Q],h,k,b)),ne=R(_(s==1?m.max:m.min,m,C,S)),H=new Path2D(r);return P(H,B,ne),P(H,A,ne),P(H,A,U),H})}function Ds(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let a=t==0?Ps:hl,f=n;for(let $=0;$<e.length;$++){let _=e[$];if(_[1]>_[0]){let b=_[0]-f;b>0&&a(i,f,o,b,o+s),f=_[1]}}let h=n+r-f,m=10;h>0&&a(i,f,o-m/2,h,o+s+m)}return i}function Hm(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function ml(e,t,n,o,r,s,i){let a=[],f=e.length;for(let h=r==1?n:o;h>=n&&h<=o;h+=r)if(t[h]===null){let $=h,_=h;if(r==1)for(;++h<=o&&t[h]===null;)_=h;else for(;--h>=n&&t[h]===null;)_=h;let b=s(e[$]),S=_==$?b:s(e[_]),k=$-r;b=i<=0&&k>=0&&k<f?s(e[k]):b;let R=_+r;S=i>=0&&R>=0&&R<f?s(e[R]):S,S>=b&&a.push([b,S])}return a}function xu(e){return e==0?Mu:e==1?Qe:t=>eo(t,e)}function rf(e){let t=e==0?As:Rs,n=e==0?(r,s,i,a,f,h)=>{r.arcTo(s,i,a,f,h)}:(r,s,i,a,f,h)=>{r.arcTo(i,s,f,a,h)},o=e==0?(r,s,i,a,f)=>{r.rect(s,i,a,f)}:(r,s,i,a,f)=>{r.rect(i,s,f,a)};return(r,s,i,a,f,h=0,m=0)=>{h==0&&m==0?o(r,s,i,a,f):(h=Kt(h,a/2,f/2),m=Kt(m,a/2,f/2),t(r,s+h,i),n(r,s+a,i,s+a,i+f,h),n(r,s+a,i+f,s,i+f,m),n(r,s,i+f,s,i,m),n(r,s,i,s+a,i,h),r.closePath())}}var As=(e,t,n)=>{e.moveTo(t,n)},Rs=(e,t,n)=>{e.moveTo(n,t)},Ho=(e,t,n)=>{e.lineTo(t,n)},Uo=(e,t,n)=>{e.lineTo(n,t)},Ps=rf(0),hl=rf(1),sf=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},lf=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},af=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},cf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function uf(e){return(t,n,o,r,s)=>so(t,n,(i,a,f,h,m,$,_,b,S,k,C)=>{let{pxRound:R,points:y}=i,P,x;h.ori==0?(P=As,x=sf):(P=Rs,x=lf);let Q=Te(y.width*$e,3),A=(y.size-y.width)/2*$e,U=Te(A*2,3),B=new Path2D,ne=new Path2D,{left:H,top:D,width:J,height:N}=t.bbox;Ps(ne,H-U,D-U,J+U*2,N+U*2);let Z=V=>{if(f[V]!=null){let ae=R($(a[V],h,k,b)),z=R(_(f[V],m,C,S));P(B,ae+A,z),x(B,ae,z,A,0,ys*2)}};if(s)s.forEach(Z);else for(let V=o;V<=r;V++)Z(V);return{stroke:Q>0?B:null,fill:B,clip:ne,flags:Vo|Xi}})}function ff(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var Um=ff(Ho),Jm=ff(Uo);function df(e){let t=de(e?.alignGaps,0);return(n,o,r,s)=>so(n,o,(i,a,f,h,m,$,_,b,S,k,C)=>{[r,s]=Ts(f,r,s);let R=i.pxRound,y=N=>R($(N,h,k,b)),P=N=>R(_(N,m,C,S)),x,Q;h.ori==0?(x=Ho,Q=Um):(x=Uo,Q=Jm);let A=h.dir*(h.ori==0?1:-1),U={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},B=U.stroke,ne=!1;if(s-r>=k*4){let N=F=>n.posToVal(F,h.key,!0),Z=null,V=null,ae,z,vt,Pe=y(a[A==1?r:s]),ce=y(a[r]),ve=y(a[s]),re=N(A==1?ce+1:ve-1);for(let F=A==1?r:s;F>=r&&F<=s;F+=A){let We=a[F],Le=(A==1?We<re:We>re)?Pe:y(We),_e=f[F];Le==Pe?_e!=null?(z=_e,Z==null?(x(B,Le,P(z)),ae=Z=V=z):z<Z?Z=z:z>V&&(V=z)):_e===null&&(ne=!0):(Z!=null&&Q(B,Pe,P(Z),P(V),P(ae),P(z)),_e!=null?(z=_e,x(B,Le,P(z)),Z=V=ae=z):(Z=V=null,_e===null&&(ne=!0)),Pe=Le,re=N(Pe+A))}Z!=null&&Z!=V&&vt!=Pe&&Q(B,Pe,P(Z),P(V),P(ae),P(z))}else for(let N=A==1?r:s;N>=r&&N<=s;N+=A){let Z=f[N];Z===null?ne=!0:Z!=null&&x(B,y(a[N]),P(Z))}let[D,J]=pl(n,o);if(i.fill!=null||D!=0){let N=U.fill=new Path2D(B),Z=i.fillTo(n,o,i.min,i.max,D),V=P(Z),ae=y(a[r]),z=y(a[s]);A==-1&&([z,ae]=[ae,z]),x(N,z,V),x(N,ae,V)}if(!i.spanGaps){let N=[];ne&&N.push(...ml(a,f,r,s,A,y,t)),U.gaps=N=i.gaps(n,o,r,s,N),U.clip=Ds(N,h.ori,b,S,k,C)}return J!=0&&(U.band=J==2?[yn(n,o,r,s,B,-1),yn(n,o,r,s,B,1)]:yn(n,o,r,s,B,J)),U})}function Gm(e){let t=de(e.align,1),n=de(e.ascDesc,!1),o=de(e.alignGaps,0),r=de(e.extend,!1);return(s,i,a,f)=>so(s,i,(h,m,$,_,b,S,k,C,R,y,P)=>{[a,f]=Ts($,a,f);let x=h.pxRound,{left:Q,width:A}=s.bbox,U=ce=>x(S(ce,_,y,C)),B=ce=>x(k(ce,b,P,R)),ne=_.ori==0?Ho:Uo,H={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},D=H.stroke,J=_.dir*(_.ori==0?1:-1),N=B($[J==1?a:f]),Z=U(m[J==1?a:f]),V=Z,ae=Z;r&&t==-1&&(ae=Q,ne(D,ae,N)),ne(D,Z,N);for(let ce=J==1?a:f;ce>=a&&ce<=f;ce+=J){let ve=$[ce];if(ve==null)continue;let re=U(m[ce]),F=B(ve);t==1?ne(D,re,N):ne(D,V,F),ne(D,re,F),N=F,V=re}let z=V;r&&t==1&&(z=Q+A,ne(D,z,N));let[vt,Pe]=pl(s,i);if(h.fill!=null||vt!=0){let ce=H.fill=new Path2D(D),ve=h.fillTo(s,i,h.min,h.max,vt),re=B(ve);ne(ce,z,re),ne(ce,ae,re)}if(!h.spanGaps){let ce=[];ce.push(...ml(m,$,a,f,J,U,o));let ve=h.width*$e/2,re=n||t==1?ve:-ve,F=n||t==-1?-ve:ve;ce.forEach(We=>{We[0]+=re,We[1]+=F}),H.gaps=ce=h.gaps(s,i,a,f,ce),H.clip=Ds(ce,_.ori,C,R,y,P)}return Pe!=0&&(H.band=Pe==2?[yn(s,i,a,f,D,-1),yn(s,i,a,f,D,1)]:yn(s,i,a,f,D,Pe)),H})}function Tu(e,t,n,o,r,s,i=xe){if(e.length>1){let a=null;for(let f=0,h=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let m=Ze(e[f]-e[a]);m<h&&(h=m,i=Ze(n(e[f],o,r,s)-n(e[a],o,r,s)))}a=f}}return i}function Wm(e){e=e||Sr;let t=de(e.size,[.6,xe,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],a=de(t[1],xe),f=de(t[2],1),h=de(e.disp,Sr),m=de(e.each,b=>{}),{fill:$,stroke:_}=h;return(b,S,k,C)=>so(b,S,(R,y,P,x,Q,A,U,B,ne,H,D)=>{let J=R.pxRound,N=n,Z=o*$e,V=a*$e,ae=f*$e,z,vt;x.ori==0?[z,vt]=s(b,S):[vt,z]=s(b,S);let Pe=x.dir*(x.ori==0?1:-1),ce=x.ori==0?Ps:hl,ve=x.ori==0?m:(q,ke,Ye,co,jn,Zt,Fn)=>{m(q,ke,Ye,jn,co,Fn,Zt)},re=de(b.bands,al).find(q=>q.series[0]==S),F=re!=null?re.dir:0,We=R.fillTo(b,S,R.min,R.max,F),mt=J(U(We,Q,D,ne)),Le,_e,Vt,St=H,Oe=J(R.width*$e),Qt=!1,pn=null,Pt=null,Sn=null,io=null;$!=null&&(Oe==0||_!=null)&&(Qt=!0,pn=$.values(b,S,k,C),Pt=new Map,new Set(pn).forEach(q=>{q!=null&&Pt.set(q,new Path2D)}),Oe>0&&(Sn=_.values(b,S,k,C),io=new Map,new Set(Sn).forEach(q=>{q!=null&&io.set(q,new Path2D)})));let{x0:lo,size:Wo}=h;if(lo!=null&&Wo!=null){N=1,y=lo.values(b,S,k,C),lo.unit==2&&(y=y.map(Ye=>b.posToVal(B+Ye*H,x.key,!0)));let q=Wo.values(b,S,k,C);Wo.unit==2?_e=q[0]*H:_e=A(q[0],x,H,B)-A(0,x,H,B),St=Tu(y,P,A,x,H,B,St),Vt=St-_e+Z}else St=Tu(y,P,A,x,H,B,St),Vt=St*i+Z,_e=St-Vt;Vt<1&&(Vt=0),Oe>=_e/2&&(Oe=0),Vt<5&&(J=Mu);let Dr=Vt>0,On=St-Vt-(Dr?Oe:0);_e=J(Ki(On,ae,V)),Le=(N==0?_e/2:N==Pe?0:_e)-N*Pe*((N==0?Z/2:0)+(Dr?Oe/2:0));let ht={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},ao=Qt?null:new Path2D,mn=null;if(re!=null)mn=b.data[re.series[1]];else{let{y0:q,y1:ke}=h;q!=null&&ke!=null&&(P=ke.values(b,S,k,C),mn=q.values(b,S,k,C))}let qn=z*_e,te=vt*_e;for(let q=Pe==1?k:C;q>=k&&q<=C;q+=Pe){let ke=P[q];if(ke==null)continue;if(mn!=null){let yt=mn[q]??0;if(ke-yt==0)continue;mt=U(yt,Q,D,ne)}let Ye=x.distr!=2||h!=null?y[q]:q,co=A(Ye,x,H,B),jn=U(de(ke,We),Q,D,ne),Zt=J(co-Le),Fn=J(bt(jn,mt)),xt=J(Kt(jn,mt)),Lt=Fn-xt;if(ke!=null){let yt=ke<0?te:qn,Bt=ke<0?qn:te;Qt?(Oe>0&&Sn[q]!=null&&ce(io.get(Sn[q]),Zt,xt+At(Oe/2),_e,bt(0,Lt-Oe),yt,Bt),pn[q]!=null&&ce(Pt.get(pn[q]),Zt,xt+At(Oe/2),_e,bt(0,Lt-Oe),yt,Bt)):ce(ao,Zt,xt+At(Oe/2),_e,bt(0,Lt-Oe),yt,Bt),ve(b,S,q,Zt-Oe/2,xt,_e+Oe,Lt)}}return Oe>0?ht.stroke=Qt?io:ao:Qt||(ht._fill=R.width==0?R._fill:R._stroke??R._fill,ht.width=0),ht.fill=Qt?Pt:ao,ht})}function Ym(e,t){let n=de(t?.alignGaps,0);return(o,r,s,i)=>so(o,r,(a,f,h,m,$,_,b,S,k,C,R)=>{[s,i]=Ts(h,s,i);let y=a.pxRound,P=z=>y(_(z,m,C,S)),x=z=>y(b(z,$,R,k)),Q,A,U;m.ori==0?(Q=As,U=Ho,A=af):(Q=Rs,U=Uo,A=cf);let B=m.dir*(m.ori==0?1:-1),ne=P(f[B==1?s:i]),H=ne,D=[],J=[];for(let z=B==1?s:i;z>=s&&z<=i;z+=B)if(h[z]!=null){let Pe=f[z],ce=P(Pe);D.push(H=ce),J.push(x(h[z]))}let N={stroke:e(D,J,Q,U,A,y),fill:null,clip:null,band:null,gaps:null,flags:Vo},Z=N.stroke,[V,ae]=pl(o,r);if(a.fill!=null||V!=0){let z=N.fill=new Path2D(Z),vt=a.fillTo(o,r,a.min,a.max,V),Pe=x(vt);U(z,H,Pe),U(z,ne,Pe)}if(!a.spanGaps){let z=[];z.push(...ml(f,h,s,i,B,P,n)),N.gaps=z=a.gaps(o,r,s,i,z),N.clip=Ds(z,m.ori,S,k,C,R)}return ae!=0&&(N.band=ae==2?[yn(o,r,s,i,Z,-1),yn(o,r,s,i,Z,1)]:yn(o,r,s,i,Z,ae)),N})}function Km(e){return Ym(Qm,e)}function Qm(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),i==2)o(a,e[1],t[1]);else{let f=Array(i),h=Array(i-1),m=Array(i-1),$=Array(i-1);for(let _=0;_<i-1;_++)m[_]=t[_+1]-t[_],$[_]=e[_+1]-e[_],h[_]=m[_]/$[_];f[0]=h[0];for(let _=1;_<i-1;_++)h[_]===0||h[_-1]===0||h[_-1]>0!=h[_]>0?f[_]=0:(f[_]=3*($[_-1]+$[_])/((2*$[_]+$[_-1])/h[_-1]+($[_]+2*$[_-1])/h[_]),isFinite(f[_])||(f[_]=0));f[i-1]=h[i-2];for(let _=0;_<i-1;_++)r(a,e[_]+$[_]/3,t[_]+f[_]*$[_]/3,e[_+1]-$[_]/3,t[_+1]-f[_+1]*$[_]/3,e[_+1],t[_+1])}return a}var el=new Set;function ku(){for(let e of el)e.syncRect(!0)}Bo&&(oo(Rp,jo,ku),oo(Pp,jo,ku,!0),oo(ws,jo,()=>{ft.pxRatio=$e}));var Zm=df(),Xm=uf();function Eu(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>tl(s,i,t,n))}function eh(e,t){return e.map((n,o)=>o==0?{}:Ge({},t,n))}function tl(e,t,n,o){return Ge({},t==0?n:o,e)}function pf(e,t,n){return t==null?Io:[t,n]}var th=pf;function nh(e,t,n){return t==null?Io:Ss(t,n,il,!0)}function mf(e,t,n,o){return t==null?Io:ks(t,n,e.scales[o].log,!1)}var oh=mf;function hf(e,t,n,o){return t==null?Io:sl(t,n,e.scales[o].log,!1)}var rh=hf;function sh(e,t,n,o,r){let s=bt(su(e),su(t)),i=t-e,a=Yt(r/o*i,n);do{let f=n[a],h=o*f/i;if(h>=r&&s+(f<5?Mn.get(f):0)<=17)return[f,h]}while(++a<n.length);return[0,0]}function Cu(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Qe((n=+r)*$e))+"px"),[e,t,n]}function ih(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Te(t[2]*$e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ft(e,t,n){let o={mode:de(e.mode,1)},r=o.mode;function s(l,c,d,p){let g=c.valToPct(l);return p+d*(c.dir==-1?1-g:g)}function i(l,c,d,p){let g=c.valToPct(l);return p+d*(c.dir==-1?g:1-g)}function a(l,c,d,p){return c.ori==0?s(l,c,d,p):i(l,c,d,p)}o.valToPosH=s,o.valToPosV=i;let f=!1;o.status=0;let h=o.root=Ft(pp);if(e.id!=null&&(h.id=e.id),Dt(h,e.class),e.title){let l=Ft($p,h);l.textContent=e.title}let m=Wt("canvas"),$=o.ctx=m.getContext("2d"),_=Ft(_p,h);oo("click",_,l=>{l.target===S&&(Ce!=yo||Me!=wo)&&it.click(o,l)},!0);let b=o.under=Ft(gp,_);_.appendChild(m);let S=o.over=Ft(bp,_);e=zo(e);let k=+de(e.pxAlign,1),C=xu(k);(e.plugins||[]).forEach(l=>{l.opts&&(e=l.opts(o,e)||e)});let R=e.ms||.001,y=o.series=r==1?Eu(e.series||[],_u,wu,!1):eh(e.series||[null],yu),P=o.axes=Eu(e.axes||[],$u,bu,!0),x=o.scales={},Q=o.bands=e.bands||[];Q.forEach(l=>{l.fill=le(l.fill||null),l.dir=de(l.dir,-1)});let A=r==2?y[1].facets[0].scale:y[0].scale,U={axes:md,series:cd},B=(e.drawOrder||["axes","series"]).map(l=>U[l]);function ne(l){let c=l.distr==3?d=>vn(d>0?d:l.clamp(o,d,l.min,l.max,l.key)):l.distr==4?d=>Vi(d,l.asinh):l.distr==100?d=>l.fwd(d):d=>d;return d=>{let p=c(d),{_min:g,_max:v}=l,w=v-g;return(p-g)/w}}function H(l){let c=x[l];if(c==null){let d=(e.scales||Sr)[l]||Sr;if(d.from!=null){H(d.from);let p=Ge({},x[d.from],d,{key:l});p.valToPct=ne(p),x[l]=p}else{c=x[l]=Ge({},l==A?nf:Vm,d),c.key=l;let p=c.time,g=c.range,v=Ln(g);if((l!=A||r==2&&!p)&&(v&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?nu:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?nu:{mode:1,hard:g[1],soft:g[1]}},v=!1),!v&&Cs(g))){let w=g;g=(T,E,M)=>E==null?Io:Ss(E,M,w)}c.range=le(g||(p?th:l==A?c.distr==3?oh:c.distr==4?rh:pf:c.distr==3?mf:c.distr==4?hf:nh)),c.auto=le(v?!1:c.auto),c.clamp=le(c.clamp||zm),c._min=c._max=null,c.valToPct=ne(c)}}}H("x"),H("y"),r==1&&y.forEach(l=>{H(l.scale)}),P.forEach(l=>{H(l.scale)});for(let l in e.scales)H(l);let D=x[A],J=D.distr,N,Z;D.ori==0?(Dt(h,mp),N=s,Z=i):(Dt(h,hp),N=i,Z=s);let V={};for(let l in x){let c=x[l];(c.min!=null||c.max!=null)&&(V[l]={min:c.min,max:c.max},c.min=c.max=null)}let ae=e.tzDate||(l=>new Date(Qe(l/R))),z=e.fmtDate||cl,vt=R==1?mm(ae):_m(ae),Pe=pu(ae,du(R==1?pm:$m,z)),ce=hu(ae,mu(bm,z)),ve=[],re=o.legend=Ge({},wm,e.legend),F=o.cursor=Ge({},Cm,{drag:{y:r==2}},e.cursor),We=re.show,mt=F.show,Le=re.markers;re.idxs=ve,Le.width=le(Le.width),Le.dash=le(Le.dash),Le.stroke=le(Le.stroke),Le.fill=le(Le.fill);let _e,Vt,St,Oe=[],Qt=[],pn,Pt=!1,Sn={};if(re.live){let l=y[1]?y[1].values:null;Pt=l!=null,pn=Pt?l(o,1,0):{_:0};for(let c in pn)Sn[c]=ol}if(We)if(_e=Wt("table",Tp,h),St=Wt("tbody",null,_e),re.mount(o,_e),Pt){Vt=Wt("thead",null,_e,St);let l=Wt("tr",null,Vt);Wt("th",null,l);for(var io in pn)Wt("th",Bc,l).textContent=io}else Dt(_e,Ep),re.live&&Dt(_e,kp);let lo={show:!0},Wo={show:!1};function Dr(l,c){if(c==0&&(Pt||!re.live||r==2))return Io;let d=[],p=Wt("tr",Cp,St,St.childNodes[c]);Dt(p,l.class),l.show||Dt(p,no);let g=Wt("th",null,p);if(Le.show){let T=Ft(Dp,g);if(c>0){let E=Le.width(o,c);E&&(T.style.border=E+"px "+Le.dash(o,c)+" "+Le.stroke(o,c)),T.style.background=Le.fill(o,c)}}let v=Ft(Bc,g);l.label instanceof HTMLElement?v.appendChild(l.label):v.textContent=l.label,c>0&&(Le.show||(v.style.color=l.width>0?Le.stroke(o,c):Le.fill(o,c)),ht("click",g,T=>{if(F._lock)return;zn(T);let E=y.indexOf(l);if((T.ctrlKey||T.metaKey)!=re.isolate){let M=y.some((O,j)=>j>0&&j!=E&&O.show);y.forEach((O,j)=>{j>0&&en(j,M?j==E?lo:Wo:lo,!0,Je.setSeries)})}else en(E,{show:!l.show},!0,Je.setSeries)},!1),fo&&ht(Gc,g,T=>{F._lock||(zn(T),en(y.indexOf(l),xo,!0,Je.setSeries))},!1));for(var w in pn){let T=Wt("td",Ap,p);T.textContent="--",d.push(T)}return[p,d]}let On=new Map;function ht(l,c,d,p=!0){let g=On.get(c)||{},v=F.bind[l](o,c,d,p);v&&(oo(l,c,g[l]=v),On.set(c,g))}function ao(l,c,d){let p=On.get(c)||{};for(let g in p)(l==null||g==l)&&(Yi(g,c,p[g]),delete p[g]);l==null&&On.delete(c)}let mn=0,qn=0,te=0,q=0,ke=0,Ye=0,co=ke,jn=Ye,Zt=te,Fn=q,xt=0,Lt=0,yt=0,Bt=0;o.bbox={};let Vs=!1,Ar=!1,uo=!1,In=!1,Rr=!1,Mt=!1;function Bs(l,c,d){(d||l!=o.width||c!=o.height)&&xl(l,c),_o(!1),uo=!0,Ar=!0,go()}function xl(l,c){o.width=mn=te=l,o.height=qn=q=c,ke=Ye=0,nd(),od();let d=o.bbox;xt=d.left=eo(ke*$e,.5),Lt=d.top=eo(Ye*$e,.5),yt=d.width=eo(te*$e,.5),Bt=d.height=eo(q*$e,.5)}let Xf=3;function ed(){let l=!1,c=0;for(;!l;){c++;let d=dd(c),p=pd(c);l=c==Xf||d&&p,l||(xl(o.width,o.height),Ar=!0)}}function td({width:l,height:c}){Bs(l,c)}o.setSize=td;function nd(){let l=!1,c=!1,d=!1,p=!1;P.forEach((g,v)=>{if(g.show&&g._show){let{side:w,_size:T}=g,E=w%2,M=g.label!=null?g.labelSize:0,O=T+M;O>0&&(E?(te-=O,w==3?(ke+=O,p=!0):d=!0):(q-=O,w==0?(Ye+=O,l=!0):c=!0))}}),Vn[0]=l,Vn[1]=d,Vn[2]=c,Vn[3]=p,te-=xn[1]+xn[3],ke+=xn[3],q-=xn[2]+xn[0],Ye+=xn[0]}function od(){let l=ke+te,c=Ye+q,d=ke,p=Ye;function g(v,w){switch(v){case 1:return l+=w,l-w;case 2:return c+=w,c-w;case 3:return d-=w,d+w;case 0:return p-=w,p+w}}P.forEach((v,w)=>{if(v.show&&v._show){let T=v.side;v._pos=g(T,v._size),v.label!=null&&(v._lpos=g(T,v.labelSize))}})}if(F.dataIdx==null){let l=F.hover,c=l.skip=new Set(l.skip??[]);c.add(void 0);let d=l.prox=le(l.prox),p=l.bias??=0;F.dataIdx=(g,v,w,T)=>{if(v==0)return w;let E=w,M=d(g,v,w,T)??xe,O=M>=0&&M<xe,j=D.ori==0?te:q,X=F.left,pe=t[0],ue=t[v];if(c.has(ue[w])){E=null;let se=null,G=null,I;if(p==0||p==-1)for(I=w;se==null&&I-- >0;)c.has(ue[I])||(se=I);if(p==0||p==1)for(I=w;G==null&&I++<ue.length;)c.has(ue[I])||(G=I);if(se!=null||G!=null)if(O){let Ae=se==null?-1/0:N(pe[se],D,j,0),je=G==null?1/0:N(pe[G],D,j,0),rt=X-Ae,ye=je-X;rt<=ye?rt<=M&&(E=se):ye<=M&&(E=G)}else E=G==null?se:se==null?G:w-se<=G-w?se:G}else O&&Ze(X-N(pe[w],D,j,0))>M&&(E=null);return E}}let zn=l=>{F.event=l};F.idxs=ve,F._lock=!1;let dt=F.points;dt.show=le(dt.show),dt.size=le(dt.size),dt.stroke=le(dt.stroke),dt.width=le(dt.width),dt.fill=le(dt.fill);let Xt=o.focus=Ge({},e.focus||{alpha:.3},F.focus),fo=Xt.prox>=0,po=fo&&dt.one,Nt=[],mo=[],ho=[];function Tl(l,c){let d=dt.show(o,c);if(d instanceof HTMLElement)return Dt(d,xp),Dt(d,l.class),un(d,-10,-10,te,q),S.insertBefore(d,Nt[c]),d}function kl(l,c){if(r==1||c>0){let d=r==1&&x[l.scale].time,p=l.value;l.value=d?au(p)?hu(ae,mu(p,z)):p||ce:p||jm,l.label=l.label||(d?Am:Dm)}if(po||c>0){l.width=l.width==null?1:l.width,l.paths=l.paths||Zm||Vp,l.fillTo=le(l.fillTo||Bm),l.pxAlign=+de(l.pxAlign,k),l.pxRound=xu(l.pxAlign),l.stroke=le(l.stroke||null),l.fill=le(l.fill||null),l._stroke=l._fill=l._paths=l._focus=null;let d=Fm(bt(1,l.width),1),p=l.points=Ge({},{size:d,width:bt(1,d*.2),stroke:l.stroke,space:d*2,paths:Xm,_stroke:null,_fill:null},l.points);p.show=le(p.show),p.filter=le(p.filter),p.fill=le(p.fill),p.stroke=le(p.stroke),p.paths=le(p.paths),p.pxAlign=l.pxAlign}if(We){let d=Dr(l,c);Oe.splice(c,0,d[0]),Qt.splice(c,0,d[1]),re.values.push(null)}if(mt){ve.splice(c,0,null);let d=null;po?c==0&&(d=Tl(l,c)):c>0&&(d=Tl(l,c)),Nt.splice(c,0,d),mo.splice(c,0,0),ho.splice(c,0,0)}ot("addSeries",c)}function rd(l,c){c=c??y.length,l=r==1?tl(l,c,_u,wu):tl(l,c,{},yu),y.splice(c,0,l),kl(y[c],c)}o.addSeries=rd;function sd(l){if(y.splice(l,1),We){re.values.splice(l,1),Qt.splice(l,1);let c=Oe.splice(l,1)[0];ao(null,c.firstChild),c.remove()}mt&&(ve.splice(l,1),Nt.splice(l,1)[0].remove(),mo.splice(l,1),ho.splice(l,1)),ot("delSeries",l)}o.delSeries=sd;let Vn=[!1,!1,!1,!1];function id(l,c){if(l._show=l.show,l.show){let d=l.side%2,p=x[l.scale];p==null&&(l.scale=d?y[1].scale:A,p=x[l.scale]);let g=p.time;l.size=le(l.size),l.space=le(l.space),l.rotate=le(l.rotate),Ln(l.incrs)&&l.incrs.forEach(w=>{!Mn.has(w)&&Mn.set(w,qu(w))}),l.incrs=le(l.incrs||(p.distr==2?um:g?R==1?dm:hm:to)),l.splits=le(l.splits||(g&&p.distr==1?vt:p.distr==3?Qi:p.distr==4?Lm:Pm)),l.stroke=le(l.stroke),l.grid.stroke=le(l.grid.stroke),l.ticks.stroke=le(l.ticks.stroke),l.border.stroke=le(l.border.stroke);let v=l.values;l.values=Ln(v)&&!Ln(v[0])?le(v):g?Ln(v)?pu(ae,du(v,z)):au(v)?gm(ae,v):v||Pe:v||Rm,l.filter=le(l.filter||(p.distr>=3&&p.log==10?Om:p.distr==3&&p.log==2?qm:Nu)),l.font=Cu(l.font),l.labelFont=Cu(l.labelFont),l._size=l.size(o,null,c,0),l._space=l._rotate=l._incrs=l._found=l._splits=l._values=null,l._size>0&&(Vn[c]=!0,l._el=Ft(vp,_))}}function Yo(l,c,d,p){let[g,v,w,T]=d,E=c%2,M=0;return E==0&&(T||v)&&(M=c==0&&!g||c==2&&!w?Qe($u.size/3):0),E==1&&(g||w)&&(M=c==1&&!v||c==3&&!T?Qe(bu.size/2):0),M}let El=o.padding=(e.padding||[Yo,Yo,Yo,Yo]).map(l=>le(de(l,Yo))),xn=o._padding=El.map((l,c)=>l(o,c,Vn,0)),st,Xe=null,et=null,Pr=r==1?y[0].idxs:null,Ht=null,Ko=!1;function Cl(l,c){if(t=l??[],o.data=o._data=t,r==2){st=0;for(let d=1;d<y.length;d++)st+=t[d][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ht=t[0],st=Ht.length;let d=t;if(J==2){d=t.slice();let p=d[0]=Array(st);for(let g=0;g<st;g++)p[g]=g}o._data=t=d}if(_o(!0),ot("setData"),J==2&&(uo=!0),c!==!1){let d=D;d.auto(o,Ko)?Hs():kn(A,d.min,d.max),In=In||F.left>=0,Mt=!0,go()}}o.setData=Cl;function Hs(){Ko=!0;let l,c;r==1&&(st>0?(Xe=Pr[0]=0,et=Pr[1]=st-1,l=t[0][Xe],c=t[0][et],J==2?(l=Xe,c=et):l==c&&(J==3?[l,c]=ks(l,l,D.log,!1):J==4?[l,c]=sl(l,l,D.log,!1):D.time?c=l+Qe(86400/R):[l,c]=Ss(l,c,il,!0))):(Xe=Pr[0]=l=null,et=Pr[1]=c=null)),kn(A,l,c)}let Lr,$o,Us,Js,Gs,Ws,Ys,Ks,Qs,wt;function Dl(l,c,d,p,g,v){l??=Uc,d??=al,p??="butt",g??=Uc,v??="round",l!=Lr&&($.strokeStyle=Lr=l),g!=$o&&($.fillStyle=$o=g),c!=Us&&($.lineWidth=Us=c),v!=Gs&&($.lineJoin=Gs=v),p!=Ws&&($.lineCap=Ws=p),d!=Js&&$.setLineDash(Js=d)}function Al(l,c,d,p){c!=$o&&($.fillStyle=$o=c),l!=Ys&&($.font=Ys=l),d!=Ks&&($.textAlign=Ks=d),p!=Qs&&($.textBaseline=Qs=p)}function Zs(l,c,d,p,g=0){if(p.length>0&&l.auto(o,Ko)&&(c==null||c.min==null)){let v=de(Xe,0),w=de(et,p.length-1),T=d.min==null?Op(p,v,w,g,l.distr==3):[d.min,d.max];l.min=Kt(l.min,d.min=T[0]),l.max=bt(l.max,d.max=T[1])}}let Rl={min:null,max:null};function ld(){for(let p in x){let g=x[p];V[p]==null&&(g.min==null||V[A]!=null&&g.auto(o,Ko))&&(V[p]=Rl)}for(let p in x){let g=x[p];V[p]==null&&g.from!=null&&V[g.from]!=null&&(V[p]=Rl)}V[A]!=null&&_o(!0);let l={};for(let p in V){let g=V[p];if(g!=null){let v=l[p]=zo(x[p],Up);if(g.min!=null)Ge(v,g);else if(p!=A||r==2)if(st==0&&v.from==null){let w=v.range(o,null,null,p);v.min=w[0],v.max=w[1]}else v.min=xe,v.max=-xe}}if(st>0){y.forEach((p,g)=>{if(r==1){let v=p.scale,w=V[v];if(w==null)return;let T=l[v];if(g==0){let E=T.range(o,T.min,T.max,v);T.min=E[0],T.max=E[1],Xe=Yt(T.min,t[0]),et=Yt(T.max,t[0]),et-Xe>1&&(t[0][Xe]<T.min&&Xe++,t[0][et]>T.max&&et--),p.min=Ht[Xe],p.max=Ht[et]}else p.show&&p.auto&&Zs(T,w,p,t[g],p.sorted);p.idxs[0]=Xe,p.idxs[1]=et}else if(g>0&&p.show&&p.auto){let[v,w]=p.facets,T=v.scale,E=w.scale,[M,O]=t[g],j=l[T],X=l[E];j!=null&&Zs(j,V[T],v,M,v.sorted),X!=null&&Zs(X,V[E],w,O,w.sorted),p.min=w.min,p.max=w.max}});for(let p in l){let g=l[p],v=V[p];if(g.from==null&&(v==null||v.min==null)){let w=g.range(o,g.min==xe?null:g.min,g.max==-xe?null:g.max,p);g.min=w[0],g.max=w[1]}}}for(let p in l){let g=l[p];if(g.from!=null){let v=l[g.from];if(v.min==null)g.min=g.max=null;else{let w=g.range(o,v.min,v.max,p);g.min=w[0],g.max=w[1]}}}let c={},d=!1;for(let p in l){let g=l[p],v=x[p];if(v.min!=g.min||v.max!=g.max){v.min=g.min,v.max=g.max;let w=v.distr;v._min=w==3?vn(v.min):w==4?Vi(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?vn(v.max):w==4?Vi(v.max,v.asinh):w==100?v.fwd(v.max):v.max,c[p]=d=!0}}if(d){y.forEach((p,g)=>{r==2?g>0&&c.y&&(p._paths=null):c[p.scale]&&(p._paths=null)});for(let p in c)uo=!0,ot("setScale",p);mt&&F.left>=0&&(In=Mt=!0)}for(let p in V)V[p]=null}function ad(l){let c=Ki(Xe-1,0,st-1),d=Ki(et+1,0,st-1);for(;l[c]==null&&c>0;)c--;for(;l[d]==null&&d<st-1;)d++;return[c,d]}function cd(){if(st>0){let l=y.some(c=>c._focus)&&wt!=Xt.alpha;l&&($.globalAlpha=wt=Xt.alpha),y.forEach((c,d)=>{if(d>0&&c.show&&(Pl(d,!1),Pl(d,!0),c._paths==null)){let p=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha);let g=r==2?[0,t[d][0].length-1]:ad(t[d]);c._paths=c.paths(o,d,g[0],g[1]),wt!=p&&($.globalAlpha=wt=p)}}),y.forEach((c,d)=>{if(d>0&&c.show){let p=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha),c._paths!=null&&Ll(d,!1);{let g=c._paths!=null?c._paths.gaps:null,v=c.points.show(o,d,Xe,et,g),w=c.points.filter(o,d,v,g);(v||w)&&(c.points._paths=c.points.paths(o,d,Xe,et,w),Ll(d,!0))}wt!=p&&($.globalAlpha=wt=p),ot("drawSeries",d)}}),l&&($.globalAlpha=wt=1)}}function Pl(l,c){let d=c?y[l].points:y[l];d._stroke=d.stroke(o,l),d._fill=d.fill(o,l)}function Ll(l,c){let d=c?y[l].points:y[l],{stroke:p,fill:g,clip:v,flags:w,_stroke:T=d._stroke,_fill:E=d._fill,_width:M=d.width}=d._paths;M=Te(M*$e,3);let O=null,j=M%2/2;c&&E==null&&(E=M>0?"#fff":T);let X=d.pxAlign==1&&j>0;if(X&&$.translate(j,j),!c){let pe=xt-M/2,ue=Lt-M/2,se=yt+M,G=Bt+M;O=new Path2D,O.rect(pe,ue,se,G)}c?Xs(T,M,d.dash,d.cap,E,p,g,w,v):ud(l,T,M,d.dash,d.cap,E,p,g,w,O,v),X&&$.translate(-j,-j)}function ud(l,c,d,p,g,v,w,T,E,M,O){let j=!1;E!=0&&Q.forEach((X,pe)=>{if(X.series[0]==l){let ue=y[X.series[1]],se=t[X.series[1]],G=(ue._paths||Sr).band;Ln(G)&&(G=X.dir==1?G[0]:G[1]);let I,Ae=null;ue.show&&G&&jp(se,Xe,et)?(Ae=X.fill(o,pe)||v,I=ue._paths.clip):G=null,Xs(c,d,p,g,Ae,w,T,E,M,O,I,G),j=!0}}),j||Xs(c,d,p,g,v,w,T,E,M,O)}let Ml=Vo|Xi;function Xs(l,c,d,p,g,v,w,T,E,M,O,j){Dl(l,c,d,p,g),(E||M||j)&&($.save(),E&&$.clip(E),M&&$.clip(M)),j?(T&Ml)==Ml?($.clip(j),O&&$.clip(O),Nr(g,w),Mr(l,v,c)):T&Xi?(Nr(g,w),$.clip(j),Mr(l,v,c)):T&Vo&&($.save(),$.clip(j),O&&$.clip(O),Nr(g,w),$.restore(),Mr(l,v,c)):(Nr(g,w),Mr(l,v,c)),(E||M||j)&&$.restore()}function Mr(l,c,d){d>0&&(c instanceof Map?c.forEach((p,g)=>{$.strokeStyle=Lr=g,$.stroke(p)}):c!=null&&l&&$.stroke(c))}function Nr(l,c){c instanceof Map?c.forEach((d,p)=>{$.fillStyle=$o=p,$.fill(d)}):c!=null&&l&&$.fill(c)}function fd(l,c,d,p){let g=P[l],v;if(p<=0)v=[0,0];else{let w=g._space=g.space(o,l,c,d,p),T=g._incrs=g.incrs(o,l,c,d,p,w);v=sh(c,d,T,p,w)}return g._found=v}function ei(l,c,d,p,g,v,w,T,E,M){let O=w%2/2;k==1&&$.translate(O,O),Dl(T,w,E,M,T),$.beginPath();let j,X,pe,ue,se=g+(p==0||p==3?-v:v);d==0?(X=g,ue=se):(j=g,pe=se);for(let G=0;G<l.length;G++)c[G]!=null&&(d==0?j=pe=l[G]:X=ue=l[G],$.moveTo(j,X),$.lineTo(pe,ue));$.stroke(),k==1&&$.translate(-O,-O)}function dd(l){let c=!0;return P.forEach((d,p)=>{if(!d.show)return;let g=x[d.scale];if(g.min==null){d._show&&(c=!1,d._show=!1,_o(!1));return}else d._show||(c=!1,d._show=!0,_o(!1));let v=d.side,w=v%2,{min:T,max:E}=g,[M,O]=fd(p,T,E,w==0?te:q);if(O==0)return;let j=g.distr==2,X=d._splits=d.splits(o,p,T,E,M,O,j),pe=g.distr==2?X.map(I=>Ht[I]):X,ue=g.distr==2?Ht[X[1]]-Ht[X[0]]:M,se=d._values=d.values(o,d.filter(o,pe,p,O,ue),p,O,ue);d._rotate=v==2?d.rotate(o,se,p,O):0;let G=d._size;d._size=It(d.size(o,se,p,l)),G!=null&&d._size!=G&&(c=!1)}),c}function pd(l){let c=!0;return El.forEach((d,p)=>{let g=d(o,p,Vn,l);g!=xn[p]&&(c=!1),xn[p]=g}),c}function md(){for(let l=0;l<P.length;l++){let c=P[l];if(!c.show||!c._show)continue;let d=c.side,p=d%2,g,v,w=c.stroke(o,l),T=d==0||d==3?-1:1,[E,M]=c._found;if(c.label!=null){let _t=c.labelGap*T,Et=Qe((c._lpos+_t)*$e);Al(c.labelFont[0],w,"center",d==2?"top":Hc),$.save(),p==1?(g=v=0,$.translate(Et,Qe(Lt+Bt/2)),$.rotate((d==3?-ys:ys)/2)):(g=Qe(xt+yt/2),v=Et);let Un=Lu(c.label)?c.label(o,l,E,M):c.label;$.fillText(Un,g,v),$.restore()}if(M==0)continue;let O=x[c.scale],j=p==0?yt:Bt,X=p==0?xt:Lt,pe=c._splits,ue=O.distr==2?pe.map(_t=>Ht[_t]):pe,se=O.distr==2?Ht[pe[1]]-Ht[pe[0]]:E,G=c.ticks,I=c.border,Ae=G.show?G.size:0,je=Qe(Ae*$e),rt=Qe((c.alignTo==2?c._size-Ae-c.gap:c.gap)*$e),ye=c._rotate*-ys/180,Fe=C(c._pos*$e),Tt=(je+rt)*T,$t=Fe+Tt;v=p==0?$t:0,g=p==1?$t:0;let Ot=c.font[0],Ut=c.align==1?Oo:c.align==2?Fi:ye>0?Oo:ye<0?Fi:p==0?"center":d==3?Fi:Oo,nn=ye||p==1?"middle":d==2?"top":Hc;Al(Ot,w,Ut,nn);let kt=c.font[1]*c.lineGap,qt=pe.map(_t=>C(a(_t,O,j,X))),Jt=c._values;for(let _t=0;_t<Jt.length;_t++){let Et=Jt[_t];if(Et!=null){p==0?g=qt[_t]:v=qt[_t],Et=""+Et;let Un=Et.indexOf(`
`)==-1?[Et]:Et.split(/\n/gm);for(let gt=0;gt<Un.length;gt++){let Xl=Un[gt];ye?($.save(),$.translate(g,v+gt*kt),$.rotate(ye),$.fillText(Xl,0,0),$.restore()):$.fillText(Xl,g,v+gt*kt)}}}G.show&&ei(qt,G.filter(o,ue,l,M,se),p,d,Fe,je,Te(G.width*$e,3),G.stroke(o,l),G.dash,G.cap);let on=c.grid;on.show&&ei(qt,on.filter(o,ue,l,M,se),p,p==0?2:1,p==0?Lt:xt,p==0?Bt:yt,Te(on.width*$e,3),on.stroke(o,l),on.dash,on.cap),I.show&&ei([Fe],[1],p==0?1:0,p==0?1:2,p==1?Lt:xt,p==1?Bt:yt,Te(I.width*$e,3),I.stroke(o,l),I.dash,I.cap)}ot("drawAxes")}function _o(l){y.forEach((c,d)=>{d>0&&(c._paths=null,l&&(r==1?(c.min=null,c.max=null):c.facets.forEach(p=>{p.min=null,p.max=null})))})}let Or=!1,ti=!1,Qo=[];function hd(){ti=!1;for(let l=0;l<Qo.length;l++)ot(...Qo[l]);Qo.length=0}function go(){Or||(Zp(Nl),Or=!0)}function $d(l,c=!1){Or=!0,ti=c,l(o),Nl(),c&&Qo.length>0&&queueMicrotask(hd)}o.batch=$d;function Nl(){if(Vs&&(ld(),Vs=!1),uo&&(ed(),uo=!1),Ar){if(Re(b,Oo,ke),Re(b,"top",Ye),Re(b,br,te),Re(b,vr,q),Re(S,Oo,ke),Re(S,"top",Ye),Re(S,br,te),Re(S,vr,q),Re(_,br,mn),Re(_,vr,qn),m.width=Qe(mn*$e),m.height=Qe(qn*$e),P.forEach(({_el:l,_show:c,_size:d,_pos:p,side:g})=>{if(l!=null)if(c){let v=g===3||g===0?d:0,w=g%2==1;Re(l,w?"left":"top",p-v),Re(l,w?"width":"height",d),Re(l,w?"top":"left",w?Ye:ke),Re(l,w?"height":"width",w?q:te),Wi(l,no)}else Dt(l,no)}),Lr=$o=Us=Gs=Ws=Ys=Ks=Qs=Js=null,wt=1,er(!0),ke!=co||Ye!=jn||te!=Zt||q!=Fn){_o(!1);let l=te/Zt,c=q/Fn;if(mt&&!In&&F.left>=0){F.left*=l,F.top*=c,bo&&un(bo,Qe(F.left),0,te,q),vo&&un(vo,0,Qe(F.top),te,q);for(let d=0;d<Nt.length;d++){let p=Nt[d];p!=null&&(mo[d]*=l,ho[d]*=c,un(p,It(mo[d]),It(ho[d]),te,q))}}if(De.show&&!Rr&&De.left>=0&&De.width>0){De.left*=l,De.width*=l,De.top*=c,De.height*=c;for(let d in li)Re(So,d,De[d])}co=ke,jn=Ye,Zt=te,Fn=q}ot("setSize"),Ar=!1}mn>0&&qn>0&&($.clearRect(0,0,m.width,m.height),ot("drawClear"),B.forEach(l=>l()),ot("draw")),De.show&&Rr&&(qr(De),Rr=!1),mt&&In&&(Hn(null,!0,!1),In=!1),re.show&&re.live&&Mt&&(si(),Mt=!1),f||(f=!0,o.status=1,ot("ready")),Ko=!1,Or=!1}o.redraw=(l,c)=>{uo=c||!1,l!==!1?kn(A,D.min,D.max):go()};function ni(l,c){let d=x[l];if(d.from==null){if(st==0){let p=d.range(o,c.min,c.max,l);c.min=p[0],c.max=p[1]}if(c.min>c.max){let p=c.min;c.min=c.max,c.max=p}if(st>1&&c.min!=null&&c.max!=null&&c.max-c.min<1e-16)return;l==A&&d.distr==2&&st>0&&(c.min=Yt(c.min,t[0]),c.max=Yt(c.max,t[0]),c.min==c.max&&c.max++),V[l]=c,Vs=!0,go()}}o.setScale=ni;let oi,ri,bo,vo,Ol,ql,yo,wo,jl,Fl,Ce,Me,Tn=!1,it=F.drag,tt=it.x,nt=it.y;mt&&(F.x&&(oi=Ft(wp,S)),F.y&&(ri=Ft(Sp,S)),D.ori==0?(bo=oi,vo=ri):(bo=ri,vo=oi),Ce=F.left,Me=F.top);let De=o.select=Ge({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),So=De.show?Ft(yp,De.over?S:b):null;function qr(l,c){if(De.show){for(let d in l)De[d]=l[d],d in li&&Re(So,d,l[d]);c!==!1&&ot("setSelect")}}o.setSelect=qr;function _d(l){if(y[l].show)We&&Wi(Oe[l],no);else if(We&&Dt(Oe[l],no),mt){let d=po?Nt[0]:Nt[l];d!=null&&un(d,-10,-10,te,q)}}function kn(l,c,d){ni(l,{min:c,max:d})}function en(l,c,d,p){c.focus!=null&&wd(l),c.show!=null&&y.forEach((g,v)=>{v>0&&(l==v||l==null)&&(g.show=c.show,_d(v),r==2?(kn(g.facets[0].scale,null,null),kn(g.facets[1].scale,null,null)):kn(g.scale,null,null),go())}),d!==!1&&ot("setSeries",l,c),p&&tr("setSeries",o,l,c)}o.setSeries=en;function gd(l,c){Ge(Q[l],c)}function bd(l,c){l.fill=le(l.fill||null),l.dir=de(l.dir,-1),c=c??Q.length,Q.splice(c,0,l)}function vd(l){l==null?Q.length=0:Q.splice(l,1)}o.addBand=bd,o.setBand=gd,o.delBand=vd;function yd(l,c){y[l].alpha=c,mt&&Nt[l]!=null&&(Nt[l].style.opacity=c),We&&Oe[l]&&(Oe[l].style.opacity=c)}let hn,En,Bn,xo={focus:!0};function wd(l){if(l!=Bn){let c=l==null,d=Xt.alpha!=1;y.forEach((p,g)=>{if(r==1||g>0){let v=c||g==0||g==l;p._focus=c?null:v,d&&yd(g,v?1:Xt.alpha)}}),Bn=l,d&&go()}}We&&fo&&ht(Wc,_e,l=>{F._lock||(zn(l),Bn!=null&&en(null,xo,!0,Je.setSeries))});function tn(l,c,d){let p=x[c];d&&(l=l/$e-(p.ori==1?Ye:ke));let g=te;p.ori==1&&(g=q,l=g-l),p.dir==-1&&(l=g-l);let v=p._min,w=p._max,T=l/g,E=v+(w-v)*T,M=p.distr;return M==3?Fo(10,E):M==4?Ip(E,p.asinh):M==100?p.bwd(E):E}function Sd(l,c){let d=tn(l,A,c);return Yt(d,t[0],Xe,et)}o.valToIdx=l=>Yt(l,t[0]),o.posToIdx=Sd,o.posToVal=tn,o.valToPos=(l,c,d)=>x[c].ori==0?s(l,x[c],d?yt:te,d?xt:0):i(l,x[c],d?Bt:q,d?Lt:0),o.setCursor=(l,c,d)=>{Ce=l.left,Me=l.top,Hn(null,c,d)};function Il(l,c){Re(So,Oo,De.left=l),Re(So,br,De.width=c)}function zl(l,c){Re(So,"top",De.top=l),Re(So,vr,De.height=c)}let Zo=D.ori==0?Il:zl,Xo=D.ori==1?Il:zl;function xd(){if(We&&re.live)for(let l=r==2?1:0;l<y.length;l++){if(l==0&&Pt)continue;let c=re.values[l],d=0;for(let p in c)Qt[l][d++].firstChild.nodeValue=c[p]}}function si(l,c){if(l!=null&&(l.idxs?l.idxs.forEach((d,p)=>{ve[p]=d}):Hp(l.idx)||ve.fill(l.idx),re.idx=ve[0]),We&&re.live){for(let d=0;d<y.length;d++)(d>0||r==1&&!Pt)&&Td(d,ve[d]);xd()}Mt=!1,c!==!1&&ot("setLegend")}o.setLegend=si;function Td(l,c){let d=y[l],p=l==0&&J==2?Ht:t[l],g;Pt?g=d.values(o,l,c)??Sn:(g=d.value(o,c==null?null:p[c],l,c),g=g==null?Sn:{_:g}),re.values[l]=g}function Hn(l,c,d){jl=Ce,Fl=Me,[Ce,Me]=F.move(o,Ce,Me),F.left=Ce,F.top=Me,mt&&(bo&&un(bo,Qe(Ce),0,te,q),vo&&un(vo,0,Qe(Me),te,q));let p,g=Xe>et;hn=xe,En=null;let v=D.ori==0?te:q,w=D.ori==1?te:q;if(Ce<0||st==0||g){p=F.idx=null;for(let T=0;T<y.length;T++){let E=Nt[T];E!=null&&un(E,-10,-10,te,q)}fo&&en(null,xo,!0,l==null&&Je.setSeries),re.live&&(ve.fill(p),Mt=!0)}else{let T,E,M;r==1&&(T=D.ori==0?Ce:Me,E=tn(T,A),p=F.idx=Yt(E,t[0],Xe,et),M=N(t[0][p],D,v,0));let O=-10,j=-10,X=0,pe=0,ue=!0,se="",G="";for(let I=r==2?1:0;I<y.length;I++){let Ae=y[I],je=ve[I],rt=je==null?null:r==1?t[I][je]:t[I][1][je],ye=F.dataIdx(o,I,p,E),Fe=ye==null?null:r==1?t[I][ye]:t[I][1][ye];if(Mt=Mt||Fe!=rt||ye!=je,ve[I]=ye,I>0&&Ae.show){let Tt=ye==null?-10:ye==p?M:N(r==1?t[0][ye]:t[I][0][ye],D,v,0),$t=Fe==null?-10:Z(Fe,r==1?x[Ae.scale]:x[Ae.facets[1].scale],w,0);if(fo&&Fe!=null){let Ot=D.ori==1?Ce:Me,Ut=Ze(Xt.dist(o,I,ye,$t,Ot));if(Ut<hn){let nn=Xt.bias;if(nn!=0){let kt=tn(Ot,Ae.scale),qt=Fe>=0?1:-1,Jt=kt>=0?1:-1;Jt==qt&&(Jt==1?nn==1?Fe>=kt:Fe<=kt:nn==1?Fe<=kt:Fe>=kt)&&(hn=Ut,En=I)}else hn=Ut,En=I}}if(Mt||po){let Ot,Ut;D.ori==0?(Ot=Tt,Ut=$t):(Ot=$t,Ut=Tt);let nn,kt,qt,Jt,on,_t,Et=!0,Un=dt.bbox;if(Un!=null){Et=!1;let gt=Un(o,I);qt=gt.left,Jt=gt.top,nn=gt.width,kt=gt.height}else qt=Ot,Jt=Ut,nn=kt=dt.size(o,I);if(_t=dt.fill(o,I),on=dt.stroke(o,I),po)I==En&&hn<=Xt.prox&&(O=qt,j=Jt,X=nn,pe=kt,ue=Et,se=_t,G=on);else{let gt=Nt[I];gt!=null&&(mo[I]=qt,ho[I]=Jt,tu(gt,nn,kt,Et),Xc(gt,_t,on),un(gt,It(qt),It(Jt),te,q))}}}}if(po){let I=Xt.prox,Ae=Bn==null?hn<=I:hn>I||En!=Bn;if(Mt||Ae){let je=Nt[0];je!=null&&(mo[0]=O,ho[0]=j,tu(je,X,pe,ue),Xc(je,se,G),un(je,It(O),It(j),te,q))}}}if(De.show&&Tn)if(l!=null){let[T,E]=Je.scales,[M,O]=Je.match,[j,X]=l.cursor.sync.scales,pe=l.cursor.drag;if(tt=pe._x,nt=pe._y,tt||nt){let{left:ue,top:se,width:G,height:I}=l.select,Ae=l.scales[j].ori,je=l.posToVal,rt,ye,Fe,Tt,$t,Ot=T!=null&&M(T,j),Ut=E!=null&&O(E,X);Ot&&tt?(Ae==0?(rt=ue,ye=G):(rt=se,ye=I),Fe=x[T],Tt=N(je(rt,j),Fe,v,0),$t=N(je(rt+ye,j),Fe,v,0),Zo(Kt(Tt,$t),Ze($t-Tt))):Zo(0,v),Ut&&nt?(Ae==1?(rt=ue,ye=G):(rt=se,ye=I),Fe=x[E],Tt=Z(je(rt,X),Fe,w,0),$t=Z(je(rt+ye,X),Fe,w,0),Xo(Kt(Tt,$t),Ze($t-Tt))):Xo(0,w)}else ai()}else{let T=Ze(jl-Ol),E=Ze(Fl-ql);if(D.ori==1){let X=T;T=E,E=X}tt=it.x&&T>=it.dist,nt=it.y&&E>=it.dist;let M=it.uni;M!=null?tt&&nt&&(tt=T>=M,nt=E>=M,!tt&&!nt&&(E>T?nt=!0:tt=!0)):it.x&&it.y&&(tt||nt)&&(tt=nt=!0);let O,j;tt&&(D.ori==0?(O=yo,j=Ce):(O=wo,j=Me),Zo(Kt(O,j),Ze(j-O)),nt||Xo(0,w)),nt&&(D.ori==1?(O=yo,j=Ce):(O=wo,j=Me),Xo(Kt(O,j),Ze(j-O)),tt||Zo(0,v)),!tt&&!nt&&(Zo(0,0),Xo(0,0))}if(it._x=tt,it._y=nt,l==null){if(d){if(Zl!=null){let[T,E]=Je.scales;Je.values[0]=T!=null?tn(D.ori==0?Ce:Me,T):null,Je.values[1]=E!=null?tn(D.ori==1?Ce:Me,E):null}tr(Ii,o,Ce,Me,te,q,p)}if(fo){let T=d&&Je.setSeries,E=Xt.prox;Bn==null?hn<=E&&en(En,xo,!0,T):hn>E?en(null,xo,!0,T):En!=Bn&&en(En,xo,!0,T)}}Mt&&(re.idx=p,si()),c!==!1&&ot("setCursor")}let Cn=null;Object.defineProperty(o,"rect",{get(){return Cn==null&&er(!1),Cn}});function er(l=!1){l?Cn=null:(Cn=S.getBoundingClientRect(),ot("syncRect",Cn))}function Vl(l,c,d,p,g,v,w){F._lock||Tn&&l!=null&&l.movementX==0&&l.movementY==0||(ii(l,c,d,p,g,v,w,!1,l!=null),l!=null?Hn(null,!0,!0):Hn(c,!0,!1))}function ii(l,c,d,p,g,v,w,T,E){if(Cn==null&&er(!1),zn(l),l!=null)d=l.clientX-Cn.left,p=l.clientY-Cn.top;else{if(d<0||p<0){Ce=-10,Me=-10;return}let[M,O]=Je.scales,j=c.cursor.sync,[X,pe]=j.values,[ue,se]=j.scales,[G,I]=Je.match,Ae=c.axes[0].side%2==1,je=D.ori==0?te:q,rt=D.ori==1?te:q,ye=Ae?v:g,Fe=Ae?g:v,Tt=Ae?p:d,$t=Ae?d:p;if(ue!=null?d=G(M,ue)?a(X,x[M],je,0):-10:d=je*(Tt/ye),se!=null?p=I(O,se)?a(pe,x[O],rt,0):-10:p=rt*($t/Fe),D.ori==1){let Ot=d;d=p,p=Ot}}E&&(c==null||c.cursor.event.type==Ii)&&((d<=1||d>=te-1)&&(d=eo(d,te)),(p<=1||p>=q-1)&&(p=eo(p,q))),T?(Ol=d,ql=p,[yo,wo]=F.move(o,d,p)):(Ce=d,Me=p)}let li={width:0,height:0,left:0,top:0};function ai(){qr(li,!1)}let Bl,Hl,Ul,Jl;function Gl(l,c,d,p,g,v,w){Tn=!0,tt=nt=it._x=it._y=!1,ii(l,c,d,p,g,v,w,!0,!1),l!=null&&(ht(zi,Ji,Wl,!1),tr(Jc,o,yo,wo,te,q,null));let{left:T,top:E,width:M,height:O}=De;Bl=T,Hl=E,Ul=M,Jl=O}function Wl(l,c,d,p,g,v,w){Tn=it._x=it._y=!1,ii(l,c,d,p,g,v,w,!1,!0);let{left:T,top:E,width:M,height:O}=De,j=M>0||O>0,X=Bl!=T||Hl!=E||Ul!=M||Jl!=O;if(j&&X&&qr(De),it.setScale&&j&&X){let pe=T,ue=M,se=E,G=O;if(D.ori==1&&(pe=E,ue=O,se=T,G=M),tt&&kn(A,tn(pe,A),tn(pe+ue,A)),nt)for(let I in x){let Ae=x[I];I!=A&&Ae.from==null&&Ae.min!=xe&&kn(I,tn(se+G,I),tn(se,I))}ai()}else F.lock&&(F._lock=!F._lock,Hn(c,!0,l!=null));l!=null&&(ao(zi,Ji),tr(zi,o,Ce,Me,te,q,null))}function kd(l,c,d,p,g,v,w){if(F._lock)return;zn(l);let T=Tn;if(Tn){let E=!0,M=!0,O=10,j,X;D.ori==0?(j=tt,X=nt):(j=nt,X=tt),j&&X&&(E=Ce<=O||Ce>=te-O,M=Me<=O||Me>=q-O),j&&E&&(Ce=Ce<yo?0:te),X&&M&&(Me=Me<wo?0:q),Hn(null,!0,!0),Tn=!1}Ce=-10,Me=-10,ve.fill(null),Hn(null,!0,!0),T&&(Tn=T)}function Yl(l,c,d,p,g,v,w){F._lock||(zn(l),Hs(),ai(),l!=null&&tr(Yc,o,Ce,Me,te,q,null))}function Kl(){P.forEach(ih),Bs(o.width,o.height,!0)}oo(ws,jo,Kl);let To={};To.mousedown=Gl,To.mousemove=Vl,To.mouseup=Wl,To.dblclick=Yl,To.setSeries=(l,c,d,p)=>{let g=Je.match[2];d=g(o,c,d),d!=-1&&en(d,p,!0,!1)},mt&&(ht(Jc,S,Gl),ht(Ii,S,Vl),ht(Gc,S,l=>{zn(l),er(!1)}),ht(Wc,S,kd),ht(Yc,S,Yl),el.add(o),o.syncRect=er);let jr=o.hooks=e.hooks||{};function ot(l,c,d){ti?Qo.push([l,c,d]):l in jr&&jr[l].forEach(p=>{p.call(null,o,c,d)})}(e.plugins||[]).forEach(l=>{for(let c in l.hooks)jr[c]=(jr[c]||[]).concat(l.hooks[c])});let Ql=(l,c,d)=>d,Je=Ge({key:null,setSeries:!1,filters:{pub:iu,sub:iu},scales:[A,y[1]?y[1].scale:null],match:[lu,lu,Ql],values:[null,null]},F.sync);Je.match.length==2&&Je.match.push(Ql),F.sync=Je;let Zl=Je.key,ci=of(Zl);function tr(l,c,d,p,g,v,w){Je.filters.pub(l,c,d,p,g,v,w)&&ci.pub(l,c,d,p,g,v,w)}ci.sub(o);function Ed(l,c,d,p,g,v,w){Je.filters.sub(l,c,d,p,g,v,w)&&To[l](null,c,d,p,g,v,w)}o.pub=Ed;function Cd(){ci.unsub(o),el.delete(o),On.clear(),Yi(ws,jo,Kl),h.remove(),_e?.remove(),ot("destroy")}o.destroy=Cd;function ui(){ot("init",e,t),Cl(t||e.data,!1),V[A]?ni(A,V[A]):Hs(),Rr=De.show&&(De.width>0||De.height>0),In=Mt=!0,Bs(e.width,e.height)}return y.forEach(kl),P.forEach(id),n?n instanceof HTMLElement?(n.appendChild(h),ui()):n(o,ui):ui(),o}ft.assign=Ge;ft.fmtNum=ll;ft.rangeNum=Ss;ft.rangeLog=ks;ft.rangeAsinh=sl;ft.orient=so;ft.pxRatio=$e;ft.join=Qp;ft.fmtDate=cl,ft.tzDate=am;ft.sync=of;{ft.addGap=Hm,ft.clipGaps=Ds;let e=ft.paths={points:uf};e.linear=df,e.stepped=Gm,e.bars=Wm,e.spline=Km}var _f=220,lh=6;function gf({history:e}){let t=Be(null),n=Be(null),o=Be(e);o.current=e,Ve(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ft(ch(s,()=>o.current),$f(o.current),s)};i();let a=matchMedia("(prefers-color-scheme: dark)"),f=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:_f}));return f.observe(s),a.addEventListener("change",i),()=>{f.disconnect(),a.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),Ve(()=>n.current?.setData($f(e)),[e]);let r=Ic(ji(e));return u`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&u`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>u`<span class="legend ${s}">${No[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${we} label="Rate as a table"><${ah} history=${e} /><//>
    </details>
  </figure>`}function ah({history:e}){return u`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>u`<tr>
          <td>${he(t)}</td>
          <td class="number">${K(e.rows[n])}</td>
          <td class="number">${wc(e.docs_per_second[n])}</td>
          <td>${No[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function $f(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function ch(e,t){let n=r=>fh(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:_f,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,values:(r,s)=>s.map(i=>Sc(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>ln(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>uh(r,t(),n)]}}}function uh(e,t,n){let{ctx:o}=e,r=lh*devicePixelRatio;for(let{part:s,from:i,to:a}of ji(t)){if(!(s in No))continue;let f=e.valToPos(i/1e3,"x",!0),h=e.valToPos(a/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(f,e.bbox.top+e.bbox.height-r,Math.max(1,h-f),r)}}function fh(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function Ls({children:e}){return u`<div class="tiles">${e}</div>`}function zt({name:e,value:t,isBad:n=!1,href:o}){let r=u`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?u`<a class=${s} href=${o}>${r}</a>`:u`<div class=${s}>${r}</div>`}function Ms({status:e}){let t=e.details??{};return u`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&u`<${Ti} messages=${e.error} />`}
      ${e.is_running&&u`<${Tr} details=${t} />`}
      <${Ls}>
        <${zt} name="Rows" value=${K(e.count)} />
        <${zt} name="Rows per second" value=${ln(dh(e))} />
        ${e.is_running&&u`<${zt} name="Time left" value=${ut(t.eta_in_millis)} />`}
        <${zt} name="Running time" value=${ut((e.end_time??Date.now())-e.start_time)} />
        <${zt} name="Rejected rows" value=${K(t.rejected)} isBad=${t.rejected>0} />
      <//>
      ${t.history?.time.length>1&&u`<${gf} history=${t.history} />`}
    </section>
    ${t.partitions&&u`<${Vc} partitions=${t.partitions} />`}
    <div class="columns">
      <${ph} status=${e} />
      ${t.events&&u`<${zc} events=${t.events} />`}
    </div>
  `}function dh({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function Tr({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=xc(e.percent);return u`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function ph({status:e}){let t=e.details??{};return u`<section class="panel">
    <h2>Run</h2>
    <${Xn}>
      <${Se} name="Started">${he(e.start_time)}, ${t.trigger==="schedule"?"by the schedule":"manually"}<//>
      <${Se} name="Ended">${he(e.end_time)}<//>
      <${Se} name="Attempt">${t.attempt}${t.restart_reason&&`: ${t.restart_reason}`}<//>
      <${Se} name="Agent">${t.agent??"\u2013"}<//>
      <${Se} name="Index">${t.index??"\u2013"}<//>
      <${Se} name="Slowest part">${No[t.bottleneck]??"\u2013"}<//>
      <${Se} name="Rows read">${K(t.rows_read)}<//>
      <${Se} name="Dropped by the pipeline">${K(t.dropped)}<//>
      <${Se} name="Duplicate ids">${K(t.duplicates)}<//>
      <${Se} name="Values replaced by null">${K(t.nulled)}<//>
      <${Se} name="Retries">${K(t.retries)}<//>
      <${Se} name="Sent">${yc(t.bytes)}<//>
      <${Se} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&u`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function fn({state:e}){return u`<span class="state ${e??"never"}">${e??"never run"}</span>`}var mh=["history","events","partitions","query"].map(e=>`ingestion.details.${e}`);function dn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:mh}}}var Ns=e=>({term:{"ingestion.id":e}}),Nn=e=>({term:{"ingestion.state":e}}),wn=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),kr=e=>Math.floor((Date.now()-e)/6e4)*6e4,bf=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),hh=1e3;function vf(e){return{size:0,query:{bool:{filter:[wn({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:hh,order:{failed:"desc"}},aggs:{failed:{filter:Nn("error")},successful:{filter:Nn("successful")}}}}}}function yf(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var $h=1e3;function wf({id:e}){let t=jt({query:{ids:{values:[e]}}}),n=oe(async o=>(await Y(t,o)).hits.hits[0]?._source.ingestion??null,o=>o?.is_running?$h:0,[e]);return u`<${ie} polling=${n}>
      ${o=>o?u`<${_h} id=${e} status=${o} />`:u`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${me} request=${t} />`}function _h({id:e,status:t}){return u`
    <div class="heading">
      <h1>Run of <a href=${L("jobs",t.id)}>${t.id}</a></h1>
      <${fn} state=${t.state} />
      <span class="muted">${he(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&u`<p><a href=${L("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${Ms} status=${t} />
    ${!t.is_running&&u`<${gh} status=${t} />`}
  `}function gh({status:e}){let t=dn([Ns(e.id),Nn("successful"),wn({lt:e.start_time})],{size:1}),n=oe(async o=>(await Y(jt(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return u`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${ie} polling=${n}>
      ${o=>o?u`<${bh} status=${e} hit=${o} />`:u`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function bh({status:e,hit:t}){let n=t._source.ingestion,o=s=>s.end_time&&s.end_time-s.start_time,r=[["Running time",o(e),o(n),ut],["Rows",e.count,n.count,K],["Rows per second",e.details?.docs_per_second,n.details?.docs_per_second,K],["Rejected rows",e.details?.rejected,n.details?.rejected,K],["Retries",e.details?.retries,n.details?.retries,K],["Attempts",e.details?.attempt,n.details?.attempt,K]];return u`<${we} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${L("executions",t._id)}>${he(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${r.map(([s,i,a,f])=>u`<tr key=${s}>
          <th scope="row">${s}</th><td class="number">${f(i)}</td><td class="number">${f(a)}</td><td class="number">${vh(i,a)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function vh(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function Jo({hits:e,hasJob:t=!1}){return u`<${we} label="Runs">
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
          <td class="number">${ut(o.end_time&&o.end_time-o.start_time)}</td>
          ${t&&u`<td class="message">${o.error?.at(-1)}</td>`}
        </tr>`)}
      </tbody>
    </table>
  <//>`}var Sf=50,yh=1e4,wh=36e5,Sh={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},xh={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function xf({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("hours")??"",r=Number(e.get("from")??0),s=()=>jt(dn(Th({q:t,state:n,hours:o}),{from:r,size:Sf})),i=oe(a=>Y(s(),a),yh,[t,n,o,r]);return u`
    <div class="heading"><h1>Runs</h1></div>
    <${cn} address=${a=>L("executions",void 0,a)}>
      <${Gt} name="q" label="Job or words of the error" value=${t} />
      <${_r} name="state" label="State" value=${n} options=${Sh} />
      <${_r} name="hours" label="Started" value=${o} options=${xh} />
    <//>
    <${ie} polling=${i}>
      ${({hits:a})=>u`
        <section class="panel"><${Jo} hits=${a.hits} hasJob /></section>
        <${Pn} from=${r} size=${Sf} total=${a.total} of="runs"
          address=${f=>L("executions",void 0,{q:t,state:n,hours:o,from:f})} />
      `}
    <//>
    <${me} request=${s()} />
  `}function Th({q:e,state:t,hours:n}){return[...e?[bf(e)]:[],...t?[Nn(t)]:[],...n?[wn({gte:kr(Number(n)*wh)})]:[]]}function Os(e,t){let n=Be(e);Ve(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var qs=90,$l=10,Tf=3;function kf({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*($l+Tf);return u`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ut(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${qs}`} width=${o} height=${qs} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*qs);return u`<rect key=${r.id} class=${r.state} x=${s*($l+Tf)} y=${qs-i} width=${$l} height=${i} rx="2">
          <title>${`${he(r.start_time)}: ${r.state}, ${ut(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function js({hit:e,onChange:t}){let{schedule:n,enable_scheduler:o=!1,timezone:r}=e._source.ingest,s=e._id;if(!n)return u`<span class="muted">manual</span>`;let i=e.next_fire;return u`<span class="schedule">
    <span title=${`${n} ${r??"UTC"}${i?`, next ${he(i)}`:""}`}>
      ${o?i?an(i,Date.now()):"never":"off"}
    </span>
    <${pt} label=${o?"Disable":"Enable"} of=${`the schedule of ${s}`} requires=${ee.editJobs}
      request=${tc(s,!o)} onDone=${t}
      question=${o?`Disable the schedule of ${s}? A run that is under way goes on.`:`Enable the schedule of ${s} (${n})?`} />
  </span>`}var kh=1e3,Eh=5e3,Ch=6e4,Ef=50;function Cf({id:e}){let t=oe(n=>Y(pr(e),n),Ch,[e]);return u`<${ie} polling=${t}>
    ${n=>u`<${Dh} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function Dh({id:e,hit:t,onChange:n}){let o=Ya(e),r=Be(t.status!==void 0),s=oe(async a=>(r.current||=(await Y(pr(e),a)).status!==void 0,r.current?(await Y(o,a)).status:null),a=>a?.is_running?kh:Eh,[e]),i=s.state.value.data;return Os(i?.state,n),u`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&u`<${fn} state=${i.state} />`}
      <div class="actions"><${Ah} id=${e} isRunning=${i?.is_running??!1} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&u`<p>${t._source.ingest.description}</p>`}
    <${ie} polling=${s}>
      ${a=>a?u`<${Ms} status=${a} />`:u`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${Rh} id=${e} execution=${i?.details?.execution} state=${i?.state} />
    <div class="columns">
      <${Ph} hit=${t} onChange=${n} />
      <${Lh} id=${e} state=${i?.state} />
    </div>
    <${me} request=${o} />
  `}function Ah({id:e,isRunning:t,onChange:n}){return u`
    ${t?u`<${pt} label="Abort" kind="danger" requires=${ee.abort} request=${os(e)} onDone=${n}
          question=${`Abort the run of ${e}? The statement in the database is cancelled. Rows that a REPLACE has sent are discarded.`} />`:u`<${pt} label="Run" kind="primary" requires=${ee.run} request=${Qn(e)} onDone=${n} question=${`Run ${e} now?`} />
          <${pt} label="Run in full" requires=${ee.run} request=${Qn(e,{full:!0})} onDone=${n}
            question=${`Run ${e} as a first run does? It reads all rows, and sets the positions anew.`} />`}
    ${Ee(ee.editJobs)&&u`<a class="button" href=${L("job-form",e)}>Edit</a>
      <a class="button" href=${L("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!t&&u`<${pt} label="Delete" kind="danger" requires=${ee.editJobs} request=${Qa(e)}
      onDone=${()=>{location.hash=L("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function Rh({id:e,execution:t,state:n}){let o=jt(dn([Ns(e)],{size:Ef})),r=oe(s=>Y(o,s),0,[e,t,n]);return u`<section class="panel">
    <h2>Last runs</h2>
    <${ie} polling=${r}>
      ${({hits:s})=>{let i=s.hits.map(a=>({...a._source.ingestion,id:a._id})).reverse();return u`<div class="scroll"><${kf} runs=${i} /></div>
          <div class="list"><${Jo} hits=${s.hits} /></div>
          ${s.total>Ef&&u`<p><a href=${L("executions",void 0,{q:e})}>All ${s.total} runs</a></p>`}`}}
    <//>
  </section>`}function Ph({hit:e,onChange:t}){let n=e._source.ingest;return u`<section class="panel">
    <h2>Definition</h2>
    <${Xn}>
      <${Se} name="Datasource"><a href=${L("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${Se} name="Target">${n.target}<//>
      <${Se} name="Strategy">${n.strategy}<//>
      <${Se} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${Se} name="Schedule">${n.schedule&&u`<code>${n.schedule}</code> `}${n.schedule&&(n.timezone??"UTC")} <${js} hit=${e} onChange=${t} /><//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function Lh({id:e,state:t}){let n=oe(o=>Y(Xa(e),o),0,[e,t]);return u`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">What the next run reads next: the values of the query's variables.</p>
    <${ie} polling=${n}>
      ${({positions:o})=>u`
        <${Xn}>
          ${Object.entries(o??{}).map(([r,s])=>u`<${Se} key=${r} name=${r}><code>${JSON.stringify(s)}</code><//>`)}
        <//>
        ${Object.keys(o??{}).length===0?u`<p>None are stored: the next run reads as a first one.</p>`:u`<p><${pt} label="Reset" kind="danger" requires=${ee.run} of="the positions" request=${ec(e)} onDone=${n.reload}
              question=${`Reset the positions of ${e}? The next run reads as a first one does.`} /></p>`}
      `}
    <//>
  </section>`}function Df({request:e}){let[t,n]=W(void 0),{submit:o,isBusy:r,error:s}=ct(n);return u`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${r} aria-busy=${r} onClick=${()=>o(e)}>${r?"Asking \u2026":"Dry run"}</button>
    ${s&&u`<${qe} error=${s} />`}
    <div role="status">${!s&&t&&u`<${Mh} plan=${t} />`}</div>
    <${me} request=${e} />
  </section>`}function Mh({plan:e}){return u`<div>
    <p class="good">A run would work.</p>
    <${Xn}>
      <${Se} name="Rows">${e.rows_total===void 0?"not known":`about ${K(e.rows_total)}`}<//>
      <${Se} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&u`<${Se} name="Removal guard"><${Nh} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${Se} name="Starts from"><${Oh} start=${e.start} /><//>
      <${Se} name="Next runs">
        ${e.next_fires?.length?u`<ul class="plain">${e.next_fires.map(t=>u`<li key=${t}>${he(t)} <span class="muted">${an(t,Date.now())}</span></li>`)}</ul>`:"only manually"}
      <//>
    <//>
    ${e.changes&&u`<${qh} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function Nh({guard:e,rows:t}){let n=`The target has ${K(e.documents)} documents; a run with fewer than ${K(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?u`<span class="bad">${n} The estimate is below.</span>`:n}function Oh({start:e}){let t=Object.entries(e);return t.length?u`${t.map(([n,o])=>u`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function qh({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?u`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>u`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:u`<p class="muted">The mapping of the target stays as it is.</p>`}var jh=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function Af({ingest:e,change:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=ct(o),{datasource:a,query:f,mapping:h}=e,m=ic(a??"",{query:f});return u`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${Ee(ee.editDatasources)&&u`<button type="button" disabled=${!a||!f||s} aria-busy=${s} onClick=${()=>r(m)}>
      ${s?"Reading \u2026":"Show the columns"}
    </button>`}
    ${i&&u`<${qe} error=${i} />`}
    ${a&&f&&u`<${me} request=${m} />`}
    ${n&&u`<${Fh} defaults=${n.mapping} mapping=${h} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${Mo} label="Mapping" value=${h} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${Mo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${Mo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function Fh({defaults:e,mapping:t,onChange:n}){return u`<${we} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return u`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${a=>n(Dc(t,o,a.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...jh,...i?[i]:[]])].map(a=>u`<option key=${a} value=${a} selected=${a===i}>${a}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function Rf({ingest:e,change:t}){let{schedule:n="",timezone:o,enable_scheduler:r=!1}=e,s=n in ds;function i(a){t("schedule")(a),!!a!=!!n&&t("enable_scheduler")(!!a),a&&!n&&!o&&t("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone)}return u`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${sn} label="Starts" value=${s?n:"custom"} onChange=${i} options=${s?ds:{...ds,custom:"As written below"}} />
    <${Ue} label="Quartz cron expression" value=${n} onChange=${i} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${n&&u`
      <${Ue} label="Time zone of the schedule" value=${o} onChange=${t("timezone")} placeholder="UTC" />
      <${gc} label="The schedule is enabled" value=${r} onChange=${t("enable_scheduler")} />
    `}
  </section>`}function Pf({datasource:e,onTable:t}){let{submit:n,error:o}=ct(({ingestions:i})=>t(i[0])),r=i=>n(is(e,i)),s=oe(i=>Y(Zn(e,{}),i),0,[e]);return u`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&u`<${qe} error=${o} />`}
    <${ie} polling=${s}>
      ${({catalogs:i})=>i.map(({name:a})=>u`<${Lf} key=${a} name=${a} isOpen=${i.length===1}>
        <${Ih} datasource=${e} catalog=${a} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function Ih({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>Y(Zn(e,{catalog:t}),r),0,[e,t]);return u`<${ie} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>u`<${Lf} key=${s} name=${s} isOpen=${r.length===1}>
      <${zh} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function zh({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>Y(Zn(e,{catalog:t,schema:n}),s),0,[e,t,n]);return u`<${ie} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>u`
      ${s.length===0&&u`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:a})=>u`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${a==="view"&&u`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function Lf({name:e,isOpen:t,children:n}){let[o,r]=W(t);return u`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Mf({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return u`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&u`<p class="muted">The query returns no rows.</p>`}
    <${we} label="First rows">
      <table>
        <thead><tr>${r.map(s=>u`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>u`<tr key=${i}>${r.map(a=>u`<td key=${a}>${Vh(s[a])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>u`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&u`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function Vh(e){return e==null?u`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function Nf({label:e,value:t,onChange:n}){let o=Be(null),r=Be(null),s=Be(n),i=Be(t),[a,f]=W(!1);s.current=n,Ve(()=>{let m=!1;return import("./sql.js").then(({createEditor:$})=>{m||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:h}),f(!0))},()=>{}),()=>{m=!0,r.current?.destroy()}},[]),Gr(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t]);function h(m){i.current=m,s.current(m)}return u`<div class="editor">
    <div ref=${o}></div>
    ${!a&&u`<textarea rows="8" aria-label=${e} spellcheck=${!1} value=${t} onInput=${m=>h(m.target.value)}></textarea>`}
  </div>`}var Bh=20,Hh=200;function Of({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let[s,i]=W(void 0),a=ct($=>{i($),r(Object.keys($.types))}),{datasource:f,query:h=""}=e,m=sc(f??"",{query:h,row_limit:Bh,max_text_size:Hh});return n.length?u`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${sn} label="Datasource" value=${f} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map($=>[$,$]))}} />
        ${f&&Ee(ee.editDatasources)&&u`<${Pf} key=${f} datasource=${f} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${Nf} label="Query" value=${h} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${Ee(ee.editDatasources)&&u`<button type="button" disabled=${!f||!h||a.isBusy} aria-busy=${a.isBusy} onClick=${()=>a.submit(m)}>
          ${a.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${a.error&&u`<${qe} error=${a.error} />`}
    ${s&&u`<${Mf} sample=${s} />`}
    ${f&&h&&u`<${me} request=${m} />`}
  </section>`:u`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${L("datasource-form")}>New datasource</a>
    </section>`}var Uh={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key"};function qf({ingest:e,change:t,columns:n}){return u`
    <${Ue} label="Target" value=${e.target} onChange=${t("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${sn} label="Strategy" value=${e.strategy??"INCREMENTAL"} onChange=${t("strategy")} options=${Uh} />
    <${Ue} label="Key" value=${ms(e.pk_field)} onChange=${o=>t("pk_field")(Cc(o))} suggestions=${n}
      placeholder="id" hint="Column whose value becomes the document's id; several with commas. Without one, each run adds new documents." />
    <details>
      <summary>Limits and batches</summary>
      <${Ue} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${t("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${Ue} label="Removal guard" value=${e.removal_guard} onChange=${t("removal_guard")} placeholder="50%"
        hint="A REPLACE that would remove more than this share of the documents is not published." />
      <${Ue} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${t("pipeline")} />
      <${Ue} label="Description" value=${e.description} onChange=${t("description")} />
    </details>
  `}function _l({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([Y(rs({size:1e3}),r),n?Y(pr(n),r):null]);return{datasources:s.hits.hits.map(a=>a._id),hit:i}},0,[n]);return u`<${ie} polling=${o}>
    ${({datasources:r,hit:s})=>u`<${Jh} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?Ac(s._source.ingest):s._source.ingest:{...Ec,datasource:t.get("datasource")??""}} />`}
  <//>`}function Jh({datasources:e,saved:t,origin:n}){let[o]=W(n),[r,s]=W(t),[i,a]=W(t?._id??""),[f,h]=W(o),[m,$]=W([]),_=A=>U=>h(B=>({...B,[A]:U}));fs(f!==o);let b={ingest:ps(f)},S=mr(i,b,r?{if_seq_no:r._seq_no,if_primary_term:r._primary_term}:{op_type:"create"}),k=ct(()=>{location.hash=L("jobs",i)}),C=ct(()=>{location.hash=L("jobs",i)}),R=ct(A=>{s(A),C.submit(Qn(i))}),y=k.isBusy||R.isBusy||C.isBusy,P=k.error??R.error??C.error;function x(A){i||a(A._id),h(U=>({...U,...A._source.ingest,...U.target?{target:U.target}:{}}))}function Q(A){A.preventDefault(),(A.submitter?.value==="run"?R:k).submit(S)}return u`<form class="job-form" onSubmit=${Q}>
    <div class="heading"><h1>${r?`Job ${i}`:"New job"}</h1></div>
    <${Of} ingest=${f} change=${_} datasources=${e} onTable=${x} onColumns=${$} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!r&&u`<${Ue} label="Job id" value=${i} onChange=${a} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${qf} ingest=${f} change=${_} columns=${m} />
    </section>
    <${Af} ingest=${f} change=${_} />
    <${Rf} ingest=${f} change=${_} />
    <${Df} request=${Za(i||"new",b)} />
    ${P&&u`<${qe} error=${P} />`}
    <div class="submit">
      <button class="primary" disabled=${y} aria-busy=${y}>Save</button>
      ${Ee(ee.run)&&u`<button value="run" disabled=${y}>Save and run</button>`}
      <a class="button" href=${r?L("jobs",i):L("jobs")}>Cancel</a>
    </div>
    <${me} request=${S} />
  </form>`}function gl({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return u`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var Gh=1e3,Wh=5e3;function Fs(){return oe(async e=>{let{jobs:t}=await Y(Wa(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?Gh:Wh,[])}var jf=50,Yh=3e4;function Ff({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=Ka({from:t,size:jf,sort:o,...hs(n)}),s=oe(h=>Y(r,h),Yh,[t,n,o]),i=Fs(),a=i.state.value.data&&[...i.state.value.data.keys()].sort().join();Os(a,s.reload);let f=h=>L("jobs",void 0,{q:n,sort:o,...h});return u`
    <div class="heading">
      <h1>Jobs</h1>
      <div class="actions">
        ${Ee(ee.editJobs)&&u`<a class="button primary" href=${L("job-form")}>New job</a>`}
      </div>
    </div>
    <${cn} address=${h=>f(h)}>
      <${Gt} name="q" label="Search jobs" value=${n} placeholder="Part of the id, or ingest.target:orders*" />
    <//>
    <${ie} polling=${s}>
      ${({hits:h})=>u`
        <section class="panel"><${we} label="Jobs">
          <table class="jobs">
            <thead>
              <tr>
                <${gl} field="_id" sort=${o} address=${m=>f({sort:m})}>Job<//>
                <${gl} field="ingest.target" sort=${o} address=${m=>f({sort:m})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${h.hits.map(m=>u`<${Kh} key=${m._id} hit=${m} status=${i.state.value.data?.get(m._id)??m.status}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${h.total===0&&u`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${jf} total=${h.total} of="jobs" address=${m=>f({from:m})} />
      `}
    <//>
    <${me} request=${r} />
  `}function Kh({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return u`<tr>
    <td><a href=${L("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${fn} state=${t?.state} />
      ${t?.is_running&&o&&u`<${Tr} details=${o} />`}
    </td>
    <td class="number">${K(t?.count)}</td>
    <td class="number">${ln(o?.docs_per_second)}</td>
    <td>${t&&Qh(t)}</td>
    <td><${js} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?u`<${pt} label="Abort" of=${r} kind="danger" requires=${ee.abort} request=${os(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:u`<${pt} label="Run" of=${r} requires=${ee.run} request=${Qn(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${Ee(ee.editJobs)&&u`<a class="button" aria-label=${`Clone ${r}`} href=${L("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function Qh(e){return e.is_running?`for ${ut(Date.now()-e.start_time)}`:`${an(e.end_time,Date.now())}, took ${ut(e.end_time-e.start_time)}`}function If(){return u`<h1>There is no such page</h1>
    <p><a href=${L("overview")}>Overview</a></p>`}var bl=2e4,Zh=6e4,Er=10,zf=36e5,vl=24*zf;function Vf(){let e=Fs(),t=oe(f=>Y(jt(dn([Nn("error"),wn({gte:kr(vl)})],{size:10})),f),bl,[]),n=oe(f=>Y(Ga(),f),bl,[]),o=oe(async f=>Ee(ee.readDeadLetters)?Y(lc(),f):null,bl,[]),r=oe(async f=>yf((await Y(jt(vf(kr(vl))),f)).aggregations.jobs.buckets),Zh,[]),s=n.state.value.data?.agents.filter(f=>f.is_alive).length,i=t.state.value.data?.hits.total,a=o.state.value.data?.hits.total;return u`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${Ee(ee.editDatasources)&&u`<a class="button" href=${L("datasource-form")}>New datasource</a>`}
        ${Ee(ee.editJobs)&&u`<a class="button primary" href=${L("job-form")}>New job</a>`}
      </div>
    </div>
    <${Ls}>
      <${zt} name="Running" value=${K(e.state.value.data?.size)} href=${L("jobs")} />
      <${zt} name="Failed in the last 24 hours" value=${K(i)} isBad=${i>0} href=${L("executions",void 0,{state:"error",hours:24})} />
      <${zt} name="Failing each time" value=${K(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${L("executions",void 0,{state:"error",hours:24})} />
      ${a!==void 0&&u`<${zt} name="Dead letters" value=${K(a)} isBad=${a>0} href=${L("dead-letters")} />`}
      <${zt} name="Agents" value=${K(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${ie} polling=${e}>${f=>u`<${e$} jobs=${f} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${ie} polling=${t}>
        ${({hits:f})=>f.total?u`<${Jo} hits=${f.hits} hasJob />`:u`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${ie} polling=${r}>${f=>u`<${Xh} jobs=${f} />`}<//>
    <div class="columns">
      <${t$} />
      <section class="panel">
        <h2>Agents</h2>
        <${ie} polling=${n}>${f=>u`<${n$} agents=${f.agents} />`}<//>
      </section>
    </div>
    <${o$} />
  `}function Xh({jobs:e}){return e.length?u`<section class="panel">
    <h2>Failing each time</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,Er).map(t=>u`<li key=${t}><a href=${L("jobs",t)}>${t}</a></li>`)}
      ${e.length>Er&&u`<li class="muted">and ${e.length-Er} more</li>`}
    </ul>
  </section>`:null}function e$({jobs:e}){return e.size?u`<${we} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>u`<tr key=${t}>
          <td><a href=${L("jobs",t)}>${t}</a></td>
          <td><${fn} state=${n.state} /></td>
          <td><${Tr} details=${n.details??{}} /></td>
          <td class="number">${K(n.count)}</td>
          <td class="number">${ln(n.details?.docs_per_second)}</td>
          <td class="number">${ut(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:u`<p class="muted">Nothing is running.</p>`}function t$(){let e=oe(async t=>{let n=await Y(Po({from:Date.now(),to:Date.now()+zf}),t);return n.fires.length<Er?Y(Po({from:Date.now(),to:Date.now()+vl}),t):n},6e4,[]);return u`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${ie} polling=${e}>
      ${({fires:t})=>u`
        ${t.length===0&&u`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.slice(0,Er).map(({_id:n,time:o})=>u`<li key=${`${n} ${o}`}><a href=${L("jobs",n)}>${n}</a> <span class="muted">${an(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${L("schedule")}>Calendar</a>
      `}
    <//>
  </section>`}function n$({agents:e}){return u`<${we} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>u`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?an(t.heartbeat,Date.now()):u`<span class="state error">${an(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function o$(){let e=oe(t=>Y(Ua(),t),0,[]);return u`<${ie} polling=${e}>
    ${t=>u`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function Bf(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s}of t)o(r).fires.push(s);for(let r of n.values())r.overruns=s$(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var r$=15e3;function s$({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r})=>o+r$<n&&n<r))}function Hf(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function Uf(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var Go=26,Cr=180,zs=900,Is=22,i$=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function Jf({lanes:e,now:t,from:n,to:o}){if(!e.length)return u`<p class="muted">No run and no fire time.</p>`;let r=i=>Cr+(i-n)/(o-n)*zs,s=Is+e.length*Go;return u`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${Cr+zs} ${s}`} width=${Cr+zs} height=${s}>
        ${Uf(n,o).map(i=>u`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${Is} y2=${s} /><text x=${r(i)+3} y="14">${i$.format(i)}</text></g>`)}
        ${e.map((i,a)=>u`<${l$} key=${i.id} lane=${i} x=${r} y=${Is+a*Go} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${Is-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
    </figcaption>
    <details><summary>Show as a table</summary><${we} label="Calendar as a table"><${a$} lanes=${e} now=${t} /><//></details>
  </figure>`}function l$({lane:e,x:t,y:n}){let o=new Set(e.overruns);return u`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${Cr+zs} y1=${n+Go} y2=${n+Go} />
    ${e.runs.map(r=>u`<rect key=${r.execution} class=${r.state} x=${Math.max(Cr,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-t(r.start))} height=${Go-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${he(r.start)}, ${ut(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>u`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+Go/2} r="2.5"><title>${he(r)}</title></circle>`)}
  </g>`}function a$({lanes:e,now:t}){return u`<table>
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
  </table>`}var yl=36e5,c$={6:"6 hours",24:"24 hours",168:"7 days"},u$=6e4,Gf=2e3,wl=60,f$=10;function Wf({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*yl,a=s+t*yl,[f,h]=await Promise.all([Y(jt(dn([wn({gte:i})],{size:Gf})),r),Y(Po({from:i,to:a}),r)]);return{now:s,from:i,to:a,runs:f.hits.hits.map(d$),fires:h.fires,isCut:h.truncated||f.hits.total>Gf}},u$,[t]);return u`
    <div class="heading"><h1>Schedule</h1></div>
    <${cn} address=${r=>L("schedule",void 0,r)}>
      <${Gt} name="q" label="Part of the job's id" value=${n} />
      <${_r} name="hours" label="Before and after now" value=${String(t)} options=${c$} />
    <//>
    <${ie} polling=${o}>
      ${({now:r,from:s,to:i,runs:a,fires:f,isCut:h})=>{let m=Bf(a,f).filter(({id:_})=>_.includes(n)),$=f.filter(_=>_.time>=r&&_._id.includes(n));return u`
          <section class="panel"><h2>Calendar</h2><${Jf} lanes=${m.slice(0,wl)} now=${r} from=${s} to=${i} />
            ${m.length>wl&&u`<p class="muted">${m.length-wl} further jobs are left out: filter by their ids.</p>`}
            ${h&&u`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${p$} lanes=${m} />
            <${m$} fires=${$} />
          </div>
        `}}
    <//>
    <${me} request=${Po({from:Date.now(),to:Date.now()+t*yl})} />
  `}function d$({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state}}function p$({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return u`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>u`<li key=${n}><a href=${L("jobs",n)}>${n}</a>: ${o.length} times, last at ${he(o.at(-1))}</li>`)}</ul>
  </section>`}function m$({fires:e}){let t=Hf(e).slice(0,f$);return u`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>u`<li key=${n}>${he(n)}: ${o.slice(0,5).map(r=>u`<a key=${r} href=${L("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function Yf({id:e}){let t=oe(async n=>{let{catalogs:o}=await Y(Zn(e,{}),n);return(await Promise.all(o.map(async({name:s})=>(await Y(Zn(e,{catalog:s}),n)).catalogs[0]))).flatMap(({name:s,schemas:i})=>i.map(({name:a})=>({catalog:s,schema:a})))},0,[e]);return u`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${L("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${ie} polling=${t}>${n=>u`<${h$} datasource=${e} schemas=${n} />`}<//>
  `}function h$({datasource:e,schemas:t}){let[n,o]=W(0),r=t[n];return r?u`
    ${t.length>1&&u`<${sn} label="Schema" value=${String(n)} onChange=${s=>o(Number(s))}
      options=${Object.fromEntries(t.map((s,i)=>[i,s.catalog===s.schema?s.schema:`${s.catalog}.${s.schema}`]))} />`}
    <${$$} key=${n} datasource=${e} ...${r} />
  `:u`<p class="empty">The datasource's user may read no schema.</p>`}function $$({datasource:e,catalog:t,schema:n}){let o=is(e,{catalog:t,schema:n}),r=oe(s=>Y(o,s),0,[e,t,n]);return u`<${ie} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>u`<${_$} proposals=${s} isCut=${i} />`}
    <//>
    <${me} request=${o} />`}function _$({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=$s(),[s,i]=W(new Map),[a,f]=W(new Map),[h,m]=W(!1),$=e.filter(({_id:k})=>a.get(k)!=="created"),_=$.filter(({_id:k})=>n.has(k));async function b(){m(!0);try{await S()}finally{m(!1)}}async function S(){for(let{_id:k,_source:C}of _){let R=await Y(mr(k,s.get(k)??C,{op_type:"create"})).then(()=>"created",y=>y instanceof lt?y:Promise.reject(y));f(y=>new Map(y).set(k,R))}}return e.length?u`<section class="panel">
    <${we} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&_.length===$.length}
            onChange=${()=>r(_.length===$.length?[]:$.map(({_id:k})=>k))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(k=>u`<${g$} key=${k._id} proposal=${k} result=${a.get(k._id)} isSelected=${n.has(k._id)}
          onToggle=${()=>o(k._id)} onSource=${C=>i(new Map(s).set(k._id,C))} />`)}
      </tbody>
    </table><//>
    ${t&&u`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!_.length||h} aria-busy=${h} onClick=${b}>Create ${_.length} ${_.length===1?"job":"jobs"}</button>
      <a class="button" href=${L("jobs")}>To the jobs</a>
    </div>
    ${_[0]&&u`<${me} request=${mr(_[0]._id,s.get(_[0]._id)??_[0]._source,{op_type:"create"})} />`}
  </section>`:u`<p class="empty">No tables that this user may read.</p>`}function g$({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:a}){let f=r==="created",h=m=>a(m.target.value==="REPLACE"?t:n);return u`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${f} checked=${s} onChange=${i} /></td>
    <td>${f?u`<a href=${L("jobs",e)}>${e}</a>`:e}</td>
    <td>${ms(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?u`<select aria-label=${`Strategy of ${e}`} disabled=${f} onChange=${h}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted">${o.join(" ")}</td>
    <td>${f?u`<span class="good">created</span>`:r&&u`<${qe} error=${r} />`}</td>
  </tr>`}var Sl={overview:{title:"Overview",list:Vf,requires:ee.readRuns},jobs:{title:"Jobs",list:Ff,object:Cf,requires:ee.readJobs},executions:{title:"Runs",list:xf,object:wf,requires:ee.readRuns},schedule:{title:"Schedule",list:Wf,requires:ee.readRuns},"dead-letters":{title:"Dead letters",list:jc,requires:ee.readDeadLetters},datasources:{title:"Datasources",list:Mc,requires:ee.readDatasources},"job-form":{list:_l,object:_l,requires:ee.editJobs},"datasource-form":{list:Ni,object:Ni,requires:ee.editDatasources},tables:{object:Yf,requires:ee.createJobsOfTables}};function Kf(e,t){let n=Sl[e],o=t===void 0?n?.list:n?.object;return!n||!o?{component:If,name:"Not found",requires:[]}:{component:o,name:t??n.title??"New",requires:n.requires}}function Qf(){return u`
    <a class="skip" href="#main" onClick=${b$}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${L("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${bn.value&&u`<${v$} />`}
      <${y$} />
    </header>
    <main id="main" tabindex="-1">${Ro.value?u`<${mc} />`:bn.value?u`<${S$} />`:u`<${w$} />`}</main>
  `}function b$(e){e.preventDefault(),document.getElementById("main")?.focus()}function v$(){let e=Mi.value.page;return u`<nav aria-label="Pages">
    ${Object.entries(Sl).map(([t,{title:n,requires:o}])=>n&&Ee(o)&&u`<a key=${t} href=${L(t)} aria-current=${t===e?"page":void 0}>${n}</a>`)}
  </nav>`}function y$(){return bn.value?.security?u`<div class="account">
    ${bn.value.username} ${ts.value&&u`<button type="button" onClick=${pc}>Log out</button>`}
  </div>`:null}function w$(){let[e,t]=W(void 0);return Ve(()=>{let n=0,o=()=>{cs().catch(r=>{if(!(r instanceof lt))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?u`<${qe} error=${e} />`:u`<p class="empty" aria-busy="true">Loading …</p>`}function S$(){let{page:e,id:t,query:n}=Mi.value,{component:o,name:r,requires:s}=Kf(e,t),i=Be(!0);Ve(()=>{document.title=`${r} \u2013 Siren sidecar`,i.current||document.getElementById("main")?.focus({preventScroll:!0}),i.current=!1},[e,t]);let a=Pi(s);return a?u`<p class="alert error" role="alert">You have no permission to see this page: it requires ${a[1]} on ${a[0]}.</p>`:u`<${o} key=${`${e}/${t}`} id=${t} query=${n} />`}var Zf=document.getElementById("console");Zf&&(za(),fa(u`<${Qf} />`,Zf));
