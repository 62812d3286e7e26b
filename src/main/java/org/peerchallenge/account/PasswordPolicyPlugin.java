package org.peerchallenge.account;

import java.util.List;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/** Has the engine hold every password to our rules, whichever way it is set. */
@Component
@DependsOnDatabaseInitialization
class PasswordPolicyPlugin extends AbstractProcessEnginePlugin implements PasswordPolicy {

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setEnablePasswordPolicy(true);
    configuration.setPasswordPolicy(this);
  }

  @Override
  public List<PasswordPolicyRule> getRules() {
    return List.of(PasswordRule.values());
  }
}
