/** Shows figures as pages. */
package org.peerchallenge.benchmark.web;
