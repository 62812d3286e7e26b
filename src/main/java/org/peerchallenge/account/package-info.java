/**
 * How people come in and stay in: accounts, invitations, sign-in by password or by a provider,
 * sessions, and the office's page of people.
 */
@org.springframework.modulith.ApplicationModule(displayName = "Account")
package org.peerchallenge.account;
