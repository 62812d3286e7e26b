/** Sign-in, sessions and what protects every request; the pages of people and accounts. */
package org.peerchallenge.account.web;
