package org.peerchallenge.notice;

/** How a claimed notice leaves. */
interface MailRoute {

  /** Sends or throws; returning means that the mail is out of our hands. */
  void send(Mail mail) throws Exception;
}
