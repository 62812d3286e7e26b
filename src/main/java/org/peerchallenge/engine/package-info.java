/**
 * The engine as this product uses it: its configuration, the content of forms, the deployment of
 * the files, messages between processes and the way in from outside.
 *
 * <p>Every hook into the vendor's internals stands in one file here, with its reason.
 */
package org.peerchallenge.engine;
