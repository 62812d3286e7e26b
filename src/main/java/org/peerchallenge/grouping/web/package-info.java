/** The page on which the office looks at proposed groups. */
package org.peerchallenge.grouping.web;
