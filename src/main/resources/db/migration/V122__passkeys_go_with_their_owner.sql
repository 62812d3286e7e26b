-- A new way in ends the passkeys of the way before.
alter table user_credentials drop constraint user_credentials_user_entity_user_id_fkey;
alter table user_credentials add constraint user_credentials_of
  foreign key (user_entity_user_id) references user_entities on delete cascade;
