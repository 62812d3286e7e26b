/**
 * The challenge day of a group and the report back to each of its entries: who comes, the reading
 * pack, the sessions, the reports, the case studies and the region's register of asks and offers.
 *
 * <p>For the improvement of the region {@link org.peerchallenge.challenge.Findings} and {@link
 * org.peerchallenge.challenge.Register} say what the days brought.
 */
package org.peerchallenge.challenge;
