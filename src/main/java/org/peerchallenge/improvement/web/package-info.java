/** The pages of the plan. */
package org.peerchallenge.improvement.web;
