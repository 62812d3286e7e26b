package org.peerchallenge.document;

/**
 * Decides who may read a document. Each feature supplies one for the kinds of documents that it
 * keeps, and grants nothing else; what none of them grants nobody may read.
 */
public interface DocumentAccess {

  boolean mayRead(String username, StoredDocument document);
}
