package org.peerchallenge.notice;

import java.util.Objects;

/**
 * Which step a notice comes from; the same step run again has the same key, so never use the
 * activity instance id in it.
 *
 * @param loop what tells apart several runs of one activity on purpose, such as a reminder's stage
 *     or a member's key; empty when the activity runs once
 */
public record NoticeKey(String processInstanceId, String activityId, String loop) {

  public NoticeKey {
    Objects.requireNonNull(processInstanceId, "processInstanceId");
    Objects.requireNonNull(activityId, "activityId");
    loop = loop == null ? "" : loop;
  }
}
