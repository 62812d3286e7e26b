package org.peerchallenge.notice;

/** How a claimed notice leaves. */
interface MailRoute {

  /**
   * Sends or throws; returning means that the mail is out of our hands.
   *
   * @throws NotSent when it is known what may be done next; any other failure counts as passing
   */
  void send(Mail mail) throws Exception;
}
