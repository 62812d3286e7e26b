package org.peerchallenge.notice;

/** Wakes the dispatcher once the transaction that wrote a notice is committed. */
record NoticePosted() {}
