/**
 * The demo: an embedded PostgreSQL, the region and year of 2018-19, and a clock that the office
 * moves. It is left out of the packaged jar.
 */
package org.peerchallenge.demo;
