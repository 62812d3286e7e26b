/** The engine's users and groups, kept to what the region's dated roles say. */
package org.peerchallenge.region.process;
