-- Which sections a self-assessment has is what the diagram of its entry asks for, no list in Java. Each section keeps its
-- title, its place and its form as they were, so that an old year is read with its own questions.
create table section_form (
  sha256 char(64) primary key,
  content text not null
);
create trigger section_form_stays before update or delete on section_form
  for each row execute function refuse_assessment_change();

create table asked_section (
  entry varchar(60) not null references assessment,
  section varchar(40) not null,
  place integer not null,
  title varchar(200) not null,
  -- Empty for what was opened before forms were kept: it is read with the form of the same name.
  form char(64) references section_form,
  primary key (entry, section)
);

create table signed_section (
  entry varchar(60) not null,
  number integer not null,
  section varchar(40) not null,
  place integer not null,
  title varchar(200) not null,
  form char(64) references section_form,
  primary key (entry, number, section),
  foreign key (entry, number) references assessment_version
);
create trigger signed_section_stays before update or delete on signed_section
  for each row execute function refuse_assessment_change();

create temporary table the_ten on commit drop as
select * from (values
  ('context', 0, 'Context'),
  ('quality-and-impact', 1, 'Quality and impact of practice'),
  ('signatures-of-risk', 2, 'Signatures of risk'),
  ('strengths', 3, 'Strengths'),
  ('data-and-conclusions', 4, 'Data and conclusions'),
  ('since-last-year', 5, 'Since last year'),
  ('ofsted-issues', 6, 'Previous Ofsted issues'),
  ('whole-story', 7, 'Whole story'),
  ('offers-and-asks', 8, 'Offers, asks and questions'),
  ('sharing-and-declaration', 9, 'Sharing and declaration')) as ten (section, place, title);

insert into asked_section (entry, section, place, title)
select a.entry, t.section, t.place, t.title from assessment a cross join the_ten t where a.round > 0;

insert into signed_section (entry, number, section, place, title)
select v.entry, v.number, t.section, t.place, t.title
from assessment_version v cross join lateral jsonb_object_keys(v.content::jsonb) as written (section)
join the_ten t on t.section = written.section;
