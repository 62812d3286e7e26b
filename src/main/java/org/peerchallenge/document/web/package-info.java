/** How a file is answered for download; used by the pages of every feature. */
@org.springframework.modulith.NamedInterface("web")
package org.peerchallenge.document.web;
