/** Pages that a link in a mail opens: answering an invitation, and unsubscribing from news. */
package org.peerchallenge.notice.web;
