/**
 * Serious concerns for children: a restricted record for named readers alone, apart from tasks,
 * logs, exports and everything else.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Concern")
package org.peerchallenge.concern;
