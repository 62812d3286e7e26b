package org.peerchallenge.document;

/**
 * Decides who may read a document; the access part supplies the bean, and without one nobody may.
 */
public interface DocumentAccess {

  boolean mayRead(String username, StoredDocument document);
}
