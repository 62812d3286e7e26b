package org.peerchallenge.engine;

/**
 * Somebody opened the form of a task, with what it shows; told in the transaction that reads it.
 */
public record FormShown(FormTask task, String reader) {}
