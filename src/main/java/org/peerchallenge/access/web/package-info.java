/** Access control of pages, and the page of exports. */
@org.springframework.modulith.NamedInterface("web")
package org.peerchallenge.access.web;
