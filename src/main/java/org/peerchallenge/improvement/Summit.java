package org.peerchallenge.improvement;

/** What the summit celebrated, found common and wants next. */
public record Summit(String practiceCelebrated, String commonIssues, String nextSteps) {}
