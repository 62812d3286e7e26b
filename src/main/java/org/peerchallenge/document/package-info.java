/** Writes Word and PDF documents and keeps every version of them. Knows no other feature. */
@org.springframework.modulith.ApplicationModule(displayName = "Documents")
package org.peerchallenge.document;
