/** The answers that pages of all features give alike. */
@org.springframework.modulith.NamedInterface("web")
package org.peerchallenge.kernel.web;
