package org.peerchallenge.notice;

/** A notice as it will be read. */
record RenderedMail(String subject, String text, String html) {}
