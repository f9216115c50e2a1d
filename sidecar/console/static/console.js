var ge,ea,di,Dn,ui,zr,ta,Fr,na,pi,fi,Cd,or=Symbol.for("pv"),Vr={},Br=[],Dd=/^m(i|n|o|s|text|space)$/,mi=Array.isArray,hi=Br.slice,Gn=Object.assign;function Jn(e){e&&e.parentNode&&e.remove()}function Hr(e,t,n){var o,r,s,i={},a=arguments.length;for(s in t)s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?r=t[s]:i[s]=t[s];return a>2&&(i.children=a>3?hi.call(arguments,2):n),nr(e,i,o,r,null)}function nr(e,t,n,o,r){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:or,__v:r||++ea,__i:-1,__u:0};return!r&&ge.vnode&&ge.vnode(s),s}function Wn(e){return e.children}function To(e,t){this.props=e,this.context=t,this.__g=0}function An(e,t){if(t==null)return e.__&&An(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:An(e)}function Ad(e){var t,n=e.__v,o=n.__e,r=[],s=[],i=e.__P;i&&((t=Gn({constructor:or},n)).__v=n.__v+1,ge.vnode&&ge.vnode(t),$i(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,r,o||An(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,aa(r,t,s),n.__=n.__e=null,t.__e!=o&&oa(t))}function oa(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),oa(e)}function Zl(e){(8&e.__g||(e.__g|=8,Dn.push(e),zr++))&&ui==ge.debounceRendering||((ui=ge.debounceRendering)||queueMicrotask)(ra)}function ra(){try{for(var e,t=1;Dn.length;)Dn.length>t&&Dn.sort(ta),e=Dn.shift(),t=Dn.length,8&e.__g&&Ad(e)}finally{(zr=Dn.length)&&(ui||queueMicrotask)(ra)}}function sa(e,t,n,o,r,s,i,a,f,h,m){var $,_,b,S,k,C,R=o.__k||Br,y=t.length;for(f=Rd(n,t,R,f,y),$=0;$<y;$++)(b=n.__k[$])!=null&&(_=~b.__i&&R[b.__i]||Vr,b.__i=$,C=$i(e,b,_,r,s,i,a,f,h,m),S=b.__e,(_.ref!=b.ref||8&_.__u)&&(_.ref&&_i(_.ref,null,b,_),b.ref&&m.push(b.ref,b.__c||S,b)),k=k||S,4&b.__u?(f=ia(b,f,e,!_.__v),_.__e&&(_.__e=null)):typeof b.type=="function"&&C!==void 0?f=C:S&&(f=S.nextSibling),b.__u&=-21);return n.__e=k,f}function Rd(e,t,n,o,r){var s,i,a,f,h,m,$,_,b,S=n.length,k=S,C=0,R=0,y=e.__k=Array(r);for(s=0;s<r;s++)(i=t[s])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=y[s]=nr(null,i):mi(i)?i=y[s]=nr(Wn,{children:i}):i.constructor===or&&i.__b?i=y[s]=nr(i.type,i.props,i.key,i.ref,i.__v):y[s]=i,f=s+C,i.__=e,i.__b=e.__b+1,a=null,~(h=i.__i=Pd(i,n,f,k))&&(k--,(a=n[h])&&(a.__u|=2)),a&&a.__v?(i.__u|=16,h==f-1?C--:h==f+1?C++:h!=f&&(h>f?C--:C++,R=1)):(~h||(r>S?C--:r<S&&C++),typeof i.type!="function"&&(i.__u|=4))):y[s]=null;if(R){for(m=[],$=[],s=0;s<r;s++)if((i=y[s])&&16&i.__u){for(C=0,_=m.length;C<_;)m[b=C+_>>1]<i.__i?C=b+1:_=b;m[C]=i.__i,$[s]=C+1}for(C=m.length;s--;)$[s]&&($[s]==C?C--:y[s].__u|=4)}if(k)for(s=0;s<S;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=An(a)),gi(a,a));return o}function ia(e,t,n,o){var r,s,i,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=e,t=ia(r[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=An(e))&&!t.parentNode&&(t=null),i=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(i!=a&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function Pd(e,t,n,o){var r,s=e.key,i=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&s==null||f&&s==a.key&&i==a.type)return n;if(o>(f?1:0)){for(r=n-1;r>=0;r--)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r;for(r=n+1;r<t.length;r++)if((a=t[r])&&!(2&a.__u)&&s==a.key&&i==a.type)return r}return-1}function Xl(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function jr(e,t,n,o,r){var s,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Xl(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Xl(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=fi[t]||(fi[t]=Ld(t)),(e.__a||(e.__a={}))[t]=pi,s=t!=(t=t.replace(na,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,s):e.removeEventListener(t,i,s));else{if(r=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Ld(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[Fr]==null)t[Fr]=pi++;else if(t[Fr]<this.__a[e])return;return n(ge.event?ge.event(t):t)}}}function $i(e,t,n,o,r,s,i,a,f,h){var m,$,_,b,S,k,C,R,y,P,x,Q,A,U,B,ne,H,D,J=t.type;if(t.constructor!==or)return null;128&n.__u&&(f=32&n.__u,m=n.__c.__z)&&(t.__u|=f,$=s=[],m.nodeType==8?a=Ir(m,s):s.push(m),a=s[0]||a),(m=ge.__b)&&m(t);e:if(typeof J=="function"){_=i.length;try{if(R=t.props,y=(m=J.prototype)&&m.render,P=(m=J.contextType)&&o[m.__c],x=m?P?P.props.value:m.__:o,(b=n.__c)?(t.__c=b,2&b.__g&&(b.__g|=1)):(y?t.__c=b=new J(R,x):(t.__c=b=new To(R,x),b.constructor=J,b.render=Nd),P&&P.sub(b),b.state||(b.state={}),b.__n=o,b.__g|=8,b.__h=[],b.__k=[]),y&&(b.__s||(b.__s=b.state),J.getDerivedStateFromProps&&(b.__s==b.state&&(b.__s=Gn({},b.__s)),Gn(b.__s,J.getDerivedStateFromProps(R,b.__s)))),S=b.props,k=b.state,b.__v=t,n.__c){if(R!==S&&y&&!J.getDerivedStateFromProps&&b.componentWillReceiveProps&&b.componentWillReceiveProps(R,x),t.__v==n.__v&&!(8&b.__g)||!(4&b.__g)&&b.shouldComponentUpdate&&b.shouldComponentUpdate(R,b.__s,x)===!1){t.__v!=n.__v&&(b.props=R,b.state=b.__s,b.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(N){N&&(N.__=t)}),Br.push.apply(b.__h,b.__k),b.__k=[],b.__h.length&&i.push(b),a=An(n);break e}b.componentWillUpdate&&b.componentWillUpdate(R,b.__s,x),y&&b.componentDidUpdate&&b.__h.push(function(){b.componentDidUpdate(S,k,C)})}else y&&!J.getDerivedStateFromProps&&b.componentWillMount&&b.componentWillMount(),y&&b.componentDidMount&&b.__h.push(b.componentDidMount);b.context=x,b.props=R,b.__P=e,b.__g&=-5,Q=ge.__r,A=y?25:0;do b.__g&=-9,Q&&Q(t),m=b.render(b.props,b.state=b.__s,b.context);while(8&b.__g&&++A<25);y&&(Br.push.apply(b.__h,b.__k),b.__k=[]),b.state=b.__s,b.getChildContext&&(o=Gn({},o,b.getChildContext())),y&&n.__c&&b.getSnapshotBeforeUpdate&&(C=b.getSnapshotBeforeUpdate(S,k)),U=m&&m.type===Wn&&m.key==null?m.props.children:m,R.__P&&(m=a,r=(e=R.__P).namespaceURI,f=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(N){N&&gi(N,N)}),n.__k=null),a=n.__k?An(n,0):null),a=sa(e,mi(U)?U:[U],t,n,o,r,s,i,a,f,h),R.__P&&(t.__e=null,a=m),t.__u&=-161,$&&$.some(Jn),b.__h.length&&i.push(b),1&b.__g&&(b.__g&=-4)}catch(N){if(i.length=_,t.__v=null,f||s)if(N&&N.then){if(t.__u|=128|f,s){for(~(H=s.indexOf(a||void 0))||(H=s.length);(D=s[H-1])&&D.nodeType==8;)H--;for(;H<s.length;H++)if(D=s[H])if(s[H]=null,B){if(D==ne)break}else{if(D.nodeType!=8)break;D.data.startsWith("$s")&&(ne=Ir(B=D))}}if(!B){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;B=a}(m=Ir(B=t.__c.__z||(t.__c.__z=B)))?(t.__e=B,a=m):t.__e=a,a=a&&a.nextSibling}else s&&s.some(Jn);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),N&&N.then||la(t),ge.__e(N,t,n)}}else a=t.__e=Md(n.__e,t,n,o,r,s,i,f,h,e);return(m=ge.diffed)&&m(t),a}function Ir(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function la(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(la))}function aa(e,t,n){for(var o=0;o<n.length;)_i(n[o++],n[o++],n[o++]);ge.__c&&ge.__c(t,e),e.some(function(r){try{e=r.__h,r.__h=[],e.some(function(s){s.call(r)})}catch(s){ge.__e(s,r.__v)}})}function Md(e,t,n,o,r,s,i,a,f,h){var m,$,_,b,S,k,C,R,y=n.props||Vr,P=t.props,x=t.type;if(x=="svg"?r="http://www.w3.org/2000/svg":x=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(m=0;m<s.length;m++)if((S=s[m])&&(x?S.localName==x:S.nodeType==3)){e=S,s[m]=null;break}}if(!e){if(R=h.ownerDocument||document,!x)return R.createTextNode(P);e=R.createElementNS(r,x,P.is?P:h),a&&(ge.__m&&ge.__m(t,s),a=!1),s=null}if(x){if(h=x=="template"&&e.content||e,s=x=="textarea"&&P.defaultValue!=null?null:s&&hi.call(h.childNodes),!a&&s)for(y={},m=0;m<e.attributes.length;m++)y[(S=e.attributes[m]).name]=S.value;for(m in y)S=y[m],m=="dangerouslySetInnerHTML"?_=S:m=="children"||m in P||m=="value"&&"defaultValue"in P||m=="checked"&&"defaultChecked"in P||jr(e,m,null,S,r);for(m in P)S=P[m],m=="children"?b=S:m=="dangerouslySetInnerHTML"?$=S:m=="value"?k=S:m=="checked"?C=S:a&&typeof S!="function"||y[m]===S||jr(e,m,S,y[m],r);$?(a||_&&($.__html==_.__html||$.__html==e.innerHTML)||(e.innerHTML=$.__html),t.__k=[]):(_&&(e.textContent=""),(x=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&Dd.test(x))&&(r="http://www.w3.org/1999/xhtml"),sa(h,mi(b)?b:[b],t,n,o,r,s,i,s?s[0]:n.__k&&An(n,0),a,f),s&&s.some(Jn)),a&&x!="textarea"||(m="value",x=="progress"&&k==null?e.removeAttribute(m):k==null||k===e[m]&&(x!="progress"||k)||jr(e,m,k,y[m],r),m="checked",C!=null&&C!=e[m]&&jr(e,m,C,y[m],r))}else y===P||a&&e.data==P||(e.data=P);return e}function _i(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(r){ge.__e(r,n)}}function gi(e,t,n){var o,r,s,i;if(ge.unmount&&ge.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||_i(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){ge.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&gi(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(r=Ir(o,s=[]))&&(o==e.__e&&s.some(Jn),Jn(r),Jn(o)),n||Jn(e.__e),e.__e=e.__c=e.__=null}function Nd(e,t,n){return this.constructor(e,n)}function ca(e,t){var n,o,r,s;ge.__&&ge.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=nr(Wn,{children:[e]}),r=[],s=[],$i(t,t.__k,o||Vr,Vr,t.namespaceURI,o?null:t.firstChild?hi.call(t.childNodes):null,r,o?o.__e:t.firstChild,n,s),aa(r,t.__k,s),t.__k.props.children=null}ge={__e:function(e,t,n,o){for(var r,s,i;t=t.__;)if((r=t.__c)&&!(1&r.__g)){r.__g|=4;try{if((i=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(e)),r.componentDidCatch&&(r.componentDidCatch(e,o||{}),i=1),i&&8&r.__g)return void(r.__g|=2)}catch(a){e=a}}throw zr=0,e}},ea=0,di=function(e){return e!=null&&e.constructor===or},To.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Gn({},this.state)),typeof e=="function"&&(e=e(Gn({},n),this.props)),e&&(Gn(n,e),this.__v&&(t&&this.__k.push(t),Zl(this)))},To.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Zl(this))},To.prototype.render=Wn,Dn=[],zr=0,ta=function(e,t){return e.__v.__b-t.__v.__b},Fr=Symbol(),na=/(PointerCapture)$|Capture$/i,pi=0,fi={},Cd=0;var ko,Je,bi,ua,vi=Object.is,Ur=0,ba=[],yi=[],Ue=ge,fa=Ue.__b,da=Ue.__r,pa=Ue.diffed,ma=Ue.__c,ha=Ue.unmount,$a=Ue.__;function Jr(e,t){Ue.__h&&Ue.__h(Je,e,Ur||t),Ur=0;var n=Je.__H||(Je.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function W(e){return Ur=1,Od(ya,e)}function Od(e,t,n){var o=Jr(ko++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):ya(void 0,t),function(s){var i=(o.__N||o.__)[0],a=o.t(i,s);vi(i,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=Je,!Je.__f)){Je.__f=!0;var r=Je.shouldComponentUpdate;Je.shouldComponentUpdate=function(s,i,a){var f=this.__H;if(!f)return!0;var h=!1,m=this.props!=s;if(f.__.some(function(_){_.__N&&(h=!0,vi(_.__[0],_.__N[0])||(m=!0))}),r){var $=r.call(this,s,i,a);return h?$||m:$}return!h||m}}return o.__}function qe(e,t){var n=Jr(ko++,3);!Ue.__s&&va(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,Je.__H.__h.push(n))}function ze(e){return Ur=5,Eo(function(){return{current:e}},[])}function Eo(e,t){var n=Jr(ko++,7);return va(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Gr(){var e=Jr(ko++,11);if(!e.__){for(var t=Je.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__="P"+n[0]+"-"+n[1]++}return e.__}function qd(){var e;do{for(;e=yi.shift();)try{rr(e)}catch(n){Ue.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ba.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(rr),t.__h.some(wi),t.__h=[]}catch(n){t.__h=[],Ue.__e(n,e.__v)}}}while(yi.length)}Ue.__b=function(e){Je=null,fa&&fa(e)},Ue.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),$a&&$a(e,t)},Ue.__r=function(e){da&&da(e),ko=0;var t=(Je=e.__c).__H;t&&(bi==Je?Je.__h=[]:(t.__h.some(rr),t.__h.some(wi),ko=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),bi=Je},Ue.diffed=function(e){pa&&pa(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&ga(ba.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),bi=Je=null},Ue.__c=function(e,t){t.some(function(n){try{n.__h.some(rr),n.__h=n.__h.filter(function(o){return!o.__||wi(o)})}catch(o){n.__h=[function(){throw o}]}}),ma&&ma(e,t)},Ue.unmount=function(e){ha&&ha(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}r.__P=n,ga(yi.push(r))}else rr(r)}catch(s){t=s}}),o.__H=void 0,t&&Ue.__e(t,o.__v))};var _a=typeof requestAnimationFrame=="function";function jd(e){var t,n=function(){clearTimeout(o),_a&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);_a&&(t=requestAnimationFrame(n))}function ga(e){e!=1&&ua==Ue.requestAnimationFrame||((ua=Ue.requestAnimationFrame)||jd)(qd)}function rr(e){var t=Je,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),Je=t}function wi(e){var t=Je;e.__c=e.__(),Je=t}function va(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!vi(n,e[o])})}function ya(e,t){return typeof t=="function"?t(e):t}var Sa=function(e,t,n,o){var r;t[0]=0;for(var s=1;s<t.length;s++){var i=t[s++],a=t[s]?(t[0]|=i?1:2,n[t[s++]]):t[++s];i===3?o[0]=a:i===4?o[1]=Object.assign(o[1]||{},a):i===5?(o[1]=o[1]||{})[t[++s]]=a:i===6?o[1][t[++s]]+=a+"":i?(r=e.apply(a,Sa(e,a,n,["",null])),o.push(r),a[0]?t[0]|=2:(t[s-2]=0,t[s]=r)):o.push(a)}return o},wa=new Map;function xa(e){var t=wa.get(this);return t||(t=new Map,wa.set(this,t)),(t=Sa(this,t.get(e)||(t.set(e,t=(function(n){for(var o,r,s=1,i="",a="",f=[0],h=function(_){s===1&&(_||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?f.push(0,_,i):s===3&&(_||i)?(f.push(3,_,i),s=2):s===2&&i==="..."&&_?f.push(4,_,0):s===2&&i&&!_?f.push(5,0,!0,i):s>=5&&((i||!_&&s===5)&&(f.push(s,0,i,r),s=6),_&&(f.push(s,_,0,r),s=6)),i=""},m=0;m<n.length;m++){m&&(s===1&&h(),h(m));for(var $=0;$<n[m].length;$++)o=n[m][$],s===1?o==="<"?(h(),f=[f],s=3):i+=o:s===4?i==="--"&&o===">"?(s=1,i=""):i=o+i[0]:a?o===a?a="":i+=o:o==='"'||o==="'"?a=o:o===">"?(h(),s=1):s&&(o==="="?(s=5,r=i,i=""):o==="/"&&(s<5||n[m][$+1]===">")?(h(),s===3&&(f=f[0]),s=f,(f=f[0]).push(2,0,s),s=0):o===" "||o==="	"||o===`
`||o==="\r"?(h(),s=2):i+=o),s===3&&i==="!--"&&(s=4,f=f[0])}return h(),f})(e)),t),arguments,[])).length>1?t:t[0]}var u=xa.bind(Hr);function je({error:{causes:e,message:t,status:n}}){let o=n>0&&u`
    <ol>${e.map(({type:r,reason:s})=>u`<li><code>${r}</code> ${s}</li>`)}</ol>
    <div>HTTP status ${n}</div>`;return u`<${Si} messages=${e.length?e.map(({reason:r})=>r):[t]} details=${o} />`}function Si({messages:e,details:t=e.length>2&&u`<ol>${e.map(n=>u`<li>${n}</li>`)}</ol>`}){return u`<div class="alert error" role="alert">
    <div>${e[0]}</div>
    ${e.length>1&&u`<div><b>Root cause:</b> ${e.at(-1)}</div>`}
    ${t&&u`<details><summary>Details</summary>${t}</details>`}
  </div>`}var lt=class extends Error{constructor(t,n){super(n[0]?.reason??`HTTP ${t}`),this.name="ApiError",this.status=t,this.causes=n,this.isTemporary=t===0||t>=500}};function Ta(e,t){let n=[];for(let o=Co(t,"error");o;o=Co(o,"caused_by")){if(typeof o=="string")return new lt(e,[{type:"exception",reason:o}]);n.push({type:String(Co(o,"type")??"exception"),reason:String(Co(o,"reason")??"")})}return!n.length&&Co(t,"found")===!1&&n.push({type:"resource_not_found_exception",reason:`[${String(Co(t,"_id"))}] does not exist`}),new lt(e,n)}function Co(e,t){return e!==null&&typeof e=="object"?e[t]:void 0}var Fd=Symbol.for("preact-signals");function Qr(){if($n>1)$n--;else{var e,t=!1;for((function(){var r=Yr;for(Yr=void 0;r!==void 0;){var s=r.S;if(s.v===r.v)for(var i=s.t;i!==void 0;i=i.x)i.i===r.i&&(i.i=s.i);r=r.o}})();ir!==void 0;){var n=ir;for(ir=void 0,Wr++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Ea(n))try{n.c()}catch(r){t||(e=r,t=!0)}n=o}}if(Wr=0,$n--,t)throw e}}function Ti(e){if($n>0)return e();xi=++Id,$n++;try{return e()}finally{Qr()}}var sr,Ne=void 0;function lr(e){var t=Ne,n=sr;Ne=void 0,sr=void 0;try{return e()}finally{Ne=t,sr=n}}var ir=void 0,$n=0,Wr=0,Id=0,xi=0,Yr=void 0,Kr=0;function ka(e){if(Ne!==void 0){var t=e.n;if(t===void 0||t.t!==Ne)return t={i:0,S:e,p:Ne.s,n:void 0,t:Ne,e:void 0,x:void 0,r:t},Ne.s!==void 0&&(Ne.s.n=t),Ne.s=t,e.n=t,32&Ne.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Ne.s,t.n=void 0,Ne.s.n=t,Ne.s=t),t}}function Ke(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}Ke.prototype.brand=Fd;Ke.prototype.h=function(){return!0};Ke.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:lr(function(){var o;(o=t.W)==null||o.call(t)}))};Ke.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&lr(function(){var r;(r=t.Z)==null||r.call(t)}))}};Ke.prototype.subscribe=function(e){var t=this;return gn(function(){var n=t.value;lr(function(){return e(n)})},{name:"sub"})};Ke.prototype.valueOf=function(){return this.value};Ke.prototype.toString=function(){return this.value+""};Ke.prototype.toJSON=function(){return this.value};Ke.prototype.peek=function(){var e=this;return lr(function(){return e.value})};Object.defineProperty(Ke.prototype,"value",{get:function(){var e=ka(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Wr>100)throw new Error("Cycle detected");(function(n){$n!==0&&Wr===0&&n.l!==xi&&(n.l=xi,Yr={S:n,v:n.v,i:n.i,o:Yr})})(this),this.v=e,this.i++,Kr++,$n++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{Qr()}}}});function Ct(e,t){return new Ke(e,t)}function Ea(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Ca(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Da(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=o}e.s=n}function Yn(e,t){Ke.call(this,void 0,t),this.x=e,this.s=void 0,this.g=Kr-1,this.f=4}Yn.prototype=new Ke;Yn.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===Kr))return!0;if(this.g=Kr,this.f|=1,this.i>0&&!Ea(this))return this.f&=-2,!0;var e=Ne;try{Ca(this),Ne=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Ne=e,Da(this),this.f&=-2,!0};Yn.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}Ke.prototype.S.call(this,e)};Yn.prototype.U=function(e){if(this.t!==void 0&&(Ke.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Yn.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Yn.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=ka(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function _n(e,t){return new Yn(e,t)}function Aa(e){var t=e.j;if(e.j=void 0,typeof t=="function"){$n++;var n=Ne;Ne=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,ki(e),o}finally{Ne=n,Qr()}}}function ki(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Aa(e)}function zd(e){if(Ne!==this)throw new Error("Out-of-order effect");Da(this),Ne=e,this.f&=-2;try{8&this.f&&ki(this)}finally{Qr()}}function Do(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,sr&&sr.push(this)}Do.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Do.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Aa(this),Ca(this),$n++;var e=Ne;return Ne=this,zd.bind(this,e)};Do.prototype.N=function(){2&this.f||(this.f|=2,this.u=ir,ir=this)};Do.prototype.d=function(){this.f|=8,1&this.f||ki(this)};Do.prototype.dispose=function(){this.d()};function gn(e,t){var n=new Do(e,t);try{n.c()}catch(r){throw n.d(),r}var o=n.d.bind(n);return o[Symbol.dispose]=o,o}var Ra,Xr,Zr,Vd=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Pa=[];gn(function(){Ra=this.N})();function Ao(e,t){ge[e]=t.bind(null,ge[e]||function(){})}function ar(e){if(Zr){var t=Zr;Zr=void 0,t()}Zr=e&&e.S()}function La(e){var t=this,n=e.data,o=Hd(n);o.name="ReactiveDom",o.value=n;var r=Eo(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var h=_n(function(){var b=o.value.value;return b===0?0:b===!0?"":b||""}),m=_n(function(){return!Array.isArray(h.value)&&!di(h.value)}),$=gn(function(){if(this.N=Ma,m.value){var b=h.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=b)}}),_=t.__$u.d;return t.__$u.d=function(){$(),_.call(this)},[m,h]},[]),s=r[0],i=r[1];return s.value?i.peek():i.value}La.displayName="ReactiveTextNode";Object.defineProperties(Ke.prototype,{constructor:{configurable:!0,value:Hr(Wn,null).constructor},type:{configurable:!0,value:La},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Ao("__b",function(e,t){if(ar(),Xr=void 0,typeof t.type=="string"){var n,o=t.props;for(var r in o)if(r!=="children"){var s=o[r];s instanceof Ke&&(n||(t.__np=n={}),n[r]=s,o[r]=s.peek())}}e(t)});Ao("__r",function(e,t){if(e(t),t.type!==Wn){ar();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(r,s){var i;return gn(function(){i=this},{name:s}),i.c=r,i})((function(r){return function(){var s;Vd&&((s=this.y)==null||s.call(this)),r.__$f|=1,r.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),Xr=o,ar(n)}});Ao("__e",function(e,t,n,o){ar(),Xr=void 0,e(t,n,o)});Ao("diffed",function(e,t){ar(),Xr=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,r=t.props,s=n.U;if(s)for(var i in s){var a=s[i];a===void 0||o&&i in o||(a.d(),s[i]=void 0)}if(o){s||(s={},n.U=s);for(var f in o){var h=s[f],m=o[f];h===void 0?(h=Bd(n,f,m,r),s[f]=h):h.o(m,r)}}}e(t)});function Bd(e,t,n,o){var r=t in e&&e.ownerSVGElement===void 0,s=Ct(n);return{o:function(i,a){s.value=i,o=a},d:gn(function(){this.N=Ma;var i=s.value.value;o[t]!==i&&(o[t]=i,r?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}Ao("unmount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var r in o){var s=o[r];s&&s.d()}}}var i=t.__np;if(i){var a=t.props;for(var f in i)a[f]=i[f]}t.__np=void 0}else{var h=t.__c;if(h){h.__$f|=8;var m=h.__$u;m&&(h.__$u=void 0,m.d())}}e(t)});Ao("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});To.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var r in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var i in e)if(i!=="__source"&&e[i]!==this.props[i])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function Hd(e,t){return Eo(function(){return Ct(e,t)},[])}var Ud=function(e){queueMicrotask(function(){queueMicrotask(e)})};function Jd(){Ti(function(){for(var e;e=Pa.shift();)Ra.call(e)})}function Ma(){Pa.push(this)===1&&(ge.requestAnimationFrame||Ud)(Jd)}var Na=1800*1e3,cr="sidecar.authorization",Rn=Ct(Gd()),Ro=Ct(!1),Ei=_n(()=>Rn.value?.user),es=_n(()=>Rn.value!==void 0);function ts(){return Rn.value?.authorization}function Oa(e,t){let n=new TextEncoder().encode(`${e}:${t}`);return{authorization:`Basic ${btoa(String.fromCodePoint(...n))}`,user:e}}function qa(e){return{authorization:`ApiKey ${e.trim()}`,user:void 0}}function ja(e){Rn.value=e}function Fa(){sessionStorage.setItem(cr,JSON.stringify({credentials:Rn.value,lastInput:Date.now()}))}function ur(){sessionStorage.removeItem(cr),Rn.value=void 0}function Ci(){ur(),Ro.value=!0}function Ia(){let e=Date.now();for(let t of["pointerdown","keydown"])addEventListener(t,()=>e=Date.now(),{capture:!0,passive:!0});setInterval(()=>{Rn.value&&Date.now()-e>Na?Ci():sessionStorage.getItem(cr)&&sessionStorage.setItem(cr,JSON.stringify({credentials:Rn.value,lastInput:e}))},1e4)}function Gd(){let e=JSON.parse(sessionStorage.getItem(cr)??"null");return e&&Date.now()-e.lastInput<=Na?e.credentials:void 0}var Di=new URL("../..",document.baseURI).href.replace(/\/$/,"");async function Y({method:e,path:t,body:n},o){let r=ts(),s=await fetch(Di+t,{method:e,headers:Wd(n!==void 0),credentials:"omit",cache:"no-store",redirect:"error",...n===void 0?{}:{body:JSON.stringify(n)},...o?{signal:o}:{}}).catch(a=>{throw o?.aborted?a:new lt(0,[{type:"connection_error",reason:"the sidecar does not answer"}])}),i=await s.json().catch(()=>{});if(s.ok&&i!==void 0)return i;throw s.ok?new lt(s.status,[{type:"parse_exception",reason:"the response is cut or is not JSON"}]):(s.status===401&&r===ts()&&Ci(),Ta(s.status,i))}function Wd(e){let t=ts();return{accept:"application/json",...e?{"content-type":"application/json"}:{},...t===void 0?{}:{authorization:t}}}function fe(e,t,{query:n={},body:o}={}){let r=Object.entries(n).flatMap(([a,f])=>f===void 0||f===""?[]:[[a,String(f)]]),s=new URLSearchParams(r).toString(),i={method:e,path:s?`${t}?${s}`:t};return o===void 0?i:{...i,body:o}}function Ve(e,...t){return e.reduce((n,o,r)=>n+encodeURIComponent(t[r-1]??"")+o)}function za({method:e,path:t,body:n}){return n===void 0?`${e} ${t}`:`${e} ${t}
${JSON.stringify(n,null,2)}`}function Va({method:e,path:t,body:n},o,{user:r,hasKey:s=!1}={}){let i=r?["-u",fr(r)]:s?["-H",fr("authorization: ApiKey <key>")]:[],a=["curl",...e==="GET"?[]:[`-X${e}`],...i,fr(o+t)];return n!==void 0&&a.push("-H",fr("content-type: application/json"),"-d",fr(JSON.stringify(n,null,2))),a.join(" ")}function fr(e){return`'${e.replaceAll("'","'\\''")}'`}function Ba(e){if(e.body===void 0)return e;let t=JSON.stringify(e.body,(n,o)=>n==="password"&&o?"<password>":o);return{...e,body:JSON.parse(t)}}var rn="/_siren/connector",Ha=()=>fe("GET","/_siren"),Ua=()=>fe("GET",`${rn}/_me`),Ja=()=>fe("GET",`${rn}/agents`),Yd=["history","events","partitions","query"].map(e=>`-jobs.status.details.${e}`).join(),Ga=()=>fe("GET",`${rn}/jobs/ingestion`,{query:{detailed:!0,filter_path:Yd}}),Wa=e=>fe("GET",Ve`/_siren/connector/jobs/ingestion/${e}`,{query:{detailed:!0}}),ns=e=>fe("POST",Ve`/_siren/connector/jobs/ingestion/${e}/_abort`,{query:{wait_for_completion:!1}}),jt=e=>fe("POST",`${rn}/jobs/_search`,{query:{detailed:!0},body:e}),Ya=e=>fe("GET",`${rn}/ingestion/_search`,{query:{...e,include_status:!0}}),dr=e=>fe("GET",Ve`/_siren/connector/ingestion/${e}`,{query:{include_status:!0}}),pr=(e,t,n)=>fe("PUT",Ve`/_siren/connector/ingestion/${e}`,{query:n,body:t}),Ka=e=>fe("DELETE",Ve`/_siren/connector/ingestion/${e}`),Qa=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_validate`,{body:t}),Kn=(e,t={})=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_run`,{query:t}),Za=e=>fe("GET",Ve`/_siren/connector/ingestion/${e}/_positions`),Xa=e=>fe("DELETE",Ve`/_siren/connector/ingestion/${e}/_positions`),ec=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/${t?"_enable":"_disable"}`),os=e=>fe("GET",`${rn}/datasource/_search`,{query:{...e,include_used_by:!0}}),tc=e=>fe("GET",Ve`/_siren/connector/datasource/${e}`,{query:{include_used_by:!0}}),nc=(e,t,n)=>fe("PUT",Ve`/_siren/connector/datasource/${e}`,{query:n,body:t}),oc=e=>fe("DELETE",Ve`/_siren/connector/datasource/${e}`),rs=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_validate`,{body:t}),Qn=(e,t)=>fe("GET",Ve`/_siren/connector/datasource/${e}/_metadata`,{query:t}),rc=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_sample`,{body:t}),sc=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_transforms`,{body:t}),Po=e=>fe("GET",`${rn}/schedule`,{query:e}),ic=()=>fe("GET",`${rn}/dead_letters/_search`,{query:{size:0}}),lc=e=>fe("POST",`${rn}/dead_letters/_search`,{query:{detailed:!0},body:e}),ac=e=>fe("POST",`${rn}/dead_letters/_groups`,{body:e}),cc=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_retry`,{body:t}),uc=(e,t)=>fe("POST",Ve`/_siren/connector/ingestion/${e}/_dead_letters/_delete`,{body:t}),ss=(e,t)=>fe("POST",Ve`/_siren/connector/datasource/${e}/_definitions`,{body:t});var is=".siren-jobs",ls=".siren-ingestions",Lo=".siren-datasources",fc=".siren-dead-letters",ee=Object.freeze({readRuns:[[is,"read"]],readJobs:[[ls,"read"],[is,"read"]],run:[[is,"write"],[Lo,"read"]],abort:[[is,"write"]],editJobs:[[ls,"write"],[Lo,"read"]],readDatasources:[[Lo,"read"],[ls,"read"]],editDatasources:[[Lo,"write"]],createJobsOfTables:[[Lo,"write"],[ls,"write"],[Lo,"read"]],readDeadLetters:[[fc,"read"]],retry:[[fc,"write"]]}),bn=Ct(void 0);gn(()=>{Ro.value&&(bn.value=void 0)});async function as(){bn.value=await Y(Ua()),Ro.value=!1}function dc(){ur(),bn.value=void 0}function Ai(e){return e.find(([t,n])=>!bn.value?.index[t]?.[n])}function Ee(e){return Ai(e)===void 0}function pc(){let[e,t]=W(""),[n,o]=W(!1);async function r(i){i.preventDefault();let a=new FormData(i.target),[f,h,m]=["name","password","key"].map($=>String(a.get($)??""));o(!0),ja(m?qa(m):Oa(f??"",h??""));try{await as(),a.has("remember")&&Fa()}catch($){if(!($ instanceof lt))throw $;ur(),t($.status===401?"Elasticsearch does not accept these credentials.":$.message),o(!1)}}let s=location.protocol==="http:"&&!["localhost","127.0.0.1","[::1]"].includes(location.hostname);return u`<form class="login" onSubmit=${r}>
    <h1>Log in</h1>
    <p>With a user or an API key of the Elasticsearch cluster.</p>
    ${s&&u`<p class="alert warning" role="alert">This connection is not encrypted: others in the network can read the password.</p>`}
    <label>User <input name="name" autocomplete="username" autofocus /></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" /></label>
    <label>or API key <input name="key" type="password" autocomplete="off" /></label>
    <label class="check"><input name="remember" type="checkbox" /> Stay logged in over a reload of this tab</label>
    ${e&&u`<p class="alert error" role="alert">${e}</p>`}
    <button class="primary" disabled=${n}>Log in</button>
  </form>`}function mc({title:e,onClose:t,isBusy:n,children:o}){let r=ze(null);qe(()=>{let i=r.current,a=document.activeElement;return i?.showModal(),()=>{i?.close(),a instanceof HTMLElement&&a.focus()}},[]);function s(i){n?i.preventDefault():t()}return u`<dialog ref=${r} aria-label=${e} onCancel=${s}>
    <h2>${e}</h2>
    ${o}
  </dialog>`}function me({request:e}){let t=Ba(e);return u`<details class="request">
    <summary>Show request</summary>
    <${hc} title="Dev Tools" text=${za(t)} />
    <${hc} title="curl" text=${Va(t,Di,{user:Ei.value,hasKey:es.value&&!Ei.value})} />
  </details>`}function hc({title:e,text:t}){let[n,o]=W(!1),r=()=>navigator.clipboard.writeText(t).then(()=>o(!0));return u`<div>
    <h3>${e} ${navigator.clipboard&&u`<button type="button" class="plain" onClick=${r}>${n?"Copied":"Copy"}</button>`}</h3>
    <pre tabindex="0" aria-label=${e}>${t}</pre>
  </div>`}function pt(e){let[t,n]=W(void 0),{label:o,requires:r,kind:s,of:i}=e;return Ee(r)?u`<button type="button" class=${s} aria-label=${i&&`${o} ${i}`} onClick=${()=>n(e)}>${o}</button>
    ${t&&u`<${Kd} ...${t} onClose=${()=>n(void 0)} />`}`:null}function Kd({label:e,question:t,request:n,onDone:o,kind:r,onClose:s}){let{submit:i,isBusy:a,error:f}=ct(h=>{s(),o?.(h)});return u`<${mc} title=${e} onClose=${s} isBusy=${a}>
    <p>${t}</p>
    ${f&&u`<${je} error=${f} />`}
    <${me} request=${n} />
    <footer>
      <button type="button" autofocus=${r==="danger"} disabled=${a} onClick=${s}>Cancel</button>
      <button type="button" class=${r??"primary"} autofocus=${r!=="danger"} disabled=${a} aria-busy=${a} onClick=${()=>i(n)}>${e}</button>
    </footer>
  <//>`}function ct(e){let[t,n]=W(!1),[o,r]=W(void 0);async function s(i){n(!0),r(void 0);try{let a=await Y(i);n(!1),e(a)}catch(a){if(!(a instanceof lt))throw a;r(a),n(!1)}}return{submit:s,isBusy:t,error:o}}function cs({request:e,of:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=ct(o);if(!Ee(ee.editDatasources))return null;let a=()=>{o(void 0),r(e)};return u`<span>
    <button type="button" aria-label=${t&&`Test ${t}`} disabled=${s} aria-busy=${s} onClick=${a}>${s?"Testing \u2026":"Test"}</button>
    <span class="good" role="status">${n&&` ${n.product} ${n.product_version} answers.`}</span>
    ${i&&u`<${je} error=${i} /><${me} request=${e} />`}
  </span>`}function Be({label:e,value:t,onChange:n,hint:o,suggestions:r,...s}){let i=Gr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <input id=${i} value=${t??""} aria-describedby=${o&&`${i}-hint`} list=${r&&`${i}-list`} spellcheck="false" autocomplete="off" ...${s}
      onInput=${a=>n(a.target.value)} />
    ${r&&u`<datalist id=${`${i}-list`}>${r.map(a=>u`<option value=${a} />`)}</datalist>`}
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function sn({label:e,value:t,onChange:n,hint:o,options:r,required:s}){let i=Gr();return u`<div class="field">
    <label for=${i}>${e}</label>
    <select id=${i} value=${t??""} required=${s} aria-describedby=${o&&`${i}-hint`}
      onChange=${a=>n(a.target.value)}>
      ${Object.entries(r).map(([a,f])=>u`<option key=${a} value=${a} selected=${a===(t??"")}>${f}</option>`)}
    </select>
    ${o&&u`<div class="hint" id=${`${i}-hint`}>${o}</div>`}
  </div>`}function _c({label:e,value:t,onChange:n}){return u`<label class="check"><input type="checkbox" checked=${t} onChange=${o=>n(o.target.checked)} /> ${e}</label>`}function Mo({label:e,value:t,onChange:n,hint:o}){let r=Gr(),[s,i]=W(()=>$c(t)),[a,f]=W(""),h=ze(t),m=ze(null);qe(()=>{JSON.stringify(t)!==JSON.stringify(h.current)&&(h.current=t,i($c(t)),f(""))},[t]),qe(()=>m.current?.setCustomValidity(a),[a]);function $(_){i(_);try{h.current=_.trim()?JSON.parse(_):void 0,n(h.current),f("")}catch(b){f(String(b instanceof Error?b.message:b))}}return u`<div class="field">
    <label for=${r}>${e}</label>
    <textarea ref=${m} id=${r} rows="6" spellcheck="false" onInvalid=${Qd} aria-invalid=${a?"true":"false"} aria-describedby=${`${r}-hint`} value=${s}
      onInput=${_=>$(_.target.value)}></textarea>
    <div class="hint" id=${`${r}-hint`}>${a?u`<span class="bad">${a}</span>`:o}</div>
  </div>`}function Qd(e){let t=e.target.closest("details");t&&(t.open=!0)}function $c(e){return e===void 0?"":JSON.stringify(e,null,2)}var Ri=[["d",864e5],["h",36e5],["min",6e4],["s",1e3]],gc=["B","kB","MB","GB","TB"],bc=new Intl.NumberFormat("en-US",{maximumFractionDigits:0}),Zd=new Intl.NumberFormat("en-US",{notation:"compact",maximumSignificantDigits:3}),Xd=new Intl.DateTimeFormat("en-CA",{year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"h23"}),ep=new Intl.DateTimeFormat("en-GB",{timeStyle:"medium"});function K(e){return e===void 0?"\u2013":bc.format(e)}function ln(e){return e===void 0?"\u2013":Zd.format(e)}function vc(e){if(e===void 0)return"\u2013";let t=Math.min(gc.length-1,Math.floor(Math.log10(Math.max(1,e))/3));return`${Number((e/1e3**t).toPrecision(3))} ${gc[t]}`}function yc(e){return e===void 0?"\u2013":`${bc.format(e)}/s`}function ut(e){if(e===void 0)return"\u2013";if(e<1e3)return`${Math.max(0,Math.round(e))} ms`;if(e<1e4)return`${(Math.floor(e/100)/10).toFixed(1)} s`;let t=Ri.findIndex(([,o])=>e>=o),n=e;return Ri.slice(t,t+2).flatMap(([o,r])=>{let s=Math.floor(n/r);return n-=s*r,s?[`${s} ${o}`]:[]}).join(" ")}function he(e){return e===void 0?"\u2013":Xd.format(e).replace(",","")}function wc(e){return ep.format(e)}function an(e,t){if(e===void 0)return"\u2013";let n=Math.abs(t-e);if(n<1e3)return"now";let[o,r]=Ri.find(([,i])=>n>=i)??["s",1e3],s=`${Math.floor(n/r)} ${o}`;return e<=t?`${s} ago`:`in ${s}`}function Sc(e){return e===void 0?"":`${Math.floor(e)} %`}function ie({polling:e,children:t}){let{data:n,error:o,loaded:r}=e.state.value;return n===void 0?o?u`<${je} error=${o} />`:u`<p class="empty" aria-busy="true">Loading …</p>`:u`${o&&u`<${je} error=${o} />
    <p class="muted">Shown is what was known at ${he(r)}.</p>`}
  ${t(n)}`}function us(e){qe(()=>{if(e)return addEventListener("beforeunload",xc),document.addEventListener("click",Tc,{capture:!0}),()=>{removeEventListener("beforeunload",xc),document.removeEventListener("click",Tc,{capture:!0})}},[e])}function xc(e){e.preventDefault()}function Tc(e){e.target instanceof Element&&e.target.closest("a[href^='#/']")&&!confirm("Leave this form without saving it?")&&(e.preventDefault(),e.stopPropagation())}var hr={postgresql:{name:"PostgreSQL",port:5432,url:e=>`jdbc:postgresql://${mr(e)}/${e.database}`},mysql:{name:"MySQL",port:3306,url:e=>`jdbc:mysql://${mr(e)}/${e.database}`},mariadb:{name:"MariaDB",port:3306,url:e=>`jdbc:mariadb://${mr(e)}/${e.database}`},sqlserver:{name:"SQL Server",port:1433,url:e=>`jdbc:sqlserver://${mr(e)};databaseName=${e.database}`},oracle:{name:"Oracle",port:1521,url:e=>`jdbc:oracle:thin:@//${mr(e)}/${e.database}`},sqlite:{name:"SQLite",url:({database:e})=>`jdbc:sqlite:${e}`},duckdb:{name:"DuckDB",url:({database:e})=>`jdbc:duckdb:${e}`}};function mr({host:e,port:t}){return t?`${e}:${t}`:e}var kc=Object.freeze({strategy:"REPLACE"}),fs=Object.freeze({"":"Only manually","0 */5 * * * ?":"Every five minutes","0 0 * * * ?":"Every hour","0 0 2 * * ?":"Every day at 02:00","0 0 2 ? * MON-FRI":"On working days at 02:00","0 0 3 ? * SUN":"Every Sunday at 03:00"});function ds(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!==void 0&&t!==""&&!(Array.isArray(t)&&!t.length)))}function ps(e){return[e??[]].flat().join(", ")}function Ec(e){let t=e.split(",").map(n=>n.trim()).filter(Boolean);return t.length>1?t:t[0]}function Cc(e,t,n){let{[t]:o,...r}=e?.properties??{},s=n?{...r,[t]:{type:n}}:r,{properties:i,...a}=e??{};return Object.keys(s).length?{...a,properties:s}:Object.keys(a).length?a:void 0}function Dc(e){return{...e,enable_scheduler:!1}}var Ac=5e3;function oe(e,t,n){let o=Eo(()=>tp(e,t),n);return qe(()=>o.start(),[o]),o}function tp(e,t){let n=Ct({data:void 0,error:void 0,loaded:0}),o=new AbortController,r,s=!1;async function i(){clearTimeout(r),o.abort();let m=o=new AbortController,$=Date.now();try{let _=await e(m.signal);if(m.signal.aborted)return;n.value={data:_,error:void 0,loaded:Date.now()}}catch(_){if(m.signal.aborted)return;if(!(_ instanceof lt))throw _;n.value={...n.value,error:_}}finally{let _=a();s&&_&&!m.signal.aborted&&!document.hidden&&(r=setTimeout(i,Math.max(_-(Date.now()-$),_/4)))}}function a(){let{data:m,error:$}=n.value,_=typeof t=="function"?t(m):t;return $?.isTemporary?Math.min(_||Ac,Ac):_}function f(){document.hidden?clearTimeout(r):(a()||!n.value.loaded)&&i()}function h(){return s=!0,document.addEventListener("visibilitychange",f),document.hidden||i(),()=>{s=!1,clearTimeout(r),o.abort(),document.removeEventListener("visibilitychange",f)}}return{state:n,start:h,reload:()=>{i()}}}var Rc=Ct(location.hash);addEventListener("hashchange",()=>{Rc.value=location.hash});var Pi=_n(()=>np(Rc.value));function np(e){let[t="",n=""]=e.replace(/^#\/?/,"").split("?",2),[o="",...r]=t.split("/");return{page:o||"overview",id:r.length?op(r.join("/")):void 0,query:new URLSearchParams(n)}}function L(e,t,n={}){let o=Object.entries(n).filter(([,s])=>s!==void 0&&s!==""),r=new URLSearchParams(o.map(([s,i])=>[s,String(i)])).toString();return`#/${e}${t===void 0?"":`/${encodeURIComponent(t)}`}${r&&`?${r}`}`}function op(e){try{return decodeURIComponent(e)}catch{return e}}function Li({id:e}){let t=oe(async n=>e===void 0?null:Y(tc(e),n),0,[e]);return u`<${ie} polling=${t}>${n=>u`<${rp} hit=${n} />`}<//>`}function rp({hit:e}){let[t,n]=W(e?._id??""),[o]=W(e?._source.jdbc??{}),[r,s]=W(o),i=_=>b=>s(S=>({...S,[_]:b}));us(r!==o);let a={jdbc:ds(r)},f=nc(t,a,e?{if_seq_no:e._seq_no,if_primary_term:e._primary_term}:{op_type:"create"}),{submit:h,isBusy:m,error:$}=ct(()=>{location.hash=L("tables",t)});return u`<form onSubmit=${_=>{_.preventDefault(),h(f)}}>
    <div class="heading"><h1>${e?`Datasource ${t}`:"New datasource"}</h1></div>
    <section class="panel fields">
      ${!e&&u`<${Be} label="Id" value=${t} onChange=${n} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="shop"
        hint="Letters, digits, dots, dashes and underscores. Jobs refer to it." />`}
      ${!e&&u`<${sp} onChange=${i("url")} />`}
      <${Be} label="URL" value=${r.url} onChange=${i("url")} required placeholder="jdbc:postgresql://db.example.org:5432/shop"
        hint="A JDBC or SQLAlchemy URL, without a password." />
      <${Be} label="User" value=${r.username} onChange=${i("username")} hint="A user that may only read." />
      <${Be} label="Password" value=${r.password} onChange=${i("password")} type="password" autocomplete="new-password"
        hint=${e?"Empty: the stored one stays.":"Stored encrypted, and never shown."} />
      <${Be} label="Time zone" value=${r.timezone} onChange=${i("timezone")} placeholder="UTC" hint="Of timestamps that have none, such as Europe/Paris." />
      <details>
        <summary>Properties of the driver</summary>
        <${Mo} label="Properties" value=${r.properties} onChange=${i("properties")} hint='Such as {"sslmode": "verify-full"}.' />
      </details>
    </section>
    ${$&&u`<${je} error=${$} />`}
    <div class="submit">
      <button class="primary" disabled=${m} aria-busy=${m}>Save</button>
      <${cs} request=${rs(t||"new",a)} />
      <a class="button" href=${L("datasources")}>Cancel</a>
    </div>
    <${me} request=${f} />
  </form>`}function sp({onChange:e}){let[t,n]=W(""),[o,r]=W({host:"",port:"",database:""}),s=hr[t];function i(h){n(h),a(h,{...o,port:String(hr[h]?.port??"")})}function a(h,m){r(m);let $=hr[h];$&&e($.url(m))}let f=h=>m=>a(t,{...o,[h]:m});return u`
    <${sn} label="Database" value=${t} onChange=${i}
      options=${{"":"Choose, or write the URL below",...Object.fromEntries(Object.entries(hr).map(([h,{name:m}])=>[h,m]))}} />
    ${s?.port&&u`<div class="row">
      <${Be} label="Host" value=${o.host} onChange=${f("host")} placeholder="db.example.org" />
      <${Be} label="Port" value=${o.port} onChange=${f("port")} />
    </div>`}
    ${s&&u`<${Be} label=${s.port?"Database name":"Path of the file on the sidecar's machine"} value=${o.database} onChange=${f("database")} />`}
  `}function cn({address:e,children:t}){function n(o){o.preventDefault();let r=o.currentTarget;location.hash=e(Object.fromEntries(new FormData(r)))}return u`<form class="filters" role="search" onSubmit=${n} onChange=${n}>${t}</form>`}function Gt({name:e,label:t,value:n,placeholder:o}){let[r,s]=W(n);return qe(()=>s(n),[n]),u`<input type="search" name=${e} aria-label=${t} value=${r} placeholder=${o??t}
    onInput=${i=>s(i.target.value)} />`}function $r({name:e,label:t,value:n,options:o}){return u`<select name=${e} aria-label=${t} value=${n}>
    ${Object.entries(o).map(([r,s])=>u`<option value=${r} selected=${r===n}>${s}</option>`)}
  </select>`}var ip=1e4;function Pn({from:e,size:t,total:n,of:o,address:r}){let s=e+t<n,i=e+2*t<=ip,a=Math.min(e+t,n);return u`<nav class="paging" aria-label=${`Pages of ${o}`}>
    <span class="muted">${n?`${K(e+1)} to ${K(a)} of ${K(n)} ${o}`:`No ${o}`}</span>
    ${e>0&&u`<a class="button" rel="prev" href=${r(Math.max(0,e-t))}>Previous</a>`}
    ${s&&i&&u`<a class="button" rel="next" href=${r(e+t)}>Next</a>`}
    ${s&&!i&&u`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`}function we({label:e,children:t}){return u`<div class="scroll" tabindex="0" role="region" aria-label=${e}>${t}</div>`}function ms(e){let t=e.trim();return t?t.includes(":")?{q:t}:{id:t.includes("*")?t:`*${t}*`}:{}}var Pc=50,Mi=3;function Lc({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=os({from:t,size:Pc,...ms(n)}),r=oe(s=>Y(o,s),0,[t,n]);return u`
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
          <tbody>${s.hits.map(i=>u`<${lp} key=${i._id} hit=${i} onChange=${r.reload} />`)}</tbody>
        </table>
        ${s.total===0&&u`<p class="empty">${n?"No datasource matches.":"There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${Pc} total=${s.total} of="datasources" address=${i=>L("datasources",void 0,{q:n,from:i})} />
      `}
    <//>
    <${me} request=${o} />
  `}function lp({hit:e,onChange:t}){let n=e._id,o=e.used_by??[];return u`<tr>
    <td>${Ee(ee.editDatasources)?u`<a href=${L("datasource-form",n)}>${n}</a>`:n}</td>
    <td class="mono message">${e._source.jdbc.url}</td>
    <td>${e._source.jdbc.username??"\u2013"}</td>
    <td>
      ${o.slice(0,Mi).map(r=>u`<a key=${r} href=${L("jobs",r)}>${r}</a> `)}
      ${o.length>Mi&&u`<a href=${L("jobs",void 0,{q:`ingest.datasource:${n}`})}>and ${o.length-Mi} more</a>`}
      ${o.length===0&&"\u2013"}
    </td>
    <td class="actions">
      <${cs} request=${rs(n)} of=${n} />
      ${Ee(ee.createJobsOfTables)&&u`<a class="button" href=${L("tables",n)} aria-label=${`Tables of ${n}`}>Tables</a>`}
      <${pt} label="Delete" of=${n} kind="danger" requires=${ee.editDatasources} request=${oc(n)} onDone=${t}
        question=${`Delete the datasource ${n}?`} />
    </td>
  </tr>`}function hs(){let[e,t]=W(new Set);function n(o){let r=new Set(e);r.delete(o)||r.add(o),t(r)}return{selected:e,toggle:n,select:o=>t(new Set(o))}}var Ni=["id","execution","type","field","summary","q"],ap=["type","field","summary"];function Mc(e){let t=(e.get("without")??"").split(",").filter(Boolean),n=Ni.flatMap(o=>e.get(o)?[[o,e.get(o)]]:[]);return Object.fromEntries([...n,...t.map(o=>[o,null])])}function $s(e){let t=Ni.filter(n=>e[n]===null).join();return{...Object.fromEntries(Ni.map(n=>[n,e[n]??void 0])),without:t}}function Nc(e,t){return{...e,...Object.fromEntries(ap.map(n=>[n,t[n]]))}}var Oc=50;function qc({query:e}){let t=Mc(e),n=Number(e.get("from")??0),o=JSON.stringify(t),[r,s]=W(""),i=oe(m=>Y(ac(t),m),0,[o]),a=lc({...t,from:n,size:Oc}),f=oe(m=>Y(a,m),0,[o,n]);function h(m){s(cp(m)),i.reload(),f.reload()}return u`
    <div class="heading"><h1>Dead letters</h1></div>
    <p class="muted">Rows that Elasticsearch or the database has rejected. After you have fixed the cause, you can send them to their target again.</p>
    <${cn} address=${m=>L("dead-letters",void 0,{...$s(t),...m})}>
      <${Gt} name="id" label="Job" value=${t.id??""} />
      <${Gt} name="q" label="Words of the reason" value=${t.q??""} />
      ${Object.keys(t).length>0&&u`<a class="button" href=${L("dead-letters")}>Show all</a>`}
    <//>
    ${r&&u`<p class="alert" role="status">${r}</p>`}
    <section class="panel">
      <h2>By reason</h2>
      <${ie} polling=${i}>${m=>u`<${up} groups=${m.groups} filter=${t} onDone=${h} />`}<//>
    </section>
    <section class="panel">
      <h2>Rows</h2>
      <${ie} polling=${f}>
        ${({hits:m})=>u`
          <${fp} key=${`${o} ${n}`} hits=${m.hits} onDone=${h} />
          <${Pn} from=${n} size=${Oc} total=${m.total} of="dead letters" address=${$=>L("dead-letters",void 0,{...$s(t),from:$})} />
        `}
      <//>
    </section>
    <${me} request=${a} />
  `}function cp({taken:e,kept:t,left:n,unfit:o,deleted:r}){return r!==void 0?`${K(r)} deleted.`:`${[`${K(e)} indexed`,t&&`${K(t)} rejected again`,n&&`${K(n)} not tried in time`,o&&`${K(o)} cannot be retried`].filter(Boolean).join(", ")}.`}function up({groups:e,filter:t,onDone:n}){if(!e.length)return u`<p class="muted">No row is rejected.</p>`;let o=Math.max(...e.map(({count:r})=>r));return u`<${we} label="Dead letters by reason"><table>
    <thead><tr><th class="number">Rows</th><th class="wide"><span class="hidden">Share</span></th><th>Reason</th><th>Field</th><th>Jobs</th><th>Last</th><th><span class="hidden">Actions</span></th></tr></thead>
    <tbody>
      ${e.map(r=>{let{id:s,...i}=Nc(t,r),a=r.summary??r.type;return u`<tr key=${JSON.stringify(i)}>
          <td class="number">${K(r.count)}</td>
          <td><progress max=${o} value=${r.count} aria-label=${`Rows with ${a}`}></progress></td>
          <td class="message"><a href=${L("dead-letters",void 0,$s({...i,...s?{id:s}:{}}))}>${a}</a><br /><span class="muted">${r.type}</span></td>
          <td>${r.field??"\u2013"}</td>
          <td>${r.jobs.map(f=>u`<a key=${f} href=${L("jobs",f)}>${f}</a> `)}</td>
          <td class="time">${he(r.last)}</td>
          <td class="actions">${r.jobs.length===1&&u`<${jc} job=${r.jobs[0]} selection=${i}
            count=${r.count} onDone=${n} />`}</td>
        </tr>`})}
    </tbody>
  </table><//>`}function jc({job:e,selection:t,count:n,onDone:o}){let r=n===1?"this row":`these ${K(n)} rows`,s=`${K(n)} ${n===1?"row":"rows"} of ${e}`;return u`
    <${pt} label="Retry" of=${s} requires=${ee.retry} request=${cc(e,t)} onDone=${o}
      question=${`Send ${r} of ${e} to the target again?`} />
    <${pt} label="Delete" of=${s} kind="danger" requires=${ee.retry} request=${uc(e,t)} onDone=${o}
      question=${`Delete the record of ${r} of ${e}? The rows themselves stay in the database, and are not in the target.`} />
  `}function fp({hits:e,onDone:t}){let{selected:n,toggle:o}=hs(),r=e.filter(({_id:i})=>n.has(i)),s=new Set(r.map(({_source:i})=>i.job));return u`
    <div class="selection">
      <span class="muted" role="status">${r.length===0?"Choose rows to retry or delete them.":`${r.length} chosen`}</span>
      ${s.size===1&&u`<${jc} job=${[...s][0]} selection=${{ids:r.map(({_id:i})=>i)}} count=${r.length} onDone=${t} />`}
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
  `}var No={source:"Database",transform:"Encoding",elasticsearch:"Elasticsearch"};function Oi({time:e,bottleneck:t}){let n=[];return t.forEach((o,r)=>{let s=e[r],i=e[r+1],a=n.at(-1);o===null||s===void 0||i===void 0||(a&&a.part===o&&a.to===s?a.to=i:n.push({part:o,from:s,to:i}))}),n}function Fc(e){let t=new Map;for(let{part:o,from:r,to:s}of e)t.set(o,(t.get(o)??0)+s-r);let n=[...t.values()].reduce((o,r)=>o+r,0);return[...t].map(([o,r])=>[o,r/n]).sort((o,r)=>r[1]-o[1])}function Ic({events:e}){return u`<section class="panel">
    <h2>Events</h2>
    <${we} label="Events">
      <table>
        <thead><tr><th>Time</th><th>What happened</th></tr></thead>
        <tbody>
          ${e.map(({time:t,message:n},o)=>u`<tr key=${o}><td class="time">${he(t)}</td><td>${n}</td></tr>`)}
        </tbody>
      </table>
    <//>
  </section>`}function Zn({children:e}){return u`<dl class="facts">${e}</dl>`}function Se({name:e,children:t}){return u`<dt>${e}</dt><dd>${t}</dd>`}function zc({partitions:e}){let t=Math.max(1,...e.map(({count:n})=>n));return u`<section class="panel">
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
  </section>`}var dp="uplot",pp="u-hz",mp="u-vt",hp="u-title",$p="u-wrap",_p="u-under",gp="u-over",bp="u-axis",to="u-off",vp="u-select",yp="u-cursor-x",wp="u-cursor-y",Sp="u-cursor-pt",xp="u-legend",Tp="u-live",kp="u-inline",Ep="u-series",Cp="u-marker",Vc="u-label",Dp="u-value",gr="width",br="height";var Bc="bottom",Oo="left",qi="right",el="#000",Hc=el+"0",ji="mousemove",Uc="mousedown",Fi="mouseup",Jc="mouseenter",Gc="mouseleave",Wc="dblclick",Ap="resize",Rp="scroll",Yc="change",ys="dppxchange",tl="--",Bo=typeof window<"u",Hi=Bo?document:null,jo=Bo?window:null,Pp=Bo?navigator:null,$e,_s;function Ui(){let e=devicePixelRatio;$e!=e&&($e=e,_s&&Gi(Yc,_s,Ui),_s=matchMedia(`(min-resolution: ${$e-.001}dppx) and (max-resolution: ${$e+.001}dppx)`),no(Yc,_s,Ui),jo.dispatchEvent(new CustomEvent(ys)))}function Dt(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Ji(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function Re(e,t,n){e.style[t]=n+"px"}function Wt(e,t,n,o){let r=Hi.createElement(e);return t!=null&&Dt(r,t),n?.insertBefore(r,o),r}function Ft(e,t){return Wt("div",e,t)}var Kc=new WeakMap;function un(e,t,n,o,r){let s="translate("+t+"px,"+n+"px)",i=Kc.get(e);s!=i&&(e.style.transform=s,Kc.set(e,s),t<0||n<0||t>o||n>r?Dt(e,to):Ji(e,to))}var Qc=new WeakMap;function Zc(e,t,n){let o=t+n,r=Qc.get(e);o!=r&&(Qc.set(e,o),e.style.background=t,e.style.borderColor=n)}var Xc=new WeakMap;function eu(e,t,n,o){let r=t+""+n,s=Xc.get(e);r!=s&&(Xc.set(e,r),e.style.height=n+"px",e.style.width=t+"px",e.style.marginLeft=o?-t/2+"px":0,e.style.marginTop=o?-n/2+"px":0)}var nl={passive:!0},Lp={...nl,capture:!0};function no(e,t,n,o){t.addEventListener(e,n,o?Lp:nl)}function Gi(e,t,n,o){t.removeEventListener(e,n,nl)}Bo&&Ui();function Yt(e,t,n,o){let r;n=n||0,o=o||t.length-1;let s=o<=2147483647;for(;o-n>1;)r=s?n+o>>1:At((n+o)/2),t[r]<e?n=r:o=r;return e-t[n]<=t[o]-e?n:o}function Cu(e){return(n,o,r)=>{let s=-1,i=-1;for(let a=o;a<=r;a++)if(e(n[a])){s=a;break}for(let a=r;a>=o;a--)if(e(n[a])){i=a;break}return[s,i]}}var Du=e=>e!=null,Au=e=>e!=null&&e>0,xs=Cu(Du),Mp=Cu(Au);function Np(e,t,n,o=0,r=!1){let s=r?Mp:xs,i=r?Au:Du;[t,n]=s(e,t,n);let a=e[t],f=e[t];if(t>-1)if(o==1)a=e[t],f=e[n];else if(o==-1)a=e[n],f=e[t];else for(let h=t;h<=n;h++){let m=e[h];i(m)&&(m<a?a=m:m>f&&(f=m))}return[a??xe,f??-xe]}function Ts(e,t,n,o){let r=ou(e),s=ou(t);e==t&&(r==-1?(e*=n,t/=n):(e/=n,t*=n));let i=n==10?vn:Ru,a=r==1?At:It,f=s==1?It:At,h=a(i(Ze(e))),m=f(i(Ze(t))),$=Fo(n,h),_=Fo(n,m);return n==10&&(h<0&&($=Te($,-h)),m<0&&(_=Te(_,-m))),o||n==2?(e=$*r,t=_*s):(e=Nu(e,$),t=ks(t,_)),[e,t]}function ol(e,t,n,o){let r=Ts(e,t,n,o);return e==0&&(r[0]=0),t==0&&(r[1]=0),r}var rl=.1,tu={mode:3,pad:rl},yr={pad:0,soft:null,mode:0},Op={min:yr,max:yr};function ws(e,t,n,o){return Es(n)?nu(e,t,n):(yr.pad=n,yr.soft=o?0:null,yr.mode=o?3:0,nu(e,t,Op))}function de(e,t){return e??t}function qp(e,t,n){for(t=de(t,0),n=de(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function nu(e,t,n){let o=n.min,r=n.max,s=de(o.pad,0),i=de(r.pad,0),a=de(o.hard,-xe),f=de(r.hard,xe),h=de(o.soft,xe),m=de(r.soft,-xe),$=de(o.mode,0),_=de(r.mode,0),b=t-e,S=vn(b),k=bt(Ze(e),Ze(t)),C=vn(k),R=Ze(C-S);(b<1e-24||R>10)&&(b=0,(e==0||t==0)&&(b=1e-24,$==2&&h!=xe&&(s=0),_==2&&m!=-xe&&(i=0)));let y=b||k||1e3,P=vn(y),x=Fo(10,At(P)),Q=y*(b==0?e==0?.1:1:s),A=Te(Nu(e-Q,x/10),24),U=e>=h&&($==1||$==3&&A<=h||$==2&&A>=h)?h:xe,B=bt(a,A<U&&e>=U?U:Kt(U,A)),ne=y*(b==0?t==0?.1:1:i),H=Te(ks(t+ne,x/10),24),D=t<=m&&(_==1||_==3&&H>=m||_==2&&H<=m)?m:-xe,J=Kt(f,H>D&&t<=D?D:bt(D,H));return B==J&&B==0&&(J=100),[B,J]}var jp=new Intl.NumberFormat(Bo?Pp.language:"en-US"),sl=e=>jp.format(e),Rt=Math,vs=Rt.PI,Ze=Rt.abs,At=Rt.floor,Qe=Rt.round,It=Rt.ceil,Kt=Rt.min,bt=Rt.max,Fo=Rt.pow,ou=Rt.sign,vn=Rt.log10,Ru=Rt.log2,Fp=(e,t=1)=>Rt.sinh(e)*t,Ii=(e,t=1)=>Rt.asinh(e/t),xe=1/0;function ru(e){return(vn((e^e>>31)-(e>>31))|0)+1}function Wi(e,t,n){return Kt(bt(e,t),n)}function Pu(e){return typeof e=="function"}function le(e){return Pu(e)?e:()=>e}var Ip=()=>{},Lu=e=>e,Mu=(e,t)=>t,zp=e=>null,su=e=>!0,iu=(e,t)=>e==t,Vp=/\.\d*?(?=9{6,}|0{6,})/gm,oo=e=>{if(qu(e)||Mn.has(e))return e;let t=`${e}`,n=t.match(Vp);if(n==null)return e;let o=n[0].length-1;if(t.indexOf("e-")!=-1){let[r,s]=t.split("e");return+`${oo(r)}e${s}`}return Te(e,o)};function Xn(e,t){return oo(Te(oo(e/t))*t)}function ks(e,t){return oo(It(oo(e/t))*t)}function Nu(e,t){return oo(At(oo(e/t))*t)}function Te(e,t=0){if(qu(e))return e;let n=10**t,o=e*n*(1+Number.EPSILON);return Qe(o)/n}var Mn=new Map;function Ou(e){return((""+e).split(".")[1]||"").length}function Sr(e,t,n,o){let r=[],s=o.map(Ou);for(let i=t;i<n;i++){let a=Ze(i),f=Te(Fo(e,i),a);for(let h=0;h<o.length;h++){let m=e==10?+`${o[h]}e${i}`:o[h]*f,$=(i>=0?0:a)+(i>=s[h]?0:s[h]),_=e==10?m:Te(m,$);r.push(_),Mn.set(_,$)}}return r}var wr={},il=[],Io=[null,null],Ln=Array.isArray,qu=Number.isInteger,Bp=e=>e===void 0;function lu(e){return typeof e=="string"}function Es(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Hp(e){return e!=null&&typeof e=="object"}var Up=Object.getPrototypeOf(Uint8Array),ju="__proto__";function zo(e,t=Es){let n;if(Ln(e)){let o=e.find(r=>r!=null);if(Ln(o)||t(o)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=zo(e[r],t)}else n=e.slice()}else if(e instanceof Up)n=e.slice();else if(t(e)){n={};for(let o in e)o!=ju&&(n[o]=zo(e[o],t))}else n=e;return n}function Ge(e){let t=arguments;for(let n=1;n<t.length;n++){let o=t[n];for(let r in o)r!=ju&&(Es(e[r])?Ge(e[r],zo(o[r])):e[r]=zo(o[r]))}return e}var Jp=0,Gp=1,Wp=2;function Yp(e,t,n){for(let o=0,r,s=-1;o<t.length;o++){let i=t[o];if(i>s){for(r=i-1;r>=0&&e[r]==null;)e[r--]=null;for(r=i+1;r<n&&e[r]==null;)e[s=r++]=null}}}function Kp(e,t){if(Xp(e)){let i=e[0].slice();for(let a=1;a<e.length;a++)i.push(...e[a].slice(1));return em(i[0])||(i=Zp(i)),i}let n=new Set;for(let i=0;i<e.length;i++){let f=e[i][0],h=f.length;for(let m=0;m<h;m++)n.add(f[m])}let o=[Array.from(n).sort((i,a)=>i-a)],r=o[0].length,s=new Map;for(let i=0;i<r;i++)s.set(o[0][i],i);for(let i=0;i<e.length;i++){let a=e[i],f=a[0];for(let h=1;h<a.length;h++){let m=a[h],$=Array(r).fill(void 0),_=t?t[i][h]:Gp,b=[];for(let S=0;S<m.length;S++){let k=m[S],C=s.get(f[S]);k===null?_!=Jp&&($[C]=k,_==Wp&&b.push(C)):$[C]=k}Yp($,b,r),o.push($)}}return o}var Qp=typeof queueMicrotask>"u"?e=>Promise.resolve().then(e):queueMicrotask;function Zp(e){let t=e[0],n=t.length,o=Array(n);for(let s=0;s<o.length;s++)o[s]=s;o.sort((s,i)=>t[s]-t[i]);let r=[];for(let s=0;s<e.length;s++){let i=e[s],a=Array(n);for(let f=0;f<n;f++)a[f]=i[o[f]];r.push(a)}return r}function Xp(e){let t=e[0][0],n=t.length;for(let o=1;o<e.length;o++){let r=e[o][0];if(r.length!=n)return!1;if(r!=t){for(let s=0;s<n;s++)if(r[s]!=t[s])return!1}}return!0}function em(e,t=100){let n=e.length;if(n<=1)return!0;let o=0,r=n-1;for(;o<=r&&e[o]==null;)o++;for(;r>=o&&e[r]==null;)r--;if(r<=o)return!0;let s=bt(1,At((r-o+1)/t));for(let i=e[o],a=o+s;a<=r;a+=s){let f=e[a];if(f!=null){if(f<=i)return!1;i=f}}return!0}var Fu=["January","February","March","April","May","June","July","August","September","October","November","December"],Iu=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function zu(e){return e.slice(0,3)}var tm=Iu.map(zu),nm=Fu.map(zu),om={MMMM:Fu,MMM:nm,WWWW:Iu,WWW:tm};function _r(e){return(e<10?"0":"")+e}function rm(e){return(e<10?"00":e<100?"0":"")+e}var sm={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+"").slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>_r(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>_r(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>_r(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?"PM":"AM",aa:e=>e.getHours()>=12?"pm":"am",a:e=>e.getHours()>=12?"p":"a",mm:e=>_r(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>_r(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>rm(e.getMilliseconds())};function ll(e,t){t=t||om;let n=[],o=/\{([a-z]+)\}|[^{]+/gi,r;for(;r=o.exec(e);)n.push(r[0][0]=="{"?sm[r[1]]:r[0]);return s=>{let i="";for(let a=0;a<n.length;a++)i+=typeof n[a]=="string"?n[a]:n[a](s,t);return i}}var im=new Intl.DateTimeFormat().resolvedOptions().timeZone;function lm(e,t){let n;return t=="UTC"||t=="Etc/UTC"?n=new Date(+e+e.getTimezoneOffset()*6e4):t==im?n=e:(n=new Date(e.toLocaleString("en-US",{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}var Vu=e=>e%1==0,Ss=[1,2,2.5,5],am=Sr(10,-32,0,Ss),Bu=Sr(10,0,32,Ss),cm=Bu.filter(Vu),eo=am.concat(Bu),al=`
`,Hu="{YYYY}",au=al+Hu,Uu="{M}/{D}",vr=al+Uu,gs=vr+"/{YY}",Ju="{aa}",um="{h}:{mm}",qo=um+Ju,cu=al+qo,uu=":{ss}",be=null;function Gu(e){let t=e*1e3,n=t*60,o=n*60,r=o*24,s=r*30,i=r*365,f=(e==1?Sr(10,0,3,Ss).filter(Vu):Sr(10,-3,0,Ss)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,o,o*2,o*3,o*4,o*6,o*8,o*12,r,r*2,r*3,r*4,r*5,r*6,r*7,r*8,r*9,r*10,r*15,s,s*2,s*3,s*4,s*6,i,i*2,i*5,i*10,i*25,i*50,i*100]),h=[[i,Hu,be,be,be,be,be,be,1],[r*28,"{MMM}",au,be,be,be,be,be,1],[r,Uu,au,be,be,be,be,be,1],[o,"{h}"+Ju,gs,be,vr,be,be,be,1],[n,qo,gs,be,vr,be,be,be,1],[t,uu,gs+" "+qo,be,vr+" "+qo,be,cu,be,1],[e,uu+".{fff}",gs+" "+qo,be,vr+" "+qo,be,cu,be,1]];function m($){return(_,b,S,k,C,R)=>{let y=[],P=C>=i,x=C>=s&&C<i,Q=$(S),A=Te(Q*e,3),U=zi(Q.getFullYear(),P?0:Q.getMonth(),x||P?1:Q.getDate()),B=Te(U*e,3);if(x||P){let ne=x?C/s:0,H=P?C/i:0,D=A==B?A:Te(zi(U.getFullYear()+H,U.getMonth()+ne,1)*e,3),J=new Date(Qe(D/e)),N=J.getFullYear(),Z=J.getMonth();for(let V=0;D<=k;V++){let ae=zi(N+H*V,Z+ne*V,1),z=ae-$(Te(ae*e,3));D=Te((+ae+z)*e,3),D<=k&&y.push(D)}}else{let ne=C>=r?r:C,H=At(S)-At(A),D=B+H+ks(A-B,ne);y.push(D);let J=$(D),N=J.getHours()+J.getMinutes()/n+J.getSeconds()/o,Z=C/o,V=_.axes[b]._space,ae=R/V;for(;D=Te(D+C,e==1?0:3),!(D>k);)if(Z>1){let z=At(Te(N+Z,6))%24,ce=$(D).getHours()-z;ce>1&&(ce=-1),D-=ce*o,N=(N+Z)%24;let ve=y[y.length-1];Te((D-ve)/C,3)*ae>=.7&&y.push(D)}else y.push(D)}return y}}return[f,h,m]}var[fm,dm,pm]=Gu(1),[mm,hm,$m]=Gu(.001);Sr(2,-53,53,[1]);function fu(e,t){return e.map(n=>n.map((o,r)=>r==0||r==8||o==null?o:t(r==1||n[8]==0?o:n[1]+o)))}function du(e,t){return(n,o,r,s,i)=>{let a=t.find(S=>i>=S[0])||t[t.length-1],f,h,m,$,_,b;return o.map(S=>{let k=e(S),C=k.getFullYear(),R=k.getMonth(),y=k.getDate(),P=k.getHours(),x=k.getMinutes(),Q=k.getSeconds(),A=C!=f&&a[2]||R!=h&&a[3]||y!=m&&a[4]||P!=$&&a[5]||x!=_&&a[6]||Q!=b&&a[7]||a[1];return f=C,h=R,m=y,$=P,_=x,b=Q,A(k)})}}function _m(e,t){let n=ll(t);return(o,r,s,i,a)=>r.map(f=>n(e(f)))}function zi(e,t,n){return new Date(e,t,n)}function pu(e,t){return t(e)}var gm="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function mu(e,t){return(n,o,r,s)=>s==null?tl:t(e(o))}function bm(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function vm(e,t){return e.series[t].fill(e,t)}var ym={show:!0,live:!0,isolate:!1,mount:Ip,markers:{show:!0,width:2,stroke:bm,fill:vm,dash:"solid"},idx:null,idxs:null,values:[]};function wm(e,t){let n=e.cursor.points,o=Ft(),r=n.size(e,t);Re(o,gr,r),Re(o,br,r);let s=r/-2;Re(o,"marginLeft",s),Re(o,"marginTop",s);let i=n.width(e,t,r);return i&&Re(o,"borderWidth",i),o}function Sm(e,t){let n=e.series[t].points;return n._fill||n._stroke}function xm(e,t){let n=e.series[t].points;return n._stroke||n._fill}function Tm(e,t){return e.series[t].points.size}var Vi=[0,0];function km(e,t,n){return Vi[0]=t,Vi[1]=n,Vi}function bs(e,t,n,o=!0){return r=>{r.button==0&&(!o||r.target==t)&&n(r)}}function Bi(e,t,n,o=!0){return r=>{(!o||r.target==t)&&n(r)}}var Em={show:!0,x:!0,y:!0,lock:!1,move:km,points:{one:!1,show:wm,size:Tm,width:0,stroke:xm,fill:Sm},bind:{mousedown:bs,mouseup:bs,click:bs,dblclick:bs,mousemove:Bi,mouseleave:Bi,mouseenter:Bi},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,o,r)=>o-r,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Wu={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},cl=Ge({},Wu,{filter:Mu}),Yu=Ge({},cl,{size:10}),Ku=Ge({},Wu,{show:!1}),ul='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Qu="bold "+ul,Zu=1.5,hu={show:!0,scale:"x",stroke:el,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Qu,side:2,grid:cl,ticks:Yu,border:Ku,font:ul,lineGap:Zu,rotate:0},Cm="Value",Dm="Time",$u={show:!0,scale:"x",auto:!1,sorted:1,min:xe,max:-xe,idxs:[]};function Am(e,t,n,o,r){return t.map(s=>s==null?"":sl(s))}function Rm(e,t,n,o,r,s,i){let a=[],f=Mn.get(r)||0;n=i?n:Te(ks(n,r),f);for(let h=n;h<=o;h=Te(h+r,f))a.push(Object.is(h,-0)?0:h);return a}function Yi(e,t,n,o,r,s,i){let a=[],f=e.scales[e.axes[t].scale].log,h=f==10?vn:Ru,m=At(h(n));r=Fo(f,m),f==10&&(r=eo[Yt(r,eo)]);let $=n,_=r*f;f==10&&(_=eo[Yt(_,eo)]);do a.push($),$=$+r,f==10&&!Mn.has($)&&($=Te($,Mn.get(r))),$>=_&&(r=$,_=r*f,f==10&&(_=eo[Yt(_,eo)]));while($<=o);return a}function Pm(e,t,n,o,r,s,i){let f=e.scales[e.axes[t].scale].asinh,h=o>f?Yi(e,t,bt(f,n),o,r):[f],m=o>=0&&n<=0?[0]:[];return(n<-f?Yi(e,t,bt(f,-o),-n,r):[f]).reverse().map(_=>-_).concat(m,h)}var Xu=/./,Lm=/[12357]/,Mm=/[125]/,_u=/1/,Ki=(e,t,n,o)=>e.map((r,s)=>t==4&&r==0||s%o==0&&n.test(r.toExponential()[r<0?1:0])?r:null);function Nm(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=e.scales[i],f=e.valToPos,h=s._space,m=f(10,i),$=f(9,i)-m>=h?Xu:f(7,i)-m>=h?Lm:f(5,i)-m>=h?Mm:_u;if($==_u){let _=Ze(f(1,i)-m);if(_<h)return Ki(t.slice().reverse(),a.distr,$,It(h/_)).reverse()}return Ki(t,a.distr,$,1)}function Om(e,t,n,o,r){let s=e.axes[n],i=s.scale,a=s._space,f=e.valToPos,h=Ze(f(1,i)-f(2,i));return h<a?Ki(t.slice().reverse(),3,Xu,It(a/h)).reverse():t}function qm(e,t,n,o){return o==null?tl:t==null?"":sl(t)}var gu={show:!0,scale:"y",stroke:el,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Qu,side:3,grid:cl,ticks:Yu,border:Ku,font:ul,lineGap:Zu,rotate:0};function jm(e,t){let n=3+(e||1)*2;return Te(n*t,3)}function Fm(e,t){let{scale:n,idxs:o}=e.series[0],r=e._data[0],s=e.valToPos(r[o[0]],n,!0),i=e.valToPos(r[o[1]],n,!0),a=Ze(i-s),f=e.series[t],h=a/(f.points.space*$e);return o[1]-o[0]<=h}var bu={scale:null,auto:!0,sorted:0,min:xe,max:-xe},ef=(e,t,n,o,r)=>r,vu={show:!0,auto:!0,sorted:0,gaps:ef,alpha:1,facets:[Ge({},bu,{scale:"x"}),Ge({},bu,{scale:"y"})]},yu={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:ef,alpha:1,points:{show:Fm,filter:null},values:null,min:xe,max:-xe,idxs:[],path:null,clip:null};function Im(e,t,n,o,r){return n/10}var tf={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},zm=Ge({},tf,{time:!1,ori:1}),wu={};function nf(e,t){let n=wu[e];return n||(n={key:e,plots:[],sub(o){n.plots.push(o)},unsub(o){n.plots=n.plots.filter(r=>r!=o)},pub(o,r,s,i,a,f,h){for(let m=0;m<n.plots.length;m++)n.plots[m]!=r&&n.plots[m].pub(o,r,s,i,a,f,h)}},e!=null&&(wu[e]=n)),n}var Vo=1,Qi=2;function ro(e,t,n){let o=e.mode,r=e.series[t],s=o==2?e._data[t]:e._data,i=e.scales,a=e.bbox,f=s[0],h=o==2?s[1]:s[t],m=o==2?i[r.facets[0].scale]:i[e.series[0].scale],$=o==2?i[r.facets[1].scale]:i[r.scale],_=a.left,b=a.top,S=a.width,k=a.height,C=e.valToPosH,R=e.valToPosV;return m.ori==0?n(r,f,h,m,$,C,R,_,b,S,k,Ds,Ho,Rs,rf,lf):n(r,f,h,m,$,R,C,b,_,k,S,As,Uo,pl,sf,af)}function fl(e,t){let n=0,o=0,r=de(e.bands,il);for(let s=0;s<r.length;s++){let i=r[s];i.series[0]==t?n=i.dir:i.series[1]==t&&(i.dir==1?o|=1:o|=2)}return[n,o==1?-1:o==2?1:o==3?2:0]}function Vm(e,t,n,o,r){let s=e.mode,i=e.series[t],a=s==2?i.facets[1].scale:i.scale,f=e.scales[a];return r==-1?f.min:r==1?f.max:f.distr==3?f.dir==1?f.min:f.max:0}function yn(e,t,n,o,r,s){return ro(e,t,(i,a,f,h,m,$,_,b,S,k,C)=>{let R=i.pxRound,y=h.dir*(h.ori==0?1:-1),P=h.ori==0?Ho:Uo,x,Q;y==1?(x=n,Q=o):(x=o,Q=n);let A=R($(a[x],h,k,b)),U=R(_(f[x],m,C,S)),B=R($(a[Q],h,k,b)),ne=R(_(s==1?m.max:m.min,m,C,S)),H=new Path2D(r);return P(H,B,ne),P(H,A,ne),P(H,A,U),H})}function Cs(e,t,n,o,r,s){let i=null;if(e.length>0){i=new Path2D;let a=t==0?Rs:pl,f=n;for(let $=0;$<e.length;$++){let _=e[$];if(_[1]>_[0]){let b=_[0]-f;b>0&&a(i,f,o,b,o+s),f=_[1]}}let h=n+r-f,m=10;h>0&&a(i,f,o-m/2,h,o+s+m)}return i}function Bm(e,t,n){let o=e[e.length-1];o&&o[0]==t?o[1]=n:e.push([t,n])}function dl(e,t,n,o,r,s,i){let a=[],f=e.length;for(let h=r==1?n:o;h>=n&&h<=o;h+=r)if(t[h]===null){let $=h,_=h;if(r==1)for(;++h<=o&&t[h]===null;)_=h;else for(;--h>=n&&t[h]===null;)_=h;let b=s(e[$]),S=_==$?b:s(e[_]),k=$-r;b=i<=0&&k>=0&&k<f?s(e[k]):b;let R=_+r;S=i>=0&&R>=0&&R<f?s(e[R]):S,S>=b&&a.push([b,S])}return a}function Su(e){return e==0?Lu:e==1?Qe:t=>Xn(t,e)}function of(e){let t=e==0?Ds:As,n=e==0?(r,s,i,a,f,h)=>{r.arcTo(s,i,a,f,h)}:(r,s,i,a,f,h)=>{r.arcTo(i,s,f,a,h)},o=e==0?(r,s,i,a,f)=>{r.rect(s,i,a,f)}:(r,s,i,a,f)=>{r.rect(i,s,f,a)};return(r,s,i,a,f,h=0,m=0)=>{h==0&&m==0?o(r,s,i,a,f):(h=Kt(h,a/2,f/2),m=Kt(m,a/2,f/2),t(r,s+h,i),n(r,s+a,i,s+a,i+f,h),n(r,s+a,i+f,s,i+f,m),n(r,s,i+f,s,i,m),n(r,s,i,s+a,i,h),r.closePath())}}var Ds=(e,t,n)=>{e.moveTo(t,n)},As=(e,t,n)=>{e.moveTo(n,t)},Ho=(e,t,n)=>{e.lineTo(t,n)},Uo=(e,t,n)=>{e.lineTo(n,t)},Rs=of(0),pl=of(1),rf=(e,t,n,o,r,s)=>{e.arc(t,n,o,r,s)},sf=(e,t,n,o,r,s)=>{e.arc(n,t,o,r,s)},lf=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(t,n,o,r,s,i)},af=(e,t,n,o,r,s,i)=>{e.bezierCurveTo(n,t,r,o,i,s)};function cf(e){return(t,n,o,r,s)=>ro(t,n,(i,a,f,h,m,$,_,b,S,k,C)=>{let{pxRound:R,points:y}=i,P,x;h.ori==0?(P=Ds,x=rf):(P=As,x=sf);let Q=Te(y.width*$e,3),A=(y.size-y.width)/2*$e,U=Te(A*2,3),B=new Path2D,ne=new Path2D,{left:H,top:D,width:J,height:N}=t.bbox;Rs(ne,H-U,D-U,J+U*2,N+U*2);let Z=V=>{if(f[V]!=null){let ae=R($(a[V],h,k,b)),z=R(_(f[V],m,C,S));P(B,ae+A,z),x(B,ae,z,A,0,vs*2)}};if(s)s.forEach(Z);else for(let V=o;V<=r;V++)Z(V);return{stroke:Q>0?B:null,fill:B,clip:ne,flags:Vo|Qi}})}function uf(e){return(t,n,o,r,s,i)=>{o!=r&&(s!=o&&i!=o&&e(t,n,o),s!=r&&i!=r&&e(t,n,r),e(t,n,i))}}var Hm=uf(Ho),Um=uf(Uo);function ff(e){let t=de(e?.alignGaps,0);return(n,o,r,s)=>ro(n,o,(i,a,f,h,m,$,_,b,S,k,C)=>{[r,s]=xs(f,r,s);let R=i.pxRound,y=N=>R($(N,h,k,b)),P=N=>R(_(N,m,C,S)),x,Q;h.ori==0?(x=Ho,Q=Hm):(x=Uo,Q=Um);let A=h.dir*(h.ori==0?1:-1),U={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},B=U.stroke,ne=!1;if(s-r>=k*4){let N=F=>n.posToVal(F,h.key,!0),Z=null,V=null,ae,z,vt,Pe=y(a[A==1?r:s]),ce=y(a[r]),ve=y(a[s]),re=N(A==1?ce+1:ve-1);for(let F=A==1?r:s;F>=r&&F<=s;F+=A){let We=a[F],Le=(A==1?We<re:We>re)?Pe:y(We),_e=f[F];Le==Pe?_e!=null?(z=_e,Z==null?(x(B,Le,P(z)),ae=Z=V=z):z<Z?Z=z:z>V&&(V=z)):_e===null&&(ne=!0):(Z!=null&&Q(B,Pe,P(Z),P(V),P(ae),P(z)),_e!=null?(z=_e,x(B,Le,P(z)),Z=V=ae=z):(Z=V=null,_e===null&&(ne=!0)),Pe=Le,re=N(Pe+A))}Z!=null&&Z!=V&&vt!=Pe&&Q(B,Pe,P(Z),P(V),P(ae),P(z))}else for(let N=A==1?r:s;N>=r&&N<=s;N+=A){let Z=f[N];Z===null?ne=!0:Z!=null&&x(B,y(a[N]),P(Z))}let[D,J]=fl(n,o);if(i.fill!=null||D!=0){let N=U.fill=new Path2D(B),Z=i.fillTo(n,o,i.min,i.max,D),V=P(Z),ae=y(a[r]),z=y(a[s]);A==-1&&([z,ae]=[ae,z]),x(N,z,V),x(N,ae,V)}if(!i.spanGaps){let N=[];ne&&N.push(...dl(a,f,r,s,A,y,t)),U.gaps=N=i.gaps(n,o,r,s,N),U.clip=Cs(N,h.ori,b,S,k,C)}return J!=0&&(U.band=J==2?[yn(n,o,r,s,B,-1),yn(n,o,r,s,B,1)]:yn(n,o,r,s,B,J)),U})}function Jm(e){let t=de(e.align,1),n=de(e.ascDesc,!1),o=de(e.alignGaps,0),r=de(e.extend,!1);return(s,i,a,f)=>ro(s,i,(h,m,$,_,b,S,k,C,R,y,P)=>{[a,f]=xs($,a,f);let x=h.pxRound,{left:Q,width:A}=s.bbox,U=ce=>x(S(ce,_,y,C)),B=ce=>x(k(ce,b,P,R)),ne=_.ori==0?Ho:Uo,H={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Vo},D=H.stroke,J=_.dir*(_.ori==0?1:-1),N=B($[J==1?a:f]),Z=U(m[J==1?a:f]),V=Z,ae=Z;r&&t==-1&&(ae=Q,ne(D,ae,N)),ne(D,Z,N);for(let ce=J==1?a:f;ce>=a&&ce<=f;ce+=J){let ve=$[ce];if(ve==null)continue;let re=U(m[ce]),F=B(ve);t==1?ne(D,re,N):ne(D,V,F),ne(D,re,F),N=F,V=re}let z=V;r&&t==1&&(z=Q+A,ne(D,z,N));let[vt,Pe]=fl(s,i);if(h.fill!=null||vt!=0){let ce=H.fill=new Path2D(D),ve=h.fillTo(s,i,h.min,h.max,vt),re=B(ve);ne(ce,z,re),ne(ce,ae,re)}if(!h.spanGaps){let ce=[];ce.push(...dl(m,$,a,f,J,U,o));let ve=h.width*$e/2,re=n||t==1?ve:-ve,F=n||t==-1?-ve:ve;ce.forEach(We=>{We[0]+=re,We[1]+=F}),H.gaps=ce=h.gaps(s,i,a,f,ce),H.clip=Cs(ce,_.ori,C,R,y,P)}return Pe!=0&&(H.band=Pe==2?[yn(s,i,a,f,D,-1),yn(s,i,a,f,D,1)]:yn(s,i,a,f,D,Pe)),H})}function xu(e,t,n,o,r,s,i=xe){if(e.length>1){let a=null;for(let f=0,h=1/0;f<e.length;f++)if(t[f]!==void 0){if(a!=null){let m=Ze(e[f]-e[a]);m<h&&(h=m,i=Ze(n(e[f],o,r,s)-n(e[a],o,r,s)))}a=f}}return i}function Gm(e){e=e||wr;let t=de(e.size,[.6,xe,1]),n=e.align||0,o=e.gap||0,r=e.radius;r=r==null?[0,0]:typeof r=="number"?[r,0]:r;let s=le(r),i=1-t[0],a=de(t[1],xe),f=de(t[2],1),h=de(e.disp,wr),m=de(e.each,b=>{}),{fill:$,stroke:_}=h;return(b,S,k,C)=>ro(b,S,(R,y,P,x,Q,A,U,B,ne,H,D)=>{let J=R.pxRound,N=n,Z=o*$e,V=a*$e,ae=f*$e,z,vt;x.ori==0?[z,vt]=s(b,S):[vt,z]=s(b,S);let Pe=x.dir*(x.ori==0?1:-1),ce=x.ori==0?Rs:pl,ve=x.ori==0?m:(q,ke,Ye,ao,jn,Zt,Fn)=>{m(q,ke,Ye,jn,ao,Fn,Zt)},re=de(b.bands,il).find(q=>q.series[0]==S),F=re!=null?re.dir:0,We=R.fillTo(b,S,R.min,R.max,F),mt=J(U(We,Q,D,ne)),Le,_e,Vt,St=H,Oe=J(R.width*$e),Qt=!1,pn=null,Pt=null,Sn=null,so=null;$!=null&&(Oe==0||_!=null)&&(Qt=!0,pn=$.values(b,S,k,C),Pt=new Map,new Set(pn).forEach(q=>{q!=null&&Pt.set(q,new Path2D)}),Oe>0&&(Sn=_.values(b,S,k,C),so=new Map,new Set(Sn).forEach(q=>{q!=null&&so.set(q,new Path2D)})));let{x0:io,size:Wo}=h;if(io!=null&&Wo!=null){N=1,y=io.values(b,S,k,C),io.unit==2&&(y=y.map(Ye=>b.posToVal(B+Ye*H,x.key,!0)));let q=Wo.values(b,S,k,C);Wo.unit==2?_e=q[0]*H:_e=A(q[0],x,H,B)-A(0,x,H,B),St=xu(y,P,A,x,H,B,St),Vt=St-_e+Z}else St=xu(y,P,A,x,H,B,St),Vt=St*i+Z,_e=St-Vt;Vt<1&&(Vt=0),Oe>=_e/2&&(Oe=0),Vt<5&&(J=Lu);let Cr=Vt>0,On=St-Vt-(Cr?Oe:0);_e=J(Wi(On,ae,V)),Le=(N==0?_e/2:N==Pe?0:_e)-N*Pe*((N==0?Z/2:0)+(Cr?Oe/2:0));let ht={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},lo=Qt?null:new Path2D,mn=null;if(re!=null)mn=b.data[re.series[1]];else{let{y0:q,y1:ke}=h;q!=null&&ke!=null&&(P=ke.values(b,S,k,C),mn=q.values(b,S,k,C))}let qn=z*_e,te=vt*_e;for(let q=Pe==1?k:C;q>=k&&q<=C;q+=Pe){let ke=P[q];if(ke==null)continue;if(mn!=null){let yt=mn[q]??0;if(ke-yt==0)continue;mt=U(yt,Q,D,ne)}let Ye=x.distr!=2||h!=null?y[q]:q,ao=A(Ye,x,H,B),jn=U(de(ke,We),Q,D,ne),Zt=J(ao-Le),Fn=J(bt(jn,mt)),xt=J(Kt(jn,mt)),Lt=Fn-xt;if(ke!=null){let yt=ke<0?te:qn,Bt=ke<0?qn:te;Qt?(Oe>0&&Sn[q]!=null&&ce(so.get(Sn[q]),Zt,xt+At(Oe/2),_e,bt(0,Lt-Oe),yt,Bt),pn[q]!=null&&ce(Pt.get(pn[q]),Zt,xt+At(Oe/2),_e,bt(0,Lt-Oe),yt,Bt)):ce(lo,Zt,xt+At(Oe/2),_e,bt(0,Lt-Oe),yt,Bt),ve(b,S,q,Zt-Oe/2,xt,_e+Oe,Lt)}}return Oe>0?ht.stroke=Qt?so:lo:Qt||(ht._fill=R.width==0?R._fill:R._stroke??R._fill,ht.width=0),ht.fill=Qt?Pt:lo,ht})}function Wm(e,t){let n=de(t?.alignGaps,0);return(o,r,s,i)=>ro(o,r,(a,f,h,m,$,_,b,S,k,C,R)=>{[s,i]=xs(h,s,i);let y=a.pxRound,P=z=>y(_(z,m,C,S)),x=z=>y(b(z,$,R,k)),Q,A,U;m.ori==0?(Q=Ds,U=Ho,A=lf):(Q=As,U=Uo,A=af);let B=m.dir*(m.ori==0?1:-1),ne=P(f[B==1?s:i]),H=ne,D=[],J=[];for(let z=B==1?s:i;z>=s&&z<=i;z+=B)if(h[z]!=null){let Pe=f[z],ce=P(Pe);D.push(H=ce),J.push(x(h[z]))}let N={stroke:e(D,J,Q,U,A,y),fill:null,clip:null,band:null,gaps:null,flags:Vo},Z=N.stroke,[V,ae]=fl(o,r);if(a.fill!=null||V!=0){let z=N.fill=new Path2D(Z),vt=a.fillTo(o,r,a.min,a.max,V),Pe=x(vt);U(z,H,Pe),U(z,ne,Pe)}if(!a.spanGaps){let z=[];z.push(...dl(f,h,s,i,B,P,n)),N.gaps=z=a.gaps(o,r,s,i,z),N.clip=Cs(z,m.ori,S,k,C,R)}return ae!=0&&(N.band=ae==2?[yn(o,r,s,i,Z,-1),yn(o,r,s,i,Z,1)]:yn(o,r,s,i,Z,ae)),N})}function Ym(e){return Wm(Km,e)}function Km(e,t,n,o,r,s){let i=e.length;if(i<2)return null;let a=new Path2D;if(n(a,e[0],t[0]),i==2)o(a,e[1],t[1]);else{let f=Array(i),h=Array(i-1),m=Array(i-1),$=Array(i-1);for(let _=0;_<i-1;_++)m[_]=t[_+1]-t[_],$[_]=e[_+1]-e[_],h[_]=m[_]/$[_];f[0]=h[0];for(let _=1;_<i-1;_++)h[_]===0||h[_-1]===0||h[_-1]>0!=h[_]>0?f[_]=0:(f[_]=3*($[_-1]+$[_])/((2*$[_]+$[_-1])/h[_-1]+($[_]+2*$[_-1])/h[_]),isFinite(f[_])||(f[_]=0));f[i-1]=h[i-2];for(let _=0;_<i-1;_++)r(a,e[_]+$[_]/3,t[_]+f[_]*$[_]/3,e[_+1]-$[_]/3,t[_+1]-f[_+1]*$[_]/3,e[_+1],t[_+1])}return a}var Zi=new Set;function Tu(){for(let e of Zi)e.syncRect(!0)}Bo&&(no(Ap,jo,Tu),no(Rp,jo,Tu,!0),no(ys,jo,()=>{ft.pxRatio=$e}));var Qm=ff(),Zm=cf();function ku(e,t,n,o){return(o?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((s,i)=>Xi(s,i,t,n))}function Xm(e,t){return e.map((n,o)=>o==0?{}:Ge({},t,n))}function Xi(e,t,n,o){return Ge({},t==0?n:o,e)}function df(e,t,n){return t==null?Io:[t,n]}var eh=df;function th(e,t,n){return t==null?Io:ws(t,n,rl,!0)}function pf(e,t,n,o){return t==null?Io:Ts(t,n,e.scales[o].log,!1)}var nh=pf;function mf(e,t,n,o){return t==null?Io:ol(t,n,e.scales[o].log,!1)}var oh=mf;function rh(e,t,n,o,r){let s=bt(ru(e),ru(t)),i=t-e,a=Yt(r/o*i,n);do{let f=n[a],h=o*f/i;if(h>=r&&s+(f<5?Mn.get(f):0)<=17)return[f,h]}while(++a<n.length);return[0,0]}function Eu(e){let t,n;return e=e.replace(/(\d+)px/,(o,r)=>(t=Qe((n=+r)*$e))+"px"),[e,t,n]}function sh(e){e.show&&[e.font,e.labelFont].forEach(t=>{let n=Te(t[2]*$e,1);t[0]=t[0].replace(/[0-9.]+px/,n+"px"),t[1]=n})}function ft(e,t,n){let o={mode:de(e.mode,1)},r=o.mode;function s(l,c,d,p){let g=c.valToPct(l);return p+d*(c.dir==-1?1-g:g)}function i(l,c,d,p){let g=c.valToPct(l);return p+d*(c.dir==-1?g:1-g)}function a(l,c,d,p){return c.ori==0?s(l,c,d,p):i(l,c,d,p)}o.valToPosH=s,o.valToPosV=i;let f=!1;o.status=0;let h=o.root=Ft(dp);if(e.id!=null&&(h.id=e.id),Dt(h,e.class),e.title){let l=Ft(hp,h);l.textContent=e.title}let m=Wt("canvas"),$=o.ctx=m.getContext("2d"),_=Ft($p,h);no("click",_,l=>{l.target===S&&(Ce!=vo||Me!=yo)&&it.click(o,l)},!0);let b=o.under=Ft(_p,_);_.appendChild(m);let S=o.over=Ft(gp,_);e=zo(e);let k=+de(e.pxAlign,1),C=Su(k);(e.plugins||[]).forEach(l=>{l.opts&&(e=l.opts(o,e)||e)});let R=e.ms||.001,y=o.series=r==1?ku(e.series||[],$u,yu,!1):Xm(e.series||[null],vu),P=o.axes=ku(e.axes||[],hu,gu,!0),x=o.scales={},Q=o.bands=e.bands||[];Q.forEach(l=>{l.fill=le(l.fill||null),l.dir=de(l.dir,-1)});let A=r==2?y[1].facets[0].scale:y[0].scale,U={axes:pd,series:ad},B=(e.drawOrder||["axes","series"]).map(l=>U[l]);function ne(l){let c=l.distr==3?d=>vn(d>0?d:l.clamp(o,d,l.min,l.max,l.key)):l.distr==4?d=>Ii(d,l.asinh):l.distr==100?d=>l.fwd(d):d=>d;return d=>{let p=c(d),{_min:g,_max:v}=l,w=v-g;return(p-g)/w}}function H(l){let c=x[l];if(c==null){let d=(e.scales||wr)[l]||wr;if(d.from!=null){H(d.from);let p=Ge({},x[d.from],d,{key:l});p.valToPct=ne(p),x[l]=p}else{c=x[l]=Ge({},l==A?tf:zm,d),c.key=l;let p=c.time,g=c.range,v=Ln(g);if((l!=A||r==2&&!p)&&(v&&(g[0]==null||g[1]==null)&&(g={min:g[0]==null?tu:{mode:1,hard:g[0],soft:g[0]},max:g[1]==null?tu:{mode:1,hard:g[1],soft:g[1]}},v=!1),!v&&Es(g))){let w=g;g=(T,E,M)=>E==null?Io:ws(E,M,w)}c.range=le(g||(p?eh:l==A?c.distr==3?nh:c.distr==4?oh:df:c.distr==3?pf:c.distr==4?mf:th)),c.auto=le(v?!1:c.auto),c.clamp=le(c.clamp||Im),c._min=c._max=null,c.valToPct=ne(c)}}}H("x"),H("y"),r==1&&y.forEach(l=>{H(l.scale)}),P.forEach(l=>{H(l.scale)});for(let l in e.scales)H(l);let D=x[A],J=D.distr,N,Z;D.ori==0?(Dt(h,pp),N=s,Z=i):(Dt(h,mp),N=i,Z=s);let V={};for(let l in x){let c=x[l];(c.min!=null||c.max!=null)&&(V[l]={min:c.min,max:c.max},c.min=c.max=null)}let ae=e.tzDate||(l=>new Date(Qe(l/R))),z=e.fmtDate||ll,vt=R==1?pm(ae):$m(ae),Pe=du(ae,fu(R==1?dm:hm,z)),ce=mu(ae,pu(gm,z)),ve=[],re=o.legend=Ge({},ym,e.legend),F=o.cursor=Ge({},Em,{drag:{y:r==2}},e.cursor),We=re.show,mt=F.show,Le=re.markers;re.idxs=ve,Le.width=le(Le.width),Le.dash=le(Le.dash),Le.stroke=le(Le.stroke),Le.fill=le(Le.fill);let _e,Vt,St,Oe=[],Qt=[],pn,Pt=!1,Sn={};if(re.live){let l=y[1]?y[1].values:null;Pt=l!=null,pn=Pt?l(o,1,0):{_:0};for(let c in pn)Sn[c]=tl}if(We)if(_e=Wt("table",xp,h),St=Wt("tbody",null,_e),re.mount(o,_e),Pt){Vt=Wt("thead",null,_e,St);let l=Wt("tr",null,Vt);Wt("th",null,l);for(var so in pn)Wt("th",Vc,l).textContent=so}else Dt(_e,kp),re.live&&Dt(_e,Tp);let io={show:!0},Wo={show:!1};function Cr(l,c){if(c==0&&(Pt||!re.live||r==2))return Io;let d=[],p=Wt("tr",Ep,St,St.childNodes[c]);Dt(p,l.class),l.show||Dt(p,to);let g=Wt("th",null,p);if(Le.show){let T=Ft(Cp,g);if(c>0){let E=Le.width(o,c);E&&(T.style.border=E+"px "+Le.dash(o,c)+" "+Le.stroke(o,c)),T.style.background=Le.fill(o,c)}}let v=Ft(Vc,g);l.label instanceof HTMLElement?v.appendChild(l.label):v.textContent=l.label,c>0&&(Le.show||(v.style.color=l.width>0?Le.stroke(o,c):Le.fill(o,c)),ht("click",g,T=>{if(F._lock)return;zn(T);let E=y.indexOf(l);if((T.ctrlKey||T.metaKey)!=re.isolate){let M=y.some((O,j)=>j>0&&j!=E&&O.show);y.forEach((O,j)=>{j>0&&en(j,M?j==E?io:Wo:io,!0,He.setSeries)})}else en(E,{show:!l.show},!0,He.setSeries)},!1),uo&&ht(Jc,g,T=>{F._lock||(zn(T),en(y.indexOf(l),So,!0,He.setSeries))},!1));for(var w in pn){let T=Wt("td",Dp,p);T.textContent="--",d.push(T)}return[p,d]}let On=new Map;function ht(l,c,d,p=!0){let g=On.get(c)||{},v=F.bind[l](o,c,d,p);v&&(no(l,c,g[l]=v),On.set(c,g))}function lo(l,c,d){let p=On.get(c)||{};for(let g in p)(l==null||g==l)&&(Gi(g,c,p[g]),delete p[g]);l==null&&On.delete(c)}let mn=0,qn=0,te=0,q=0,ke=0,Ye=0,ao=ke,jn=Ye,Zt=te,Fn=q,xt=0,Lt=0,yt=0,Bt=0;o.bbox={};let zs=!1,Dr=!1,co=!1,In=!1,Ar=!1,Mt=!1;function Vs(l,c,d){(d||l!=o.width||c!=o.height)&&wl(l,c),$o(!1),co=!0,Dr=!0,_o()}function wl(l,c){o.width=mn=te=l,o.height=qn=q=c,ke=Ye=0,td(),nd();let d=o.bbox;xt=d.left=Xn(ke*$e,.5),Lt=d.top=Xn(Ye*$e,.5),yt=d.width=Xn(te*$e,.5),Bt=d.height=Xn(q*$e,.5)}let Zf=3;function Xf(){let l=!1,c=0;for(;!l;){c++;let d=fd(c),p=dd(c);l=c==Zf||d&&p,l||(wl(o.width,o.height),Dr=!0)}}function ed({width:l,height:c}){Vs(l,c)}o.setSize=ed;function td(){let l=!1,c=!1,d=!1,p=!1;P.forEach((g,v)=>{if(g.show&&g._show){let{side:w,_size:T}=g,E=w%2,M=g.label!=null?g.labelSize:0,O=T+M;O>0&&(E?(te-=O,w==3?(ke+=O,p=!0):d=!0):(q-=O,w==0?(Ye+=O,l=!0):c=!0))}}),Vn[0]=l,Vn[1]=d,Vn[2]=c,Vn[3]=p,te-=xn[1]+xn[3],ke+=xn[3],q-=xn[2]+xn[0],Ye+=xn[0]}function nd(){let l=ke+te,c=Ye+q,d=ke,p=Ye;function g(v,w){switch(v){case 1:return l+=w,l-w;case 2:return c+=w,c-w;case 3:return d-=w,d+w;case 0:return p-=w,p+w}}P.forEach((v,w)=>{if(v.show&&v._show){let T=v.side;v._pos=g(T,v._size),v.label!=null&&(v._lpos=g(T,v.labelSize))}})}if(F.dataIdx==null){let l=F.hover,c=l.skip=new Set(l.skip??[]);c.add(void 0);let d=l.prox=le(l.prox),p=l.bias??=0;F.dataIdx=(g,v,w,T)=>{if(v==0)return w;let E=w,M=d(g,v,w,T)??xe,O=M>=0&&M<xe,j=D.ori==0?te:q,X=F.left,pe=t[0],ue=t[v];if(c.has(ue[w])){E=null;let se=null,G=null,I;if(p==0||p==-1)for(I=w;se==null&&I-- >0;)c.has(ue[I])||(se=I);if(p==0||p==1)for(I=w;G==null&&I++<ue.length;)c.has(ue[I])||(G=I);if(se!=null||G!=null)if(O){let Ae=se==null?-1/0:N(pe[se],D,j,0),Fe=G==null?1/0:N(pe[G],D,j,0),rt=X-Ae,ye=Fe-X;rt<=ye?rt<=M&&(E=se):ye<=M&&(E=G)}else E=G==null?se:se==null?G:w-se<=G-w?se:G}else O&&Ze(X-N(pe[w],D,j,0))>M&&(E=null);return E}}let zn=l=>{F.event=l};F.idxs=ve,F._lock=!1;let dt=F.points;dt.show=le(dt.show),dt.size=le(dt.size),dt.stroke=le(dt.stroke),dt.width=le(dt.width),dt.fill=le(dt.fill);let Xt=o.focus=Ge({},e.focus||{alpha:.3},F.focus),uo=Xt.prox>=0,fo=uo&&dt.one,Nt=[],po=[],mo=[];function Sl(l,c){let d=dt.show(o,c);if(d instanceof HTMLElement)return Dt(d,Sp),Dt(d,l.class),un(d,-10,-10,te,q),S.insertBefore(d,Nt[c]),d}function xl(l,c){if(r==1||c>0){let d=r==1&&x[l.scale].time,p=l.value;l.value=d?lu(p)?mu(ae,pu(p,z)):p||ce:p||qm,l.label=l.label||(d?Dm:Cm)}if(fo||c>0){l.width=l.width==null?1:l.width,l.paths=l.paths||Qm||zp,l.fillTo=le(l.fillTo||Vm),l.pxAlign=+de(l.pxAlign,k),l.pxRound=Su(l.pxAlign),l.stroke=le(l.stroke||null),l.fill=le(l.fill||null),l._stroke=l._fill=l._paths=l._focus=null;let d=jm(bt(1,l.width),1),p=l.points=Ge({},{size:d,width:bt(1,d*.2),stroke:l.stroke,space:d*2,paths:Zm,_stroke:null,_fill:null},l.points);p.show=le(p.show),p.filter=le(p.filter),p.fill=le(p.fill),p.stroke=le(p.stroke),p.paths=le(p.paths),p.pxAlign=l.pxAlign}if(We){let d=Cr(l,c);Oe.splice(c,0,d[0]),Qt.splice(c,0,d[1]),re.values.push(null)}if(mt){ve.splice(c,0,null);let d=null;fo?c==0&&(d=Sl(l,c)):c>0&&(d=Sl(l,c)),Nt.splice(c,0,d),po.splice(c,0,0),mo.splice(c,0,0)}ot("addSeries",c)}function od(l,c){c=c??y.length,l=r==1?Xi(l,c,$u,yu):Xi(l,c,{},vu),y.splice(c,0,l),xl(y[c],c)}o.addSeries=od;function rd(l){if(y.splice(l,1),We){re.values.splice(l,1),Qt.splice(l,1);let c=Oe.splice(l,1)[0];lo(null,c.firstChild),c.remove()}mt&&(ve.splice(l,1),Nt.splice(l,1)[0].remove(),po.splice(l,1),mo.splice(l,1)),ot("delSeries",l)}o.delSeries=rd;let Vn=[!1,!1,!1,!1];function sd(l,c){if(l._show=l.show,l.show){let d=l.side%2,p=x[l.scale];p==null&&(l.scale=d?y[1].scale:A,p=x[l.scale]);let g=p.time;l.size=le(l.size),l.space=le(l.space),l.rotate=le(l.rotate),Ln(l.incrs)&&l.incrs.forEach(w=>{!Mn.has(w)&&Mn.set(w,Ou(w))}),l.incrs=le(l.incrs||(p.distr==2?cm:g?R==1?fm:mm:eo)),l.splits=le(l.splits||(g&&p.distr==1?vt:p.distr==3?Yi:p.distr==4?Pm:Rm)),l.stroke=le(l.stroke),l.grid.stroke=le(l.grid.stroke),l.ticks.stroke=le(l.ticks.stroke),l.border.stroke=le(l.border.stroke);let v=l.values;l.values=Ln(v)&&!Ln(v[0])?le(v):g?Ln(v)?du(ae,fu(v,z)):lu(v)?_m(ae,v):v||Pe:v||Am,l.filter=le(l.filter||(p.distr>=3&&p.log==10?Nm:p.distr==3&&p.log==2?Om:Mu)),l.font=Eu(l.font),l.labelFont=Eu(l.labelFont),l._size=l.size(o,null,c,0),l._space=l._rotate=l._incrs=l._found=l._splits=l._values=null,l._size>0&&(Vn[c]=!0,l._el=Ft(bp,_))}}function Yo(l,c,d,p){let[g,v,w,T]=d,E=c%2,M=0;return E==0&&(T||v)&&(M=c==0&&!g||c==2&&!w?Qe(hu.size/3):0),E==1&&(g||w)&&(M=c==1&&!v||c==3&&!T?Qe(gu.size/2):0),M}let Tl=o.padding=(e.padding||[Yo,Yo,Yo,Yo]).map(l=>le(de(l,Yo))),xn=o._padding=Tl.map((l,c)=>l(o,c,Vn,0)),st,Xe=null,et=null,Rr=r==1?y[0].idxs:null,Ht=null,Ko=!1;function kl(l,c){if(t=l??[],o.data=o._data=t,r==2){st=0;for(let d=1;d<y.length;d++)st+=t[d][0].length}else{t.length==0&&(o.data=o._data=t=[[]]),Ht=t[0],st=Ht.length;let d=t;if(J==2){d=t.slice();let p=d[0]=Array(st);for(let g=0;g<st;g++)p[g]=g}o._data=t=d}if($o(!0),ot("setData"),J==2&&(co=!0),c!==!1){let d=D;d.auto(o,Ko)?Bs():kn(A,d.min,d.max),In=In||F.left>=0,Mt=!0,_o()}}o.setData=kl;function Bs(){Ko=!0;let l,c;r==1&&(st>0?(Xe=Rr[0]=0,et=Rr[1]=st-1,l=t[0][Xe],c=t[0][et],J==2?(l=Xe,c=et):l==c&&(J==3?[l,c]=Ts(l,l,D.log,!1):J==4?[l,c]=ol(l,l,D.log,!1):D.time?c=l+Qe(86400/R):[l,c]=ws(l,c,rl,!0))):(Xe=Rr[0]=l=null,et=Rr[1]=c=null)),kn(A,l,c)}let Pr,ho,Hs,Us,Js,Gs,Ws,Ys,Ks,wt;function El(l,c,d,p,g,v){l??=Hc,d??=il,p??="butt",g??=Hc,v??="round",l!=Pr&&($.strokeStyle=Pr=l),g!=ho&&($.fillStyle=ho=g),c!=Hs&&($.lineWidth=Hs=c),v!=Js&&($.lineJoin=Js=v),p!=Gs&&($.lineCap=Gs=p),d!=Us&&$.setLineDash(Us=d)}function Cl(l,c,d,p){c!=ho&&($.fillStyle=ho=c),l!=Ws&&($.font=Ws=l),d!=Ys&&($.textAlign=Ys=d),p!=Ks&&($.textBaseline=Ks=p)}function Qs(l,c,d,p,g=0){if(p.length>0&&l.auto(o,Ko)&&(c==null||c.min==null)){let v=de(Xe,0),w=de(et,p.length-1),T=d.min==null?Np(p,v,w,g,l.distr==3):[d.min,d.max];l.min=Kt(l.min,d.min=T[0]),l.max=bt(l.max,d.max=T[1])}}let Dl={min:null,max:null};function id(){for(let p in x){let g=x[p];V[p]==null&&(g.min==null||V[A]!=null&&g.auto(o,Ko))&&(V[p]=Dl)}for(let p in x){let g=x[p];V[p]==null&&g.from!=null&&V[g.from]!=null&&(V[p]=Dl)}V[A]!=null&&$o(!0);let l={};for(let p in V){let g=V[p];if(g!=null){let v=l[p]=zo(x[p],Hp);if(g.min!=null)Ge(v,g);else if(p!=A||r==2)if(st==0&&v.from==null){let w=v.range(o,null,null,p);v.min=w[0],v.max=w[1]}else v.min=xe,v.max=-xe}}if(st>0){y.forEach((p,g)=>{if(r==1){let v=p.scale,w=V[v];if(w==null)return;let T=l[v];if(g==0){let E=T.range(o,T.min,T.max,v);T.min=E[0],T.max=E[1],Xe=Yt(T.min,t[0]),et=Yt(T.max,t[0]),et-Xe>1&&(t[0][Xe]<T.min&&Xe++,t[0][et]>T.max&&et--),p.min=Ht[Xe],p.max=Ht[et]}else p.show&&p.auto&&Qs(T,w,p,t[g],p.sorted);p.idxs[0]=Xe,p.idxs[1]=et}else if(g>0&&p.show&&p.auto){let[v,w]=p.facets,T=v.scale,E=w.scale,[M,O]=t[g],j=l[T],X=l[E];j!=null&&Qs(j,V[T],v,M,v.sorted),X!=null&&Qs(X,V[E],w,O,w.sorted),p.min=w.min,p.max=w.max}});for(let p in l){let g=l[p],v=V[p];if(g.from==null&&(v==null||v.min==null)){let w=g.range(o,g.min==xe?null:g.min,g.max==-xe?null:g.max,p);g.min=w[0],g.max=w[1]}}}for(let p in l){let g=l[p];if(g.from!=null){let v=l[g.from];if(v.min==null)g.min=g.max=null;else{let w=g.range(o,v.min,v.max,p);g.min=w[0],g.max=w[1]}}}let c={},d=!1;for(let p in l){let g=l[p],v=x[p];if(v.min!=g.min||v.max!=g.max){v.min=g.min,v.max=g.max;let w=v.distr;v._min=w==3?vn(v.min):w==4?Ii(v.min,v.asinh):w==100?v.fwd(v.min):v.min,v._max=w==3?vn(v.max):w==4?Ii(v.max,v.asinh):w==100?v.fwd(v.max):v.max,c[p]=d=!0}}if(d){y.forEach((p,g)=>{r==2?g>0&&c.y&&(p._paths=null):c[p.scale]&&(p._paths=null)});for(let p in c)co=!0,ot("setScale",p);mt&&F.left>=0&&(In=Mt=!0)}for(let p in V)V[p]=null}function ld(l){let c=Wi(Xe-1,0,st-1),d=Wi(et+1,0,st-1);for(;l[c]==null&&c>0;)c--;for(;l[d]==null&&d<st-1;)d++;return[c,d]}function ad(){if(st>0){let l=y.some(c=>c._focus)&&wt!=Xt.alpha;l&&($.globalAlpha=wt=Xt.alpha),y.forEach((c,d)=>{if(d>0&&c.show&&(Al(d,!1),Al(d,!0),c._paths==null)){let p=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha);let g=r==2?[0,t[d][0].length-1]:ld(t[d]);c._paths=c.paths(o,d,g[0],g[1]),wt!=p&&($.globalAlpha=wt=p)}}),y.forEach((c,d)=>{if(d>0&&c.show){let p=wt;wt!=c.alpha&&($.globalAlpha=wt=c.alpha),c._paths!=null&&Rl(d,!1);{let g=c._paths!=null?c._paths.gaps:null,v=c.points.show(o,d,Xe,et,g),w=c.points.filter(o,d,v,g);(v||w)&&(c.points._paths=c.points.paths(o,d,Xe,et,w),Rl(d,!0))}wt!=p&&($.globalAlpha=wt=p),ot("drawSeries",d)}}),l&&($.globalAlpha=wt=1)}}function Al(l,c){let d=c?y[l].points:y[l];d._stroke=d.stroke(o,l),d._fill=d.fill(o,l)}function Rl(l,c){let d=c?y[l].points:y[l],{stroke:p,fill:g,clip:v,flags:w,_stroke:T=d._stroke,_fill:E=d._fill,_width:M=d.width}=d._paths;M=Te(M*$e,3);let O=null,j=M%2/2;c&&E==null&&(E=M>0?"#fff":T);let X=d.pxAlign==1&&j>0;if(X&&$.translate(j,j),!c){let pe=xt-M/2,ue=Lt-M/2,se=yt+M,G=Bt+M;O=new Path2D,O.rect(pe,ue,se,G)}c?Zs(T,M,d.dash,d.cap,E,p,g,w,v):cd(l,T,M,d.dash,d.cap,E,p,g,w,O,v),X&&$.translate(-j,-j)}function cd(l,c,d,p,g,v,w,T,E,M,O){let j=!1;E!=0&&Q.forEach((X,pe)=>{if(X.series[0]==l){let ue=y[X.series[1]],se=t[X.series[1]],G=(ue._paths||wr).band;Ln(G)&&(G=X.dir==1?G[0]:G[1]);let I,Ae=null;ue.show&&G&&qp(se,Xe,et)?(Ae=X.fill(o,pe)||v,I=ue._paths.clip):G=null,Zs(c,d,p,g,Ae,w,T,E,M,O,I,G),j=!0}}),j||Zs(c,d,p,g,v,w,T,E,M,O)}let Pl=Vo|Qi;function Zs(l,c,d,p,g,v,w,T,E,M,O,j){El(l,c,d,p,g),(E||M||j)&&($.save(),E&&$.clip(E),M&&$.clip(M)),j?(T&Pl)==Pl?($.clip(j),O&&$.clip(O),Mr(g,w),Lr(l,v,c)):T&Qi?(Mr(g,w),$.clip(j),Lr(l,v,c)):T&Vo&&($.save(),$.clip(j),O&&$.clip(O),Mr(g,w),$.restore(),Lr(l,v,c)):(Mr(g,w),Lr(l,v,c)),(E||M||j)&&$.restore()}function Lr(l,c,d){d>0&&(c instanceof Map?c.forEach((p,g)=>{$.strokeStyle=Pr=g,$.stroke(p)}):c!=null&&l&&$.stroke(c))}function Mr(l,c){c instanceof Map?c.forEach((d,p)=>{$.fillStyle=ho=p,$.fill(d)}):c!=null&&l&&$.fill(c)}function ud(l,c,d,p){let g=P[l],v;if(p<=0)v=[0,0];else{let w=g._space=g.space(o,l,c,d,p),T=g._incrs=g.incrs(o,l,c,d,p,w);v=rh(c,d,T,p,w)}return g._found=v}function Xs(l,c,d,p,g,v,w,T,E,M){let O=w%2/2;k==1&&$.translate(O,O),El(T,w,E,M,T),$.beginPath();let j,X,pe,ue,se=g+(p==0||p==3?-v:v);d==0?(X=g,ue=se):(j=g,pe=se);for(let G=0;G<l.length;G++)c[G]!=null&&(d==0?j=pe=l[G]:X=ue=l[G],$.moveTo(j,X),$.lineTo(pe,ue));$.stroke(),k==1&&$.translate(-O,-O)}function fd(l){let c=!0;return P.forEach((d,p)=>{if(!d.show)return;let g=x[d.scale];if(g.min==null){d._show&&(c=!1,d._show=!1,$o(!1));return}else d._show||(c=!1,d._show=!0,$o(!1));let v=d.side,w=v%2,{min:T,max:E}=g,[M,O]=ud(p,T,E,w==0?te:q);if(O==0)return;let j=g.distr==2,X=d._splits=d.splits(o,p,T,E,M,O,j),pe=g.distr==2?X.map(I=>Ht[I]):X,ue=g.distr==2?Ht[X[1]]-Ht[X[0]]:M,se=d._values=d.values(o,d.filter(o,pe,p,O,ue),p,O,ue);d._rotate=v==2?d.rotate(o,se,p,O):0;let G=d._size;d._size=It(d.size(o,se,p,l)),G!=null&&d._size!=G&&(c=!1)}),c}function dd(l){let c=!0;return Tl.forEach((d,p)=>{let g=d(o,p,Vn,l);g!=xn[p]&&(c=!1),xn[p]=g}),c}function pd(){for(let l=0;l<P.length;l++){let c=P[l];if(!c.show||!c._show)continue;let d=c.side,p=d%2,g,v,w=c.stroke(o,l),T=d==0||d==3?-1:1,[E,M]=c._found;if(c.label!=null){let _t=c.labelGap*T,Et=Qe((c._lpos+_t)*$e);Cl(c.labelFont[0],w,"center",d==2?"top":Bc),$.save(),p==1?(g=v=0,$.translate(Et,Qe(Lt+Bt/2)),$.rotate((d==3?-vs:vs)/2)):(g=Qe(xt+yt/2),v=Et);let Un=Pu(c.label)?c.label(o,l,E,M):c.label;$.fillText(Un,g,v),$.restore()}if(M==0)continue;let O=x[c.scale],j=p==0?yt:Bt,X=p==0?xt:Lt,pe=c._splits,ue=O.distr==2?pe.map(_t=>Ht[_t]):pe,se=O.distr==2?Ht[pe[1]]-Ht[pe[0]]:E,G=c.ticks,I=c.border,Ae=G.show?G.size:0,Fe=Qe(Ae*$e),rt=Qe((c.alignTo==2?c._size-Ae-c.gap:c.gap)*$e),ye=c._rotate*-vs/180,Ie=C(c._pos*$e),Tt=(Fe+rt)*T,$t=Ie+Tt;v=p==0?$t:0,g=p==1?$t:0;let Ot=c.font[0],Ut=c.align==1?Oo:c.align==2?qi:ye>0?Oo:ye<0?qi:p==0?"center":d==3?qi:Oo,nn=ye||p==1?"middle":d==2?"top":Bc;Cl(Ot,w,Ut,nn);let kt=c.font[1]*c.lineGap,qt=pe.map(_t=>C(a(_t,O,j,X))),Jt=c._values;for(let _t=0;_t<Jt.length;_t++){let Et=Jt[_t];if(Et!=null){p==0?g=qt[_t]:v=qt[_t],Et=""+Et;let Un=Et.indexOf(`
`)==-1?[Et]:Et.split(/\n/gm);for(let gt=0;gt<Un.length;gt++){let Ql=Un[gt];ye?($.save(),$.translate(g,v+gt*kt),$.rotate(ye),$.fillText(Ql,0,0),$.restore()):$.fillText(Ql,g,v+gt*kt)}}}G.show&&Xs(qt,G.filter(o,ue,l,M,se),p,d,Ie,Fe,Te(G.width*$e,3),G.stroke(o,l),G.dash,G.cap);let on=c.grid;on.show&&Xs(qt,on.filter(o,ue,l,M,se),p,p==0?2:1,p==0?Lt:xt,p==0?Bt:yt,Te(on.width*$e,3),on.stroke(o,l),on.dash,on.cap),I.show&&Xs([Ie],[1],p==0?1:0,p==0?1:2,p==1?Lt:xt,p==1?Bt:yt,Te(I.width*$e,3),I.stroke(o,l),I.dash,I.cap)}ot("drawAxes")}function $o(l){y.forEach((c,d)=>{d>0&&(c._paths=null,l&&(r==1?(c.min=null,c.max=null):c.facets.forEach(p=>{p.min=null,p.max=null})))})}let Nr=!1,ei=!1,Qo=[];function md(){ei=!1;for(let l=0;l<Qo.length;l++)ot(...Qo[l]);Qo.length=0}function _o(){Nr||(Qp(Ll),Nr=!0)}function hd(l,c=!1){Nr=!0,ei=c,l(o),Ll(),c&&Qo.length>0&&queueMicrotask(md)}o.batch=hd;function Ll(){if(zs&&(id(),zs=!1),co&&(Xf(),co=!1),Dr){if(Re(b,Oo,ke),Re(b,"top",Ye),Re(b,gr,te),Re(b,br,q),Re(S,Oo,ke),Re(S,"top",Ye),Re(S,gr,te),Re(S,br,q),Re(_,gr,mn),Re(_,br,qn),m.width=Qe(mn*$e),m.height=Qe(qn*$e),P.forEach(({_el:l,_show:c,_size:d,_pos:p,side:g})=>{if(l!=null)if(c){let v=g===3||g===0?d:0,w=g%2==1;Re(l,w?"left":"top",p-v),Re(l,w?"width":"height",d),Re(l,w?"top":"left",w?Ye:ke),Re(l,w?"height":"width",w?q:te),Ji(l,to)}else Dt(l,to)}),Pr=ho=Hs=Js=Gs=Ws=Ys=Ks=Us=null,wt=1,er(!0),ke!=ao||Ye!=jn||te!=Zt||q!=Fn){$o(!1);let l=te/Zt,c=q/Fn;if(mt&&!In&&F.left>=0){F.left*=l,F.top*=c,go&&un(go,Qe(F.left),0,te,q),bo&&un(bo,0,Qe(F.top),te,q);for(let d=0;d<Nt.length;d++){let p=Nt[d];p!=null&&(po[d]*=l,mo[d]*=c,un(p,It(po[d]),It(mo[d]),te,q))}}if(De.show&&!Ar&&De.left>=0&&De.width>0){De.left*=l,De.width*=l,De.top*=c,De.height*=c;for(let d in ii)Re(wo,d,De[d])}ao=ke,jn=Ye,Zt=te,Fn=q}ot("setSize"),Dr=!1}mn>0&&qn>0&&($.clearRect(0,0,m.width,m.height),ot("drawClear"),B.forEach(l=>l()),ot("draw")),De.show&&Ar&&(Or(De),Ar=!1),mt&&In&&(Hn(null,!0,!1),In=!1),re.show&&re.live&&Mt&&(ri(),Mt=!1),f||(f=!0,o.status=1,ot("ready")),Ko=!1,Nr=!1}o.redraw=(l,c)=>{co=c||!1,l!==!1?kn(A,D.min,D.max):_o()};function ti(l,c){let d=x[l];if(d.from==null){if(st==0){let p=d.range(o,c.min,c.max,l);c.min=p[0],c.max=p[1]}if(c.min>c.max){let p=c.min;c.min=c.max,c.max=p}if(st>1&&c.min!=null&&c.max!=null&&c.max-c.min<1e-16)return;l==A&&d.distr==2&&st>0&&(c.min=Yt(c.min,t[0]),c.max=Yt(c.max,t[0]),c.min==c.max&&c.max++),V[l]=c,zs=!0,_o()}}o.setScale=ti;let ni,oi,go,bo,Ml,Nl,vo,yo,Ol,ql,Ce,Me,Tn=!1,it=F.drag,tt=it.x,nt=it.y;mt&&(F.x&&(ni=Ft(yp,S)),F.y&&(oi=Ft(wp,S)),D.ori==0?(go=ni,bo=oi):(go=oi,bo=ni),Ce=F.left,Me=F.top);let De=o.select=Ge({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),wo=De.show?Ft(vp,De.over?S:b):null;function Or(l,c){if(De.show){for(let d in l)De[d]=l[d],d in ii&&Re(wo,d,l[d]);c!==!1&&ot("setSelect")}}o.setSelect=Or;function $d(l){if(y[l].show)We&&Ji(Oe[l],to);else if(We&&Dt(Oe[l],to),mt){let d=fo?Nt[0]:Nt[l];d!=null&&un(d,-10,-10,te,q)}}function kn(l,c,d){ti(l,{min:c,max:d})}function en(l,c,d,p){c.focus!=null&&yd(l),c.show!=null&&y.forEach((g,v)=>{v>0&&(l==v||l==null)&&(g.show=c.show,$d(v),r==2?(kn(g.facets[0].scale,null,null),kn(g.facets[1].scale,null,null)):kn(g.scale,null,null),_o())}),d!==!1&&ot("setSeries",l,c),p&&tr("setSeries",o,l,c)}o.setSeries=en;function _d(l,c){Ge(Q[l],c)}function gd(l,c){l.fill=le(l.fill||null),l.dir=de(l.dir,-1),c=c??Q.length,Q.splice(c,0,l)}function bd(l){l==null?Q.length=0:Q.splice(l,1)}o.addBand=gd,o.setBand=_d,o.delBand=bd;function vd(l,c){y[l].alpha=c,mt&&Nt[l]!=null&&(Nt[l].style.opacity=c),We&&Oe[l]&&(Oe[l].style.opacity=c)}let hn,En,Bn,So={focus:!0};function yd(l){if(l!=Bn){let c=l==null,d=Xt.alpha!=1;y.forEach((p,g)=>{if(r==1||g>0){let v=c||g==0||g==l;p._focus=c?null:v,d&&vd(g,v?1:Xt.alpha)}}),Bn=l,d&&_o()}}We&&uo&&ht(Gc,_e,l=>{F._lock||(zn(l),Bn!=null&&en(null,So,!0,He.setSeries))});function tn(l,c,d){let p=x[c];d&&(l=l/$e-(p.ori==1?Ye:ke));let g=te;p.ori==1&&(g=q,l=g-l),p.dir==-1&&(l=g-l);let v=p._min,w=p._max,T=l/g,E=v+(w-v)*T,M=p.distr;return M==3?Fo(10,E):M==4?Fp(E,p.asinh):M==100?p.bwd(E):E}function wd(l,c){let d=tn(l,A,c);return Yt(d,t[0],Xe,et)}o.valToIdx=l=>Yt(l,t[0]),o.posToIdx=wd,o.posToVal=tn,o.valToPos=(l,c,d)=>x[c].ori==0?s(l,x[c],d?yt:te,d?xt:0):i(l,x[c],d?Bt:q,d?Lt:0),o.setCursor=(l,c,d)=>{Ce=l.left,Me=l.top,Hn(null,c,d)};function jl(l,c){Re(wo,Oo,De.left=l),Re(wo,gr,De.width=c)}function Fl(l,c){Re(wo,"top",De.top=l),Re(wo,br,De.height=c)}let Zo=D.ori==0?jl:Fl,Xo=D.ori==1?jl:Fl;function Sd(){if(We&&re.live)for(let l=r==2?1:0;l<y.length;l++){if(l==0&&Pt)continue;let c=re.values[l],d=0;for(let p in c)Qt[l][d++].firstChild.nodeValue=c[p]}}function ri(l,c){if(l!=null&&(l.idxs?l.idxs.forEach((d,p)=>{ve[p]=d}):Bp(l.idx)||ve.fill(l.idx),re.idx=ve[0]),We&&re.live){for(let d=0;d<y.length;d++)(d>0||r==1&&!Pt)&&xd(d,ve[d]);Sd()}Mt=!1,c!==!1&&ot("setLegend")}o.setLegend=ri;function xd(l,c){let d=y[l],p=l==0&&J==2?Ht:t[l],g;Pt?g=d.values(o,l,c)??Sn:(g=d.value(o,c==null?null:p[c],l,c),g=g==null?Sn:{_:g}),re.values[l]=g}function Hn(l,c,d){Ol=Ce,ql=Me,[Ce,Me]=F.move(o,Ce,Me),F.left=Ce,F.top=Me,mt&&(go&&un(go,Qe(Ce),0,te,q),bo&&un(bo,0,Qe(Me),te,q));let p,g=Xe>et;hn=xe,En=null;let v=D.ori==0?te:q,w=D.ori==1?te:q;if(Ce<0||st==0||g){p=F.idx=null;for(let T=0;T<y.length;T++){let E=Nt[T];E!=null&&un(E,-10,-10,te,q)}uo&&en(null,So,!0,l==null&&He.setSeries),re.live&&(ve.fill(p),Mt=!0)}else{let T,E,M;r==1&&(T=D.ori==0?Ce:Me,E=tn(T,A),p=F.idx=Yt(E,t[0],Xe,et),M=N(t[0][p],D,v,0));let O=-10,j=-10,X=0,pe=0,ue=!0,se="",G="";for(let I=r==2?1:0;I<y.length;I++){let Ae=y[I],Fe=ve[I],rt=Fe==null?null:r==1?t[I][Fe]:t[I][1][Fe],ye=F.dataIdx(o,I,p,E),Ie=ye==null?null:r==1?t[I][ye]:t[I][1][ye];if(Mt=Mt||Ie!=rt||ye!=Fe,ve[I]=ye,I>0&&Ae.show){let Tt=ye==null?-10:ye==p?M:N(r==1?t[0][ye]:t[I][0][ye],D,v,0),$t=Ie==null?-10:Z(Ie,r==1?x[Ae.scale]:x[Ae.facets[1].scale],w,0);if(uo&&Ie!=null){let Ot=D.ori==1?Ce:Me,Ut=Ze(Xt.dist(o,I,ye,$t,Ot));if(Ut<hn){let nn=Xt.bias;if(nn!=0){let kt=tn(Ot,Ae.scale),qt=Ie>=0?1:-1,Jt=kt>=0?1:-1;Jt==qt&&(Jt==1?nn==1?Ie>=kt:Ie<=kt:nn==1?Ie<=kt:Ie>=kt)&&(hn=Ut,En=I)}else hn=Ut,En=I}}if(Mt||fo){let Ot,Ut;D.ori==0?(Ot=Tt,Ut=$t):(Ot=$t,Ut=Tt);let nn,kt,qt,Jt,on,_t,Et=!0,Un=dt.bbox;if(Un!=null){Et=!1;let gt=Un(o,I);qt=gt.left,Jt=gt.top,nn=gt.width,kt=gt.height}else qt=Ot,Jt=Ut,nn=kt=dt.size(o,I);if(_t=dt.fill(o,I),on=dt.stroke(o,I),fo)I==En&&hn<=Xt.prox&&(O=qt,j=Jt,X=nn,pe=kt,ue=Et,se=_t,G=on);else{let gt=Nt[I];gt!=null&&(po[I]=qt,mo[I]=Jt,eu(gt,nn,kt,Et),Zc(gt,_t,on),un(gt,It(qt),It(Jt),te,q))}}}}if(fo){let I=Xt.prox,Ae=Bn==null?hn<=I:hn>I||En!=Bn;if(Mt||Ae){let Fe=Nt[0];Fe!=null&&(po[0]=O,mo[0]=j,eu(Fe,X,pe,ue),Zc(Fe,se,G),un(Fe,It(O),It(j),te,q))}}}if(De.show&&Tn)if(l!=null){let[T,E]=He.scales,[M,O]=He.match,[j,X]=l.cursor.sync.scales,pe=l.cursor.drag;if(tt=pe._x,nt=pe._y,tt||nt){let{left:ue,top:se,width:G,height:I}=l.select,Ae=l.scales[j].ori,Fe=l.posToVal,rt,ye,Ie,Tt,$t,Ot=T!=null&&M(T,j),Ut=E!=null&&O(E,X);Ot&&tt?(Ae==0?(rt=ue,ye=G):(rt=se,ye=I),Ie=x[T],Tt=N(Fe(rt,j),Ie,v,0),$t=N(Fe(rt+ye,j),Ie,v,0),Zo(Kt(Tt,$t),Ze($t-Tt))):Zo(0,v),Ut&&nt?(Ae==1?(rt=ue,ye=G):(rt=se,ye=I),Ie=x[E],Tt=Z(Fe(rt,X),Ie,w,0),$t=Z(Fe(rt+ye,X),Ie,w,0),Xo(Kt(Tt,$t),Ze($t-Tt))):Xo(0,w)}else li()}else{let T=Ze(Ol-Ml),E=Ze(ql-Nl);if(D.ori==1){let X=T;T=E,E=X}tt=it.x&&T>=it.dist,nt=it.y&&E>=it.dist;let M=it.uni;M!=null?tt&&nt&&(tt=T>=M,nt=E>=M,!tt&&!nt&&(E>T?nt=!0:tt=!0)):it.x&&it.y&&(tt||nt)&&(tt=nt=!0);let O,j;tt&&(D.ori==0?(O=vo,j=Ce):(O=yo,j=Me),Zo(Kt(O,j),Ze(j-O)),nt||Xo(0,w)),nt&&(D.ori==1?(O=vo,j=Ce):(O=yo,j=Me),Xo(Kt(O,j),Ze(j-O)),tt||Zo(0,v)),!tt&&!nt&&(Zo(0,0),Xo(0,0))}if(it._x=tt,it._y=nt,l==null){if(d){if(Kl!=null){let[T,E]=He.scales;He.values[0]=T!=null?tn(D.ori==0?Ce:Me,T):null,He.values[1]=E!=null?tn(D.ori==1?Ce:Me,E):null}tr(ji,o,Ce,Me,te,q,p)}if(uo){let T=d&&He.setSeries,E=Xt.prox;Bn==null?hn<=E&&en(En,So,!0,T):hn>E?en(null,So,!0,T):En!=Bn&&en(En,So,!0,T)}}Mt&&(re.idx=p,ri()),c!==!1&&ot("setCursor")}let Cn=null;Object.defineProperty(o,"rect",{get(){return Cn==null&&er(!1),Cn}});function er(l=!1){l?Cn=null:(Cn=S.getBoundingClientRect(),ot("syncRect",Cn))}function Il(l,c,d,p,g,v,w){F._lock||Tn&&l!=null&&l.movementX==0&&l.movementY==0||(si(l,c,d,p,g,v,w,!1,l!=null),l!=null?Hn(null,!0,!0):Hn(c,!0,!1))}function si(l,c,d,p,g,v,w,T,E){if(Cn==null&&er(!1),zn(l),l!=null)d=l.clientX-Cn.left,p=l.clientY-Cn.top;else{if(d<0||p<0){Ce=-10,Me=-10;return}let[M,O]=He.scales,j=c.cursor.sync,[X,pe]=j.values,[ue,se]=j.scales,[G,I]=He.match,Ae=c.axes[0].side%2==1,Fe=D.ori==0?te:q,rt=D.ori==1?te:q,ye=Ae?v:g,Ie=Ae?g:v,Tt=Ae?p:d,$t=Ae?d:p;if(ue!=null?d=G(M,ue)?a(X,x[M],Fe,0):-10:d=Fe*(Tt/ye),se!=null?p=I(O,se)?a(pe,x[O],rt,0):-10:p=rt*($t/Ie),D.ori==1){let Ot=d;d=p,p=Ot}}E&&(c==null||c.cursor.event.type==ji)&&((d<=1||d>=te-1)&&(d=Xn(d,te)),(p<=1||p>=q-1)&&(p=Xn(p,q))),T?(Ml=d,Nl=p,[vo,yo]=F.move(o,d,p)):(Ce=d,Me=p)}let ii={width:0,height:0,left:0,top:0};function li(){Or(ii,!1)}let zl,Vl,Bl,Hl;function Ul(l,c,d,p,g,v,w){Tn=!0,tt=nt=it._x=it._y=!1,si(l,c,d,p,g,v,w,!0,!1),l!=null&&(ht(Fi,Hi,Jl,!1),tr(Uc,o,vo,yo,te,q,null));let{left:T,top:E,width:M,height:O}=De;zl=T,Vl=E,Bl=M,Hl=O}function Jl(l,c,d,p,g,v,w){Tn=it._x=it._y=!1,si(l,c,d,p,g,v,w,!1,!0);let{left:T,top:E,width:M,height:O}=De,j=M>0||O>0,X=zl!=T||Vl!=E||Bl!=M||Hl!=O;if(j&&X&&Or(De),it.setScale&&j&&X){let pe=T,ue=M,se=E,G=O;if(D.ori==1&&(pe=E,ue=O,se=T,G=M),tt&&kn(A,tn(pe,A),tn(pe+ue,A)),nt)for(let I in x){let Ae=x[I];I!=A&&Ae.from==null&&Ae.min!=xe&&kn(I,tn(se+G,I),tn(se,I))}li()}else F.lock&&(F._lock=!F._lock,Hn(c,!0,l!=null));l!=null&&(lo(Fi,Hi),tr(Fi,o,Ce,Me,te,q,null))}function Td(l,c,d,p,g,v,w){if(F._lock)return;zn(l);let T=Tn;if(Tn){let E=!0,M=!0,O=10,j,X;D.ori==0?(j=tt,X=nt):(j=nt,X=tt),j&&X&&(E=Ce<=O||Ce>=te-O,M=Me<=O||Me>=q-O),j&&E&&(Ce=Ce<vo?0:te),X&&M&&(Me=Me<yo?0:q),Hn(null,!0,!0),Tn=!1}Ce=-10,Me=-10,ve.fill(null),Hn(null,!0,!0),T&&(Tn=T)}function Gl(l,c,d,p,g,v,w){F._lock||(zn(l),Bs(),li(),l!=null&&tr(Wc,o,Ce,Me,te,q,null))}function Wl(){P.forEach(sh),Vs(o.width,o.height,!0)}no(ys,jo,Wl);let xo={};xo.mousedown=Ul,xo.mousemove=Il,xo.mouseup=Jl,xo.dblclick=Gl,xo.setSeries=(l,c,d,p)=>{let g=He.match[2];d=g(o,c,d),d!=-1&&en(d,p,!0,!1)},mt&&(ht(Uc,S,Ul),ht(ji,S,Il),ht(Jc,S,l=>{zn(l),er(!1)}),ht(Gc,S,Td),ht(Wc,S,Gl),Zi.add(o),o.syncRect=er);let qr=o.hooks=e.hooks||{};function ot(l,c,d){ei?Qo.push([l,c,d]):l in qr&&qr[l].forEach(p=>{p.call(null,o,c,d)})}(e.plugins||[]).forEach(l=>{for(let c in l.hooks)qr[c]=(qr[c]||[]).concat(l.hooks[c])});let Yl=(l,c,d)=>d,He=Ge({key:null,setSeries:!1,filters:{pub:su,sub:su},scales:[A,y[1]?y[1].scale:null],match:[iu,iu,Yl],values:[null,null]},F.sync);He.match.length==2&&He.match.push(Yl),F.sync=He;let Kl=He.key,ai=nf(Kl);function tr(l,c,d,p,g,v,w){He.filters.pub(l,c,d,p,g,v,w)&&ai.pub(l,c,d,p,g,v,w)}ai.sub(o);function kd(l,c,d,p,g,v,w){He.filters.sub(l,c,d,p,g,v,w)&&xo[l](null,c,d,p,g,v,w)}o.pub=kd;function Ed(){ai.unsub(o),Zi.delete(o),On.clear(),Gi(ys,jo,Wl),h.remove(),_e?.remove(),ot("destroy")}o.destroy=Ed;function ci(){ot("init",e,t),kl(t||e.data,!1),V[A]?ti(A,V[A]):Bs(),Ar=De.show&&(De.width>0||De.height>0),In=Mt=!0,Vs(e.width,e.height)}return y.forEach(xl),P.forEach(sd),n?n instanceof HTMLElement?(n.appendChild(h),ci()):n(o,ci):ci(),o}ft.assign=Ge;ft.fmtNum=sl;ft.rangeNum=ws;ft.rangeLog=Ts;ft.rangeAsinh=ol;ft.orient=ro;ft.pxRatio=$e;ft.join=Kp;ft.fmtDate=ll,ft.tzDate=lm;ft.sync=nf;{ft.addGap=Bm,ft.clipGaps=Cs;let e=ft.paths={points:cf};e.linear=ff,e.stepped=Jm,e.bars=Gm,e.spline=Ym}var $f=220,ih=6;function _f({history:e}){let t=ze(null),n=ze(null),o=ze(e);o.current=e,qe(()=>{let s=t.current;if(!s)return;let i=()=>{n.current?.destroy(),n.current=new ft(ah(s,()=>o.current),hf(o.current),s)};i();let a=matchMedia("(prefers-color-scheme: dark)"),f=new ResizeObserver(()=>n.current?.setSize({width:s.clientWidth,height:$f}));return f.observe(s),a.addEventListener("change",i),()=>{f.disconnect(),a.removeEventListener("change",i),n.current?.destroy(),n.current=null}},[]),qe(()=>n.current?.setData(hf(e)),[e]);let r=Fc(Oi(e));return u`<figure class="chart">
    <div ref=${t} aria-hidden="true"></div>
    <figcaption>
      ${r.length>0&&u`<span>Slowest part:</span>`}
      ${r.map(([s,i])=>u`<span class="legend ${s}">${No[s]??s} ${Math.round(i*100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${we} label="Rate as a table"><${lh} history=${e} /><//>
    </details>
  </figure>`}function lh({history:e}){return u`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${e.time.map((t,n)=>u`<tr>
          <td>${he(t)}</td>
          <td class="number">${K(e.rows[n])}</td>
          <td class="number">${yc(e.docs_per_second[n])}</td>
          <td>${No[e.bottleneck[n]??""]??"\u2013"}</td>
        </tr>`)}
    </tbody>
  </table>`}function hf(e){return[e.time.map(t=>t/1e3),e.docs_per_second]}function ah(e,t){let n=r=>uh(e,r),o={stroke:n("--muted"),grid:{stroke:n("--border"),width:1},ticks:{show:!1}};return{width:e.clientWidth,height:$f,legend:{show:!1},cursor:{y:!1},scales:{y:{range:(r,s,i)=>[0,Math.max(1,i*1.1)]}},axes:[{...o,values:(r,s)=>s.map(i=>wc(i*1e3))},{...o,size:56,values:(r,s)=>s.map(i=>ln(i))}],series:[{},{stroke:n("--accent"),width:2,fill:n("--accent-tint"),points:{show:!1}}],hooks:{draw:[r=>ch(r,t(),n)]}}}function ch(e,t,n){let{ctx:o}=e,r=ih*devicePixelRatio;for(let{part:s,from:i,to:a}of Oi(t)){if(!(s in No))continue;let f=e.valToPos(i/1e3,"x",!0),h=e.valToPos(a/1e3,"x",!0);o.fillStyle=n(`--${s}`),o.fillRect(f,e.bbox.top+e.bbox.height-r,Math.max(1,h-f),r)}}function uh(e,t){let n=document.createElement("span");n.style.color=`var(${t})`,e.append(n);let{color:o}=getComputedStyle(n);return n.remove(),o}function Ps({children:e}){return u`<div class="tiles">${e}</div>`}function zt({name:e,value:t,isBad:n=!1,href:o}){let r=u`<b>${t}</b><span>${e}</span>`,s=`tile ${n?"bad":""}`;return o?u`<a class=${s} href=${o}>${r}</a>`:u`<div class=${s}>${r}</div>`}function Ls({status:e}){let t=e.details??{};return u`
    <section class="panel" aria-label="Progress">
      <p>${e.infos}</p>
      ${e.error&&u`<${Si} messages=${e.error} />`}
      ${e.is_running&&u`<${xr} details=${t} />`}
      <${Ps}>
        <${zt} name="Rows" value=${K(e.count)} />
        <${zt} name="Rows per second" value=${ln(fh(e))} />
        ${e.is_running&&u`<${zt} name="Time left" value=${ut(t.eta_in_millis)} />`}
        <${zt} name="Running time" value=${ut((e.end_time??Date.now())-e.start_time)} />
        <${zt} name="Rejected rows" value=${K(t.rejected)} isBad=${t.rejected>0} />
      <//>
      ${t.history?.time.length>1&&u`<${_f} history=${t.history} />`}
    </section>
    ${t.partitions&&u`<${zc} partitions=${t.partitions} />`}
    <div class="columns">
      <${dh} status=${e} />
      ${t.events&&u`<${Ic} events=${t.events} />`}
    </div>
  `}function fh({is_running:e,details:t={}}){return(e?t.history?.docs_per_second.at(-1):void 0)??t.docs_per_second}function xr({details:e}){let t=e.waiting_for?`waiting for ${e.waiting_for}`:e.phase,n=Sc(e.percent);return u`<div class="progress">
    <progress max="100" value=${e.percent} aria-label="Progress"></progress>
    <span class="muted">${n&&`${n}, `}${t}</span>
  </div>`}function dh({status:e}){let t=e.details??{};return u`<section class="panel">
    <h2>Run</h2>
    <${Zn}>
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
      <${Se} name="Sent">${vc(t.bytes)}<//>
      <${Se} name="Last id">${e.last_id??"\u2013"}<//>
    <//>
    ${t.query&&u`<h3>Query</h3><pre tabindex="0" aria-label="Query">${t.query}</pre>`}
  </section>`}function fn({state:e}){return u`<span class="state ${e??"never"}">${e??"never run"}</span>`}var ph=["history","events","partitions","query"].map(e=>`ingestion.details.${e}`);function dn(e,{from:t=0,size:n}){return{from:t,size:n,query:{bool:{filter:e}},sort:[{"ingestion.start_time":"desc"}],_source:{excludes:ph}}}var Ms=e=>({term:{"ingestion.id":e}}),Nn=e=>({term:{"ingestion.state":e}}),wn=e=>({range:{"ingestion.start_time":{...e,format:"epoch_millis"}}}),Tr=e=>Math.floor((Date.now()-e)/6e4)*6e4,gf=e=>({bool:{should:[{wildcard:{"ingestion.id":{value:e.includes("*")?e:`*${e}*`,case_insensitive:!0}}},{multi_match:{query:e,fields:["ingestion.infos","ingestion.error"],type:"cross_fields",operator:"and"}}]}}),mh=1e3;function bf(e){return{size:0,query:{bool:{filter:[wn({gte:e}),{terms:{"ingestion.state":["error","successful"]}}]}},aggs:{jobs:{terms:{field:"ingestion.id",size:mh,order:{failed:"desc"}},aggs:{failed:{filter:Nn("error")},successful:{filter:Nn("successful")}}}}}}function vf(e){return e.filter(({failed:t,successful:n})=>t.doc_count>1&&n.doc_count===0).map(({key:t})=>t)}var hh=1e3;function yf({id:e}){let t=jt({query:{ids:{values:[e]}}}),n=oe(async o=>(await Y(t,o)).hits.hits[0]?._source.ingestion??null,o=>o?.is_running?hh:0,[e]);return u`<${ie} polling=${n}>
      ${o=>o?u`<${$h} id=${e} status=${o} />`:u`<p class="empty">The job log has no run ${e}.</p>`}
    <//>
    <${me} request=${t} />`}function $h({id:e,status:t}){return u`
    <div class="heading">
      <h1>Run of <a href=${L("jobs",t.id)}>${t.id}</a></h1>
      <${fn} state=${t.state} />
      <span class="muted">${he(t.start_time)}</span>
    </div>
    <p class="muted mono">${e}</p>
    ${t.details?.rejected>0&&u`<p><a href=${L("dead-letters",void 0,{execution:e})}>Rejected rows of this run</a></p>`}
    <${Ls} status=${t} />
    ${!t.is_running&&u`<${_h} status=${t} />`}
  `}function _h({status:e}){let t=dn([Ms(e.id),Nn("successful"),wn({lt:e.start_time})],{size:1}),n=oe(async o=>(await Y(jt(t),o)).hits.hits[0]??null,0,[e.id,e.start_time]);return u`<section class="panel">
    <h2>Compared with the last successful run before</h2>
    <${ie} polling=${n}>
      ${o=>o?u`<${gh} status=${e} hit=${o} />`:u`<p class="muted">There is none.</p>`}
    <//>
  </section>`}function gh({status:e,hit:t}){let n=t._source.ingestion,o=s=>s.end_time&&s.end_time-s.start_time,r=[["Running time",o(e),o(n),ut],["Rows",e.count,n.count,K],["Rows per second",e.details?.docs_per_second,n.details?.docs_per_second,K],["Rejected rows",e.details?.rejected,n.details?.rejected,K],["Retries",e.details?.retries,n.details?.retries,K],["Attempts",e.details?.attempt,n.details?.attempt,K]];return u`<${we} label="Comparison"><table>
    <thead>
      <tr><th></th><th class="number">This run</th><th class="number"><a href=${L("executions",t._id)}>${he(n.start_time)}</a></th><th class="number">Change</th></tr>
    </thead>
    <tbody>
      ${r.map(([s,i,a,f])=>u`<tr key=${s}>
          <th scope="row">${s}</th><td class="number">${f(i)}</td><td class="number">${f(a)}</td><td class="number">${bh(i,a)}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function bh(e,t){if(e===void 0||!t)return"";let n=Math.round((e/t-1)*100);return n>0?`+${n} %`:`${n} %`}function Jo({hits:e,hasJob:t=!1}){return u`<${we} label="Runs">
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
  <//>`}var wf=50,vh=1e4,yh=36e5,wh={"":"All states",running:"running",aborting:"aborting",successful:"successful",error:"error",aborted:"aborted"},Sh={"":"At any time",1:"In the last hour",24:"In the last 24 hours",168:"In the last 7 days",720:"In the last 30 days"};function Sf({query:e}){let t=e.get("q")??"",n=e.get("state")??"",o=e.get("hours")??"",r=Number(e.get("from")??0),s=()=>jt(dn(xh({q:t,state:n,hours:o}),{from:r,size:wf})),i=oe(a=>Y(s(),a),vh,[t,n,o,r]);return u`
    <div class="heading"><h1>Runs</h1></div>
    <${cn} address=${a=>L("executions",void 0,a)}>
      <${Gt} name="q" label="Job or words of the error" value=${t} />
      <${$r} name="state" label="State" value=${n} options=${wh} />
      <${$r} name="hours" label="Started" value=${o} options=${Sh} />
    <//>
    <${ie} polling=${i}>
      ${({hits:a})=>u`
        <section class="panel"><${Jo} hits=${a.hits} hasJob /></section>
        <${Pn} from=${r} size=${wf} total=${a.total} of="runs"
          address=${f=>L("executions",void 0,{q:t,state:n,hours:o,from:f})} />
      `}
    <//>
    <${me} request=${s()} />
  `}function xh({q:e,state:t,hours:n}){return[...e?[gf(e)]:[],...t?[Nn(t)]:[],...n?[wn({gte:Tr(Number(n)*yh)})]:[]]}function Ns(e,t){let n=ze(e);qe(()=>{n.current!==void 0&&n.current!==e&&t(),n.current=e},[e])}var Os=90,ml=10,xf=3;function Tf({runs:e}){let t=e.map(({start_time:r,end_time:s})=>(s??Date.now())-r),n=Math.max(1,...t),o=e.length*(ml+xf);return u`<figure class="chart" aria-hidden="true">
    <figcaption class="muted">Running time of each run; the longest took ${ut(n)}</figcaption>
    <svg viewBox=${`0 0 ${o} ${Os}`} width=${o} height=${Os} class="bars">
      ${e.map((r,s)=>{let i=Math.max(2,(t[s]??0)/n*Os);return u`<rect key=${r.id} class=${r.state} x=${s*(ml+xf)} y=${Os-i} width=${ml} height=${i} rx="2">
          <title>${`${he(r.start_time)}: ${r.state}, ${ut(t[s])}`}</title>
        </rect>`})}
    </svg>
  </figure>`}function qs({hit:e,onChange:t}){let{schedule:n,enable_scheduler:o=!1,timezone:r}=e._source.ingest,s=e._id;if(!n)return u`<span class="muted">manual</span>`;let i=e.next_fire;return u`<span class="schedule">
    <span title=${`${n} ${r??"UTC"}${i?`, next ${he(i)}`:""}`}>
      ${o?i?an(i,Date.now()):"never":"off"}
    </span>
    <${pt} label=${o?"Disable":"Enable"} of=${`the schedule of ${s}`} requires=${ee.editJobs}
      request=${ec(s,!o)} onDone=${t}
      question=${o?`Disable the schedule of ${s}? A run that is under way goes on.`:`Enable the schedule of ${s} (${n})?`} />
  </span>`}var Th=1e3,kh=5e3,Eh=6e4,kf=50;function Ef({id:e}){let t=oe(n=>Y(dr(e),n),Eh,[e]);return u`<${ie} polling=${t}>
    ${n=>u`<${Ch} id=${e} hit=${n} onChange=${t.reload} />`}
  <//>`}function Ch({id:e,hit:t,onChange:n}){let o=Wa(e),r=ze(t.status!==void 0),s=oe(async a=>(r.current||=(await Y(dr(e),a)).status!==void 0,r.current?(await Y(o,a)).status:null),a=>a?.is_running?Th:kh,[e]),i=s.state.value.data;return Ns(i?.state,n),u`
    <div class="heading">
      <h1>${e}</h1>
      ${i&&u`<${fn} state=${i.state} />`}
      <div class="actions"><${Dh} id=${e} isRunning=${i?.is_running??!1} onChange=${s.reload} /></div>
    </div>
    ${t._source.ingest.description&&u`<p>${t._source.ingest.description}</p>`}
    <${ie} polling=${s}>
      ${a=>a?u`<${Ls} status=${a} />`:u`<p class="panel empty">This job has never run.</p>`}
    <//>
    <${Ah} id=${e} execution=${i?.details?.execution} state=${i?.state} />
    <div class="columns">
      <${Rh} hit=${t} onChange=${n} />
      <${Ph} id=${e} state=${i?.state} />
    </div>
    <${me} request=${o} />
  `}function Dh({id:e,isRunning:t,onChange:n}){return u`
    ${t?u`<${pt} label="Abort" kind="danger" requires=${ee.abort} request=${ns(e)} onDone=${n}
          question=${`Abort the run of ${e}? The statement in the database is cancelled. Rows that a REPLACE has sent are discarded.`} />`:u`<${pt} label="Run" kind="primary" requires=${ee.run} request=${Kn(e)} onDone=${n} question=${`Run ${e} now?`} />
          <${pt} label="Run in full" requires=${ee.run} request=${Kn(e,{full:!0})} onDone=${n}
            question=${`Run ${e} as a first run does? It reads all rows, and sets the positions anew.`} />`}
    ${Ee(ee.editJobs)&&u`<a class="button" href=${L("job-form",e)}>Edit</a>
      <a class="button" href=${L("job-form",void 0,{clone:e})}>Clone</a>`}
    ${!t&&u`<${pt} label="Delete" kind="danger" requires=${ee.editJobs} request=${Ka(e)}
      onDone=${()=>{location.hash=L("jobs")}} question=${`Delete the job ${e}? Its target and the documents in it stay.`} />`}
  `}function Ah({id:e,execution:t,state:n}){let o=jt(dn([Ms(e)],{size:kf})),r=oe(s=>Y(o,s),0,[e,t,n]);return u`<section class="panel">
    <h2>Last runs</h2>
    <${ie} polling=${r}>
      ${({hits:s})=>{let i=s.hits.map(a=>({...a._source.ingestion,id:a._id})).reverse();return u`<div class="scroll"><${Tf} runs=${i} /></div>
          <div class="list"><${Jo} hits=${s.hits} /></div>
          ${s.total>kf&&u`<p><a href=${L("executions",void 0,{q:e})}>All ${s.total} runs</a></p>`}`}}
    <//>
  </section>`}function Rh({hit:e,onChange:t}){let n=e._source.ingest;return u`<section class="panel">
    <h2>Definition</h2>
    <${Zn}>
      <${Se} name="Datasource"><a href=${L("datasource-form",n.datasource)}>${n.datasource}</a><//>
      <${Se} name="Target">${n.target}<//>
      <${Se} name="Strategy">${n.strategy}<//>
      <${Se} name="Key">${[n.pk_field??[]].flat().join(", ")||"\u2013"}<//>
      <${Se} name="Schedule">${n.schedule&&u`<code>${n.schedule}</code> `}${n.schedule&&(n.timezone??"UTC")} <${qs} hit=${e} onChange=${t} /><//>
    <//>
    <h3>Query</h3>
    <pre tabindex="0" aria-label="Query">${n.query}</pre>
    <details><summary>The whole definition</summary><pre tabindex="0" aria-label="Definition">${JSON.stringify(e._source,null,2)}</pre></details>
  </section>`}function Ph({id:e,state:t}){let n=oe(o=>Y(Za(e),o),0,[e,t]);return u`<section class="panel">
    <h2>Positions</h2>
    <p class="muted">What the next run reads next: the values of the query's variables.</p>
    <${ie} polling=${n}>
      ${({positions:o})=>u`
        <${Zn}>
          ${Object.entries(o??{}).map(([r,s])=>u`<${Se} key=${r} name=${r}><code>${JSON.stringify(s)}</code><//>`)}
        <//>
        ${Object.keys(o??{}).length===0?u`<p>None are stored: the next run reads as a first one.</p>`:u`<p><${pt} label="Reset" kind="danger" requires=${ee.run} of="the positions" request=${Xa(e)} onDone=${n.reload}
              question=${`Reset the positions of ${e}? The next run reads as a first one does.`} /></p>`}
      `}
    <//>
  </section>`}function Cf({request:e}){let[t,n]=W(void 0),{submit:o,isBusy:r,error:s}=ct(n);return u`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${r} aria-busy=${r} onClick=${()=>o(e)}>${r?"Asking \u2026":"Dry run"}</button>
    ${s&&u`<${je} error=${s} />`}
    <div role="status">${!s&&t&&u`<${Lh} plan=${t} />`}</div>
    <${me} request=${e} />
  </section>`}function Lh({plan:e}){return u`<div>
    <p class="good">A run would work.</p>
    <${Zn}>
      <${Se} name="Rows">${e.rows_total===void 0?"not known":`about ${K(e.rows_total)}`}<//>
      <${Se} name="Writes to">${e.target}${e.replaces?`, and replaces ${e.replaces}`:e.index?"":", which is created"}<//>
      ${e.removal_guard&&u`<${Se} name="Removal guard"><${Mh} guard=${e.removal_guard} rows=${e.rows_total} /><//>`}
      <${Se} name="Starts from"><${Nh} start=${e.start} /><//>
      <${Se} name="Next runs">
        ${e.next_fires?.length?u`<ul class="plain">${e.next_fires.map(t=>u`<li key=${t}>${he(t)} <span class="muted">${an(t,Date.now())}</span></li>`)}</ul>`:"only manually"}
      <//>
    <//>
    ${e.changes&&u`<${Oh} changes=${e.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${e.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(e.mapping,null,2)}</pre></details>
  </div>`}function Mh({guard:e,rows:t}){let n=`The target has ${K(e.documents)} documents; a run with fewer than ${K(e.minimum)} is not published.`;return t!==void 0&&t<e.minimum?u`<span class="bad">${n} The estimate is below.</span>`:n}function Nh({start:e}){let t=Object.entries(e);return t.length?u`${t.map(([n,o])=>u`<div key=${n}><code>${n}</code> = <code>${JSON.stringify(o)}</code></div>`)}`:"the beginning"}function Oh({changes:{added:e={},removed:t={},changed:n={}}}){let o=[...Object.entries(e).map(([r,s])=>({field:r,change:"new",type:s})),...Object.entries(t).map(([r,s])=>({field:r,change:"removed",type:s})),...Object.entries(n).map(([r,{from:s,to:i}])=>({field:r,change:"another type",type:`${s}, would be ${i}`}))];return o.length?u`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${o.map(({field:r,change:s,type:i})=>u`<tr key=${r}><td>${r}</td><td>${s}</td><td>${i}</td></tr>`)}</tbody>
    </table>`:u`<p class="muted">The mapping of the target stays as it is.</p>`}var qh=["keyword","text","long","integer","double","float","boolean","date","ip","geo_point","flattened","binary","wildcard"];function Df({ingest:e,change:t}){let[n,o]=W(void 0),{submit:r,isBusy:s,error:i}=ct(o),{datasource:a,query:f,mapping:h}=e,m=sc(a??"",{query:f});return u`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${Ee(ee.editDatasources)&&u`<button type="button" disabled=${!a||!f||s} aria-busy=${s} onClick=${()=>r(m)}>
      ${s?"Reading \u2026":"Show the columns"}
    </button>`}
    ${i&&u`<${je} error=${i} />`}
    ${a&&f&&u`<${me} request=${m} />`}
    ${n&&u`<${jh} defaults=${n.mapping} mapping=${h} onChange=${t("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${Mo} label="Mapping" value=${h} onChange=${t("mapping")} hint="Overrides the defaults, field by field." />
      <${Mo} label="Transforms" value=${e.transforms} onChange=${t("transforms")} hint="copy, geo_point or array." />
      <${Mo} label="Index settings" value=${e.settings} onChange=${t("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`}function jh({defaults:e,mapping:t,onChange:n}){return u`<${we} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(e.properties??{}).map(([o,r])=>{let s=r.type??"object",i=t?.properties?.[o]?.type??"";return u`<tr key=${o}>
          <td>${o}</td><td>${s}</td>
          <td><select aria-label=${`Type of ${o}`} value=${i} onChange=${a=>n(Cc(t,o,a.target.value))}>
            <option value="" selected=${!i}>Default</option>
            ${[...new Set([...qh,...i?[i]:[]])].map(a=>u`<option key=${a} value=${a} selected=${a===i}>${a}</option>`)}
          </select></td>
        </tr>`})}
    </tbody>
  </table><//>`}function Af({ingest:e,change:t}){let{schedule:n="",timezone:o,enable_scheduler:r=!1}=e,s=n in fs;function i(a){t("schedule")(a),!!a!=!!n&&t("enable_scheduler")(!!a),a&&!n&&!o&&t("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone)}return u`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${sn} label="Starts" value=${s?n:"custom"} onChange=${i} options=${s?fs:{...fs,custom:"As written below"}} />
    <${Be} label="Quartz cron expression" value=${n} onChange=${i} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${n&&u`
      <${Be} label="Time zone of the schedule" value=${o} onChange=${t("timezone")} placeholder="UTC" />
      <${_c} label="The schedule is enabled" value=${r} onChange=${t("enable_scheduler")} />
    `}
  </section>`}function Rf({datasource:e,onTable:t}){let{submit:n,error:o}=ct(({ingestions:i})=>t(i[0])),r=i=>n(ss(e,i)),s=oe(i=>Y(Qn(e,{}),i),0,[e]);return u`<div class="tree">
    <h3>Tables</h3>
    <p class="hint">Choose one to begin with its query and key.</p>
    ${o&&u`<${je} error=${o} />`}
    <${ie} polling=${s}>
      ${({catalogs:i})=>i.map(({name:a})=>u`<${Pf} key=${a} name=${a} isOpen=${i.length===1}>
        <${Fh} datasource=${e} catalog=${a} onChoose=${r} />
      <//>`)}
    <//>
  </div>`}function Fh({datasource:e,catalog:t,onChoose:n}){let o=oe(r=>Y(Qn(e,{catalog:t}),r),0,[e,t]);return u`<${ie} polling=${o}>
    ${({catalogs:[{schemas:r}]})=>r.map(({name:s})=>u`<${Pf} key=${s} name=${s} isOpen=${r.length===1}>
      <${Ih} datasource=${e} catalog=${t} schema=${s} onChoose=${n} />
    <//>`)}
  <//>`}function Ih({datasource:e,catalog:t,schema:n,onChoose:o}){let r=oe(s=>Y(Qn(e,{catalog:t,schema:n}),s),0,[e,t,n]);return u`<${ie} polling=${r}>
    ${({catalogs:[{schemas:[{resources:s}]}]})=>u`
      ${s.length===0&&u`<p class="muted">No tables that this user may read.</p>`}
      <ul class="plain">
        ${s.map(({name:i,type:a})=>u`<li key=${i}>
          <button type="button" class="plain" onClick=${()=>o({catalog:t,schema:n,tables:[i]})}>${i}</button>
          ${a==="view"&&u`<span class="muted">view</span>`}
        </li>`)}
      </ul>
    `}
  <//>`}function Pf({name:e,isOpen:t,children:n}){let[o,r]=W(t);return u`<details open=${o} onToggle=${s=>r(s.currentTarget.open)}>
    <summary>${e}</summary>
    ${o&&n}
  </details>`}function Lf({sample:{types:e,results:t,rejected:n=[],truncated:o=!1}}){let r=Object.keys(e);return u`<div class="sample">
    <h3>First rows</h3>
    ${t.length===0&&u`<p class="muted">The query returns no rows.</p>`}
    <${we} label="First rows">
      <table>
        <thead><tr>${r.map(s=>u`<th key=${s}>${s}<br /><span class="muted">${e[s]}</span></th>`)}</tr></thead>
        <tbody>${t.map((s,i)=>u`<tr key=${i}>${r.map(a=>u`<td key=${a}>${zh(s[a])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${n.map(({row:s,reason:i})=>u`<p class="alert warning" key=${s}>A run would reject row ${s}: ${i}</p>`)}
    ${o&&u`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`}function zh(e){return e==null?u`<span class="muted">null</span>`:typeof e=="object"?JSON.stringify(e):String(e)}function Mf({label:e,value:t,onChange:n}){let o=ze(null),r=ze(null),s=ze(n),i=ze(t),[a,f]=W(!1);s.current=n,qe(()=>{let m=!1;return import("./sql.js").then(({createEditor:$})=>{m||!o.current||(r.current=$(o.current,{label:e,value:i.current,onChange:h}),f(!0))},()=>{}),()=>{m=!0,r.current?.destroy()}},[]),qe(()=>{t!==i.current&&(i.current=t,r.current?.setText(t))},[t,a]);function h(m){i.current=m,s.current(m)}return u`<div class="editor">
    <div ref=${o}></div>
    ${!a&&u`<textarea rows="8" aria-label=${e} spellcheck="false" value=${t} onInput=${m=>h(m.target.value)}></textarea>`}
  </div>`}var Vh=20,Bh=200;function Nf({ingest:e,change:t,datasources:n,onTable:o,onColumns:r}){let[s,i]=W(void 0),a=ct($=>{i($),r(Object.keys($.types))}),{datasource:f,query:h=""}=e,m=rc(f??"",{query:h,row_limit:Vh,max_text_size:Bh});return n.length?u`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${sn} label="Datasource" value=${f} onChange=${t("datasource")} required
          options=${{"":"Choose",...Object.fromEntries(n.map($=>[$,$]))}} />
        ${f&&Ee(ee.editDatasources)&&u`<${Rf} key=${f} datasource=${f} onTable=${o} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${Mf} label="Query" value=${h} onChange=${t("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${Ee(ee.editDatasources)&&u`<button type="button" disabled=${!f||!h||a.isBusy} aria-busy=${a.isBusy} onClick=${()=>a.submit(m)}>
          ${a.isBusy?"Reading \u2026":"Preview"}
        </button>`}
      </div>
    </div>
    ${a.error&&u`<${je} error=${a.error} />`}
    ${s&&u`<${Lf} sample=${s} />`}
    ${f&&h&&u`<${me} request=${m} />`}
  </section>`:u`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${L("datasource-form")}>New datasource</a>
    </section>`}var Hh={REPLACE:"REPLACE: read all rows into a new index, then move the alias to it",INCREMENTAL:"INCREMENTAL: write rows into the target by their key"};function Of({ingest:e,change:t,columns:n}){return u`
    <${Be} label="Target" value=${e.target} onChange=${t("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${sn} label="Strategy" value=${e.strategy??"INCREMENTAL"} onChange=${t("strategy")} options=${Hh} />
    <${Be} label="Key" value=${ps(e.pk_field)} onChange=${o=>t("pk_field")(Ec(o))} suggestions=${n}
      placeholder="id" hint="Column whose value becomes the document's id; several with commas. Without one, each run adds new documents." />
    <details>
      <summary>Limits and batches</summary>
      <${Be} label="Rejected rows that a run tolerates" value=${e.max_failures} onChange=${t("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${Be} label="Removal guard" value=${e.removal_guard} onChange=${t("removal_guard")} placeholder="50%"
        hint="A REPLACE that would remove more than this share of the documents is not published." />
      <${Be} label="Ingest pipeline" value=${typeof e.pipeline=="string"?e.pipeline:""} onChange=${t("pipeline")} />
      <${Be} label="Description" value=${e.description} onChange=${t("description")} />
    </details>
  `}function hl({id:e,query:t}){let n=e??t.get("clone"),o=oe(async r=>{let[s,i]=await Promise.all([Y(os({size:1e3}),r),n?Y(dr(n),r):null]);return{datasources:s.hits.hits.map(a=>a._id),hit:i}},0,[n]);return u`<${ie} polling=${o}>
    ${({datasources:r,hit:s})=>u`<${Uh} datasources=${r} saved=${e===void 0?null:s}
      origin=${s?e===void 0?Dc(s._source.ingest):s._source.ingest:{...kc,datasource:t.get("datasource")??""}} />`}
  <//>`}function Uh({datasources:e,saved:t,origin:n}){let[o]=W(n),[r,s]=W(t),[i,a]=W(t?._id??""),[f,h]=W(o),[m,$]=W([]),_=A=>U=>h(B=>({...B,[A]:U}));us(f!==o);let b={ingest:ds(f)},S=pr(i,b,r?{if_seq_no:r._seq_no,if_primary_term:r._primary_term}:{op_type:"create"}),k=ct(()=>{location.hash=L("jobs",i)}),C=ct(()=>{location.hash=L("jobs",i)}),R=ct(A=>{s(A),C.submit(Kn(i))}),y=k.isBusy||R.isBusy||C.isBusy,P=k.error??R.error??C.error;function x(A){i||a(A._id),h(U=>({...U,...A._source.ingest,...U.target?{target:U.target}:{}}))}function Q(A){A.preventDefault(),(A.submitter?.value==="run"?R:k).submit(S)}return u`<form class="job-form" onSubmit=${Q}>
    <div class="heading"><h1>${r?`Job ${i}`:"New job"}</h1></div>
    <${Nf} ingest=${f} change=${_} datasources=${e} onTable=${x} onColumns=${$} />
    <section class="panel fields">
      <h2>2. Target</h2>
      ${!r&&u`<${Be} label="Job id" value=${i} onChange=${a} required pattern="[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}" placeholder="orders"
        hint="Letters, digits, dots, dashes and underscores." />`}
      <${Of} ingest=${f} change=${_} columns=${m} />
    </section>
    <${Df} ingest=${f} change=${_} />
    <${Af} ingest=${f} change=${_} />
    <${Cf} request=${Qa(i||"new",b)} />
    ${P&&u`<${je} error=${P} />`}
    <div class="submit">
      <button class="primary" disabled=${y} aria-busy=${y}>Save</button>
      ${Ee(ee.run)&&u`<button value="run" disabled=${y}>Save and run</button>`}
      <a class="button" href=${r?L("jobs",i):L("jobs")}>Cancel</a>
    </div>
    <${me} request=${S} />
  </form>`}function $l({field:e,sort:t,address:n,children:o}){let[r,s]=t.split(":"),i=r===e;return u`<th aria-sort=${i?s==="asc"?"ascending":"descending":"none"}>
    <a href=${n(`${e}:${i&&s==="asc"?"desc":"asc"}`)}>${o}<span aria-hidden="true">${i?s==="asc"?" \u25B2":" \u25BC":""}</span></a>
  </th>`}var Jh=1e3,Gh=5e3;function js(){return oe(async e=>{let{jobs:t}=await Y(Ga(),e);return new Map(t.map(n=>[n._id,n.status]))},e=>e?.size?Jh:Gh,[])}var qf=50,Wh=3e4;function jf({query:e}){let t=Number(e.get("from")??0),n=e.get("q")??"",o=e.get("sort")??"_id:asc",r=Ya({from:t,size:qf,sort:o,...ms(n)}),s=oe(h=>Y(r,h),Wh,[t,n,o]),i=js(),a=i.state.value.data&&[...i.state.value.data.keys()].sort().join();Ns(a,s.reload);let f=h=>L("jobs",void 0,{q:n,sort:o,...h});return u`
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
                <${$l} field="_id" sort=${o} address=${m=>f({sort:m})}>Job<//>
                <${$l} field="ingest.target" sort=${o} address=${m=>f({sort:m})}>Target<//>
                <th>State</th>
                <th class="number">Rows</th>
                <th class="number">Rows/s</th>
                <th>Last run</th>
                <th>Next run</th>
                <th><span class="hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${h.hits.map(m=>u`<${Yh} key=${m._id} hit=${m} status=${i.state.value.data?.get(m._id)??m.status}
                  onChange=${()=>{i.reload(),s.reload()}} />`)}
            </tbody>
          </table>
          ${h.total===0&&u`<p class="empty">${n?"No job matches.":"There is no job yet."}</p>`}
        <//></section>
        <${Pn} from=${t} size=${qf} total=${h.total} of="jobs" address=${m=>f({from:m})} />
      `}
    <//>
    <${me} request=${r} />
  `}function Yh({hit:e,status:t,onChange:n}){let o=t?.details,r=e._id,s=e._source.ingest;return u`<tr>
    <td><a href=${L("jobs",r)}>${r}</a></td>
    <td>${s.target}</td>
    <td>
      <${fn} state=${t?.state} />
      ${t?.is_running&&o&&u`<${xr} details=${o} />`}
    </td>
    <td class="number">${K(t?.count)}</td>
    <td class="number">${ln(o?.docs_per_second)}</td>
    <td>${t&&Kh(t)}</td>
    <td><${qs} hit=${e} onChange=${n} /></td>
    <td class="actions">
      ${t?.is_running?u`<${pt} label="Abort" of=${r} kind="danger" requires=${ee.abort} request=${ns(r)} onDone=${n}
            question=${`Abort the run of ${r}?`} />`:u`<${pt} label="Run" of=${r} requires=${ee.run} request=${Kn(r)} onDone=${n} question=${`Run ${r} now?`} />`}
      ${Ee(ee.editJobs)&&u`<a class="button" aria-label=${`Clone ${r}`} href=${L("job-form",void 0,{clone:r})}>Clone</a>`}
    </td>
  </tr>`}function Kh(e){return e.is_running?`for ${ut(Date.now()-e.start_time)}`:`${an(e.end_time,Date.now())}, took ${ut(e.end_time-e.start_time)}`}function Ff(){return u`<h1>There is no such page</h1>
    <p><a href=${L("overview")}>Overview</a></p>`}var _l=2e4,Qh=6e4,kr=10,If=36e5,gl=24*If;function zf(){let e=js(),t=oe(f=>Y(jt(dn([Nn("error"),wn({gte:Tr(gl)})],{size:10})),f),_l,[]),n=oe(f=>Y(Ja(),f),_l,[]),o=oe(async f=>Ee(ee.readDeadLetters)?Y(ic(),f):null,_l,[]),r=oe(async f=>vf((await Y(jt(bf(Tr(gl))),f)).aggregations.jobs.buckets),Qh,[]),s=n.state.value.data?.agents.filter(f=>f.is_alive).length,i=t.state.value.data?.hits.total,a=o.state.value.data?.hits.total;return u`
    <div class="heading">
      <h1>Overview</h1>
      <div class="actions">
        ${Ee(ee.editDatasources)&&u`<a class="button" href=${L("datasource-form")}>New datasource</a>`}
        ${Ee(ee.editJobs)&&u`<a class="button primary" href=${L("job-form")}>New job</a>`}
      </div>
    </div>
    <${Ps}>
      <${zt} name="Running" value=${K(e.state.value.data?.size)} href=${L("jobs")} />
      <${zt} name="Failed in the last 24 hours" value=${K(i)} isBad=${i>0} href=${L("executions",void 0,{state:"error",hours:24})} />
      <${zt} name="Failing each time" value=${K(r.state.value.data?.length)} isBad=${(r.state.value.data?.length??0)>0} href=${L("executions",void 0,{state:"error",hours:24})} />
      ${a!==void 0&&u`<${zt} name="Dead letters" value=${K(a)} isBad=${a>0} href=${L("dead-letters")} />`}
      <${zt} name="Agents" value=${K(s)} isBad=${s===0} />
    <//>
    <section class="panel">
      <h2>Running now</h2>
      <${ie} polling=${e}>${f=>u`<${Xh} jobs=${f} />`}<//>
    </section>
    <section class="panel">
      <h2>Failed in the last 24 hours</h2>
      <${ie} polling=${t}>
        ${({hits:f})=>f.total?u`<${Jo} hits=${f.hits} hasJob />`:u`<p class="muted">No run has failed.</p>`}
      <//>
    </section>
    <${ie} polling=${r}>${f=>u`<${Zh} jobs=${f} />`}<//>
    <div class="columns">
      <${e$} />
      <section class="panel">
        <h2>Agents</h2>
        <${ie} polling=${n}>${f=>u`<${t$} agents=${f.agents} />`}<//>
      </section>
    </div>
    <${n$} />
  `}function Zh({jobs:e}){return e.length?u`<section class="panel">
    <h2>Failing each time</h2>
    <p class="muted">These jobs have failed at least twice in the last 24 hours, and were not successful once.</p>
    <ul class="plain">
      ${e.slice(0,kr).map(t=>u`<li key=${t}><a href=${L("jobs",t)}>${t}</a></li>`)}
      ${e.length>kr&&u`<li class="muted">and ${e.length-kr} more</li>`}
    </ul>
  </section>`:null}function Xh({jobs:e}){return e.size?u`<${we} label="Running now"><table>
    <thead><tr><th>Job</th><th>State</th><th class="wide">Progress</th><th class="number">Rows</th><th class="number">Rows/s</th><th class="number">Time left</th></tr></thead>
    <tbody>
      ${[...e].map(([t,n])=>u`<tr key=${t}>
          <td><a href=${L("jobs",t)}>${t}</a></td>
          <td><${fn} state=${n.state} /></td>
          <td><${xr} details=${n.details??{}} /></td>
          <td class="number">${K(n.count)}</td>
          <td class="number">${ln(n.details?.docs_per_second)}</td>
          <td class="number">${ut(n.details?.eta_in_millis)}</td>
        </tr>`)}
    </tbody>
  </table><//>`:u`<p class="muted">Nothing is running.</p>`}function e$(){let e=oe(async t=>{let n=await Y(Po({from:Date.now(),to:Date.now()+If}),t);return n.fires.length<kr?Y(Po({from:Date.now(),to:Date.now()+gl}),t):n},6e4,[]);return u`<section class="panel">
    <h2>Next scheduled runs</h2>
    <${ie} polling=${e}>
      ${({fires:t})=>u`
        ${t.length===0&&u`<p class="muted">No schedule fires within 24 hours.</p>`}
        <ul class="plain">
          ${t.slice(0,kr).map(({_id:n,time:o})=>u`<li key=${`${n} ${o}`}><a href=${L("jobs",n)}>${n}</a> <span class="muted">${an(o,Date.now())}</span></li>`)}
        </ul>
        <a href=${L("schedule")}>Calendar</a>
      `}
    <//>
  </section>`}function t$({agents:e}){return u`<${we} label="Agents"><table>
    <thead><tr><th>Agent</th><th>Release</th><th class="number">Jobs</th><th>Last heartbeat</th></tr></thead>
    <tbody>
      ${e.map(t=>u`<tr key=${t.name}>
          <td>${t.name}</td>
          <td>${t.version}</td>
          <td class="number">${t.running} of ${t.max_jobs}</td>
          <td>${t.is_alive?an(t.heartbeat,Date.now()):u`<span class="state error">${an(t.heartbeat,Date.now())}</span>`}</td>
        </tr>`)}
    </tbody>
  </table><//>`}function n$(){let e=oe(t=>Y(Ha(),t),0,[]);return u`<${ie} polling=${e}>
    ${t=>u`<p class="muted">
      Release ${t.version} on ${t.name}, beside Elasticsearch ${t.elasticsearch.version} (cluster ${t.cluster_name}).
    </p>`}
  <//>`}function Vf(e,t){let n=new Map,o=r=>{let s=n.get(r)??{id:r,runs:[],fires:[],overruns:[]};return n.set(r,s),s};for(let r of e)o(r.id).runs.push(r);for(let{_id:r,time:s}of t)o(r).fires.push(s);for(let r of n.values())r.overruns=r$(r);return[...n.values()].sort((r,s)=>r.id.localeCompare(s.id))}var o$=15e3;function r$({runs:e,fires:t}){return t.filter(n=>e.some(({start:o,end:r})=>o+o$<n&&n<r))}function Bf(e){let t=new Map;for(let{_id:n,time:o}of e)t.set(o,(t.get(o)??new Set).add(n));return[...t].filter(([,n])=>n.size>1).map(([n,o])=>({time:n,jobs:[...o].sort()})).sort((n,o)=>o.jobs.length-n.jobs.length||n.time-o.time)}function Hf(e,t){let o=[1,3,6,12,24,48,168].map(i=>i*36e5).find(i=>(t-e)/i<=10)??6048e5,r=new Date(e);r.setHours(0,0,0,0);let s=[];for(let i=r.getTime();i<=t;i+=o)i>=e&&s.push(i);return s}var Go=26,Er=180,Is=900,Fs=22,s$=new Intl.DateTimeFormat("en-GB",{weekday:"short",hour:"2-digit",minute:"2-digit"});function Uf({lanes:e,now:t,from:n,to:o}){if(!e.length)return u`<p class="muted">No run and no fire time.</p>`;let r=i=>Er+(i-n)/(o-n)*Is,s=Fs+e.length*Go;return u`<figure class="chart">
    <div class="scroll" aria-hidden="true">
      <svg class="calendar" viewBox=${`0 0 ${Er+Is} ${s}`} width=${Er+Is} height=${s}>
        ${Hf(n,o).map(i=>u`<g key=${i}><line class="grid" x1=${r(i)} x2=${r(i)} y1=${Fs} y2=${s} /><text x=${r(i)+3} y="14">${s$.format(i)}</text></g>`)}
        ${e.map((i,a)=>u`<${i$} key=${i.id} lane=${i} x=${r} y=${Fs+a*Go} />`)}
        <line class="now" x1=${r(t)} x2=${r(t)} y1=${Fs-6} y2=${s} />
      </svg>
    </div>
    <figcaption>
      <span class="legend run">run</span> <span class="legend failed">failed run</span> <span class="legend fire">fire time</span> <span class="legend overrun">fire time during a run</span>
    </figcaption>
    <details><summary>Show as a table</summary><${we} label="Calendar as a table"><${l$} lanes=${e} now=${t} /><//></details>
  </figure>`}function i$({lane:e,x:t,y:n}){let o=new Set(e.overruns);return u`<g>
    <text class="name" x="0" y=${n+17}>${e.id.length>26?`${e.id.slice(0,25)}\u2026`:e.id}</text>
    <line class="grid" x1="0" x2=${Er+Is} y1=${n+Go} y2=${n+Go} />
    ${e.runs.map(r=>u`<rect key=${r.execution} class=${r.state} x=${Math.max(Er,t(r.start))} y=${n+6} width=${Math.max(2,t(r.end)-t(r.start))} height=${Go-12} rx="2">
        <title>${`${e.id}: ${r.state}, ${he(r.start)}, ${ut(r.end-r.start)}`}</title>
      </rect>`)}
    ${e.fires.map(r=>u`<circle key=${r} class=${o.has(r)?"overrun":"fire"} cx=${t(r)} cy=${n+Go/2} r="2.5"><title>${he(r)}</title></circle>`)}
  </g>`}function l$({lanes:e,now:t}){return u`<table>
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
  </table>`}var bl=36e5,a$={6:"6 hours",24:"24 hours",168:"7 days"},c$=6e4,Jf=2e3,vl=60,u$=10;function Gf({query:e}){let t=Number(e.get("hours")??24),n=e.get("q")??"",o=oe(async r=>{let s=Date.now(),i=s-t*bl,a=s+t*bl,[f,h]=await Promise.all([Y(jt(dn([wn({gte:i})],{size:Jf})),r),Y(Po({from:i,to:a}),r)]);return{now:s,from:i,to:a,runs:f.hits.hits.map(f$),fires:h.fires,isCut:h.truncated||f.hits.total>Jf}},c$,[t]);return u`
    <div class="heading"><h1>Schedule</h1></div>
    <${cn} address=${r=>L("schedule",void 0,r)}>
      <${Gt} name="q" label="Part of the job's id" value=${n} />
      <${$r} name="hours" label="Before and after now" value=${String(t)} options=${a$} />
    <//>
    <${ie} polling=${o}>
      ${({now:r,from:s,to:i,runs:a,fires:f,isCut:h})=>{let m=Vf(a,f).filter(({id:_})=>_.includes(n)),$=f.filter(_=>_.time>=r&&_._id.includes(n));return u`
          <section class="panel"><h2>Calendar</h2><${Uf} lanes=${m.slice(0,vl)} now=${r} from=${s} to=${i} />
            ${m.length>vl&&u`<p class="muted">${m.length-vl} further jobs are left out: filter by their ids.</p>`}
            ${h&&u`<p class="muted">Not every run and fire time is shown: there are too many in this span.</p>`}
          </section>
          <div class="columns">
            <${d$} lanes=${m} />
            <${p$} fires=${$} />
          </div>
        `}}
    <//>
    <${me} request=${Po({from:Date.now(),to:Date.now()+t*bl})} />
  `}function f$({_id:e,_source:{ingestion:t}}){return{id:t.id,execution:e,start:t.start_time,end:t.end_time??Date.now(),state:t.state}}function d$({lanes:e}){let t=e.flatMap(({id:n,overruns:o})=>o.length?[{id:n,overruns:o}]:[]);return u`<section class="panel">
    <h2>Runs that lasted into the next fire time</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({id:n,overruns:o})=>u`<li key=${n}><a href=${L("jobs",n)}>${n}</a>: ${o.length} times, last at ${he(o.at(-1))}</li>`)}</ul>
  </section>`}function p$({fires:e}){let t=Bf(e).slice(0,u$);return u`<section class="panel">
    <h2>Jobs that start together</h2>
    ${t.length===0&&u`<p class="muted">None.</p>`}
    <ul class="plain">${t.map(({time:n,jobs:o})=>u`<li key=${n}>${he(n)}: ${o.slice(0,5).map(r=>u`<a key=${r} href=${L("jobs",r)}>${r}</a> `)}${o.length>5&&`and ${o.length-5} more`}</li>`)}</ul>
  </section>`}function Wf({id:e}){let t=oe(async n=>{let{catalogs:o}=await Y(Qn(e,{}),n);return(await Promise.all(o.map(async({name:s})=>(await Y(Qn(e,{catalog:s}),n)).catalogs[0]))).flatMap(({name:s,schemas:i})=>i.map(({name:a})=>({catalog:s,schema:a})))},0,[e]);return u`
    <div class="heading">
      <h1>Tables of ${e}</h1>
      <div class="actions"><a class="button" href=${L("job-form",void 0,{datasource:e})}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${ie} polling=${t}>${n=>u`<${m$} datasource=${e} schemas=${n} />`}<//>
  `}function m$({datasource:e,schemas:t}){let[n,o]=W(0),r=t[n];return r?u`
    ${t.length>1&&u`<${sn} label="Schema" value=${String(n)} onChange=${s=>o(Number(s))}
      options=${Object.fromEntries(t.map((s,i)=>[i,s.catalog===s.schema?s.schema:`${s.catalog}.${s.schema}`]))} />`}
    <${h$} key=${n} datasource=${e} ...${r} />
  `:u`<p class="empty">The datasource's user may read no schema.</p>`}function h$({datasource:e,catalog:t,schema:n}){let o=ss(e,{catalog:t,schema:n}),r=oe(s=>Y(o,s),0,[e,t,n]);return u`<${ie} polling=${r}>
      ${({ingestions:s,truncated:i=!1})=>u`<${$$} proposals=${s} isCut=${i} />`}
    <//>
    <${me} request=${o} />`}function $$({proposals:e,isCut:t}){let{selected:n,toggle:o,select:r}=hs(),[s,i]=W(new Map),[a,f]=W(new Map),[h,m]=W(!1),$=e.filter(({_id:k})=>a.get(k)!=="created"),_=$.filter(({_id:k})=>n.has(k));async function b(){m(!0);try{await S()}finally{m(!1)}}async function S(){for(let{_id:k,_source:C}of _){let R=await Y(pr(k,s.get(k)??C,{op_type:"create"})).then(()=>"created",y=>y instanceof lt?y:Promise.reject(y));f(y=>new Map(y).set(k,R))}}return e.length?u`<section class="panel">
    <${we} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${$.length>0&&_.length===$.length}
            onChange=${()=>r(_.length===$.length?[]:$.map(({_id:k})=>k))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${e.map(k=>u`<${_$} key=${k._id} proposal=${k} result=${a.get(k._id)} isSelected=${n.has(k._id)}
          onToggle=${()=>o(k._id)} onSource=${C=>i(new Map(s).set(k._id,C))} />`)}
      </tbody>
    </table><//>
    ${t&&u`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!_.length||h} aria-busy=${h} onClick=${b}>Create ${_.length} ${_.length===1?"job":"jobs"}</button>
      <a class="button" href=${L("jobs")}>To the jobs</a>
    </div>
    ${_[0]&&u`<${me} request=${pr(_[0]._id,s.get(_[0]._id)??_[0]._source,{op_type:"create"})} />`}
  </section>`:u`<p class="empty">No tables that this user may read.</p>`}function _$({proposal:{_id:e,_source:t,incremental:n,comments:o},result:r,isSelected:s,onToggle:i,onSource:a}){let f=r==="created",h=m=>a(m.target.value==="REPLACE"?t:n);return u`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${e}`} disabled=${f} checked=${s} onChange=${i} /></td>
    <td>${f?u`<a href=${L("jobs",e)}>${e}</a>`:e}</td>
    <td>${ps(t.ingest.pk_field)||"\u2013"}</td>
    <td>${n?u`<select aria-label=${`Strategy of ${e}`} disabled=${f} onChange=${h}><option>REPLACE</option><option>INCREMENTAL</option></select>`:t.ingest.strategy}</td>
    <td class="message muted">${o.join(" ")}</td>
    <td>${f?u`<span class="good">created</span>`:r&&u`<${je} error=${r} />`}</td>
  </tr>`}var yl={overview:{title:"Overview",list:zf,requires:ee.readRuns},jobs:{title:"Jobs",list:jf,object:Ef,requires:ee.readJobs},executions:{title:"Runs",list:Sf,object:yf,requires:ee.readRuns},schedule:{title:"Schedule",list:Gf,requires:ee.readRuns},"dead-letters":{title:"Dead letters",list:qc,requires:ee.readDeadLetters},datasources:{title:"Datasources",list:Lc,requires:ee.readDatasources},"job-form":{list:hl,object:hl,requires:ee.editJobs},"datasource-form":{list:Li,object:Li,requires:ee.editDatasources},tables:{object:Wf,requires:ee.createJobsOfTables}};function Yf(e,t){let n=yl[e],o=t===void 0?n?.list:n?.object;return!n||!o?{component:Ff,name:"Not found",requires:[]}:{component:o,name:t??n.title??"New",requires:n.requires}}function Kf(){return u`
    <a class="skip" href="#main" onClick=${g$}>Skip to the page</a>
    <header class="bar">
      <a class="brand" href=${L("overview")}><img src="icon.svg" alt="" /> Siren sidecar</a>
      ${bn.value&&u`<${b$} />`}
      <${v$} />
    </header>
    <main id="main" tabindex="-1">${Ro.value?u`<${pc} />`:bn.value?u`<${w$} />`:u`<${y$} />`}</main>
  `}function g$(e){e.preventDefault(),document.getElementById("main")?.focus()}function b$(){let e=Pi.value.page;return u`<nav aria-label="Pages">
    ${Object.entries(yl).map(([t,{title:n,requires:o}])=>n&&Ee(o)&&u`<a key=${t} href=${L(t)} aria-current=${t===e?"page":void 0}>${n}</a>`)}
  </nav>`}function v$(){return bn.value?.security?u`<div class="account">
    ${bn.value.username} ${es.value&&u`<button type="button" onClick=${dc}>Log out</button>`}
  </div>`:null}function y$(){let[e,t]=W(void 0);return qe(()=>{let n=0,o=()=>{as().catch(r=>{if(!(r instanceof lt))throw r;t(r),n=setTimeout(o,3e3)})};return o(),()=>clearTimeout(n)},[]),e?u`<${je} error=${e} />`:u`<p class="empty" aria-busy="true">Loading …</p>`}function w$(){let{page:e,id:t,query:n}=Pi.value,{component:o,name:r,requires:s}=Yf(e,t),i=ze(!0);qe(()=>{document.title=`${r} \u2013 Siren sidecar`,i.current||document.getElementById("main")?.focus({preventScroll:!0}),i.current=!1},[e,t]);let a=Ai(s);return a?u`<p class="alert error" role="alert">You have no permission to see this page: it requires ${a[1]} on ${a[0]}.</p>`:u`<${o} key=${`${e}/${t}`} id=${t} query=${n} />`}var Qf=document.getElementById("console");Qf&&(Ia(),ca(u`<${Kf} />`,Qf));
