/** Hands documents out to those who may read them. */
package org.peerchallenge.document.web;
