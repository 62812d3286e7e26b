/** The change log: who changed what of a case, from what to what, when and why. */
package org.peerchallenge.changelog;
