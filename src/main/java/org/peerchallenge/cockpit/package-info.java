/**
 * What the office must hear of and see beside Camunda Cockpit: failures, and tasks without people.
 */
package org.peerchallenge.cockpit;
