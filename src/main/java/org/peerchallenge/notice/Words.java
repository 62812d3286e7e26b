package org.peerchallenge.notice;

/** A notice as it will be read. */
record Words(String subject, String text, String html) {}
