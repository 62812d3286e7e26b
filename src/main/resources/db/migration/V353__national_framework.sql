-- Outcomes and enablers of the Children's Social Care National Framework (DfE, December 2023), and which indicators say
-- something of each. An indicator may have several tags, or none.
create table national_framework (
  code     text primary key,
  position integer not null unique,
  kind     text not null check (kind in ('outcome', 'enabler')),
  name     text not null
);
insert into national_framework values
  ('together', 1, 'outcome', 'Children, young people and families stay together and get the help they need'),
  ('family-network', 2, 'outcome', 'Children and young people are supported by their family network'),
  ('safe', 3, 'outcome', 'Children and young people are safe in and outside of their homes'),
  ('loving-homes', 4, 'outcome', 'Children in care and care leavers have stable, loving homes'),
  ('multi-agency', 5, 'enabler', 'Multi-agency working is prioritised and effective'),
  ('leaders', 6, 'enabler', 'Leaders drive conditions for effective practice'),
  ('workforce', 7, 'enabler', 'The workforce is equipped and effective');

create table indicator_tag (
  indicator_code text not null,
  tag            text not null references national_framework,
  primary key (indicator_code, tag)
);
insert into indicator_tag
select code, tag from (values
  ('together', array['CIN', 'CPP_Total_Rateper10,000', 'CIN_Refferals_NFA', 'ReReferral', 'Continue_Assess_Comp', 'LAC',
    'LAC_Start_Rate', 'SEN_EHC_Excpt_20wks', 'SEN_TotStat']),
  ('family-network', array['LAC_Cease_Rate', 'LACDistance', 'CareApplications']),
  ('safe', array['Section_47', 'ISCP_Conf', 'CP_conf_15days', 'CPP_rate', 'PrevRegCPR', 'CPPlans2yrsActive', 'CPPlans2yrs',
    'RevCP', '16-17_not known_NEET', 'LAC_Convictions']),
  ('loving-homes', array['LACStable_2016on', 'LAC_LongStable%', 'LACDistance', 'LAC_Foster_Placements', '%_of LAC Adopted',
    'LACHealth%', 'LACDental%', 'LACVaccinations%', 'Emotional_LAC', 'LAC_Convictions', 'LAC_Pers_Abs',
    'LAC_KS4_AVG_Attain8', 'CareLeaverAcc', 'CareLeaverEET', 'CareLeaversNEET', 'StayingPut', 'Unacc_Asylmn_Seek_Childn%']),
  ('multi-agency', array['CPP_Total_Rateper10,000', 'ISCP_Conf', 'CP_conf_15days', 'LACHealth%', 'LACDental%']),
  ('leaders', array['LACFinance', 'RevCP', 'Continue_Assess_Comp']),
  ('workforce', array['Work_Force_Vac_Rate', 'Work_Force_TO_Rate', 'Work_Force_Agecy_Rate', 'Work_Force_AvgNumCase_SW',
    'Work_Force_SWAbsence'])) tags (tag, codes), unnest(codes) code;
