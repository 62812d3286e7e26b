package org.peerchallenge.notice;

/** Line of a digest about something that was good to know, not to do. */
public record NewsItem(String title, String linkPath) {}
