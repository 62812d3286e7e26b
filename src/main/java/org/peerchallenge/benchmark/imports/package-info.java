/**
 * Brings figures in: read, checked, shown as a difference, published as a whole, undone as a whole.
 */
package org.peerchallenge.benchmark.imports;
