/** The pages of a serious concern, for its named readers. */
package org.peerchallenge.concern.web;
