/**
 * What people meet in Camunda Tasklist: its filters, its script and look, the short links to tasks
 * and the home page.
 */
package org.peerchallenge.tasklist;
