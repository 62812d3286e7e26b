-- DfE's wide file of statistical neighbours does not say which year's model it is: the person who brings it does.
alter table figure_import add model_year smallint check (model_year between 2000 and 2099);
