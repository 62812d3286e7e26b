package org.peerchallenge.notice;

/**
 * A notice needs a person: five attempts failed, or a node died while it was sending. Published
 * inside the transaction that records it, so that what a listener writes is kept or lost with it.
 *
 * @param perhapsSent true when nobody can know whether it went out
 */
public record NoticeFailed(
    long noticeId,
    String template,
    String recipientEmail,
    String subject,
    boolean perhapsSent,
    String reason) {}
