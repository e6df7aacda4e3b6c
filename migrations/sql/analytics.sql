-- What tools of statistics read with SQL: published figures, one row for each of them, in a schema of its own.
--
-- The views run with the rights of their owner and show published data only. security_barrier: no condition that a reader
-- writes is tried on a row before the view has decided that it is public. They do not read published_revision, which would
-- ask for the reader's own rights.

do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'ogi_analyst') then
    create role ogi_analyst nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;
create schema analytics;
comment on schema analytics is
  '已公布的数据，供统计工具以 SQL 读取。Published data for tools that read SQL. Own reports only: a consolidated report holds the figures of others again.';
grant usage on schema analytics to ogi_analyst;


create table analytics.cell (
  code text primary key,
  section smallint not null,
  label_zh text not null,
  label_en text not null,
  unit text not null,
  kind text not null,
  aggregation text not null,
  editions smallint[] not null,
  is_count boolean not null,
  stored_position smallint not null,
  unique (is_count, stored_position)
);
comment on table analytics.cell is
  '表格栏目。The cells of the statutory form in both editions, one row each.';
comment on column analytics.cell.code is '栏目代码，与 GraphQL 相同。Code of the cell, as in GraphQL.';
comment on column analytics.cell.section is '所属部分。Section of the form: 2, 3 or 4.';
comment on column analytics.cell.label_zh is '印刷标签。Label as printed.';
comment on column analytics.cell.label_en is '英文标签。English label.';
comment on column analytics.cell.unit is '计量单位。Unit.';
comment on column analytics.cell.kind is
  'COUNT 为非负整数，CHANGE 可为负，AMOUNT 为金额。COUNT is whole, from 0; CHANGE may be negative; AMOUNT is a decimal.';
comment on column analytics.cell.aggregation is
  'SUM 可相加；STOCK 为年末数，不跨年相加；NONE 不相加。SUM is added; STOCK is a state at the year end, not added over years; NONE is never added.';
comment on column analytics.cell.editions is '所在版本。Editions of the form in which it is.';
comment on column analytics.cell.is_count is '存储方式。Whether it is stored among the counts, and not as an amount.';
comment on column analytics.cell.stored_position is '存储位置。Its place among the stored counts or amounts.';


create view analytics.place with (security_barrier = true) as
  select j.code, j.name, j.name_en, j.level, p.code as parent_code,
         string_to_array(rtrim(j.path, '/'), '/') as ancestor_codes, j.demonstration
    from jurisdiction j
    left join jurisdiction p on p.id = j.parent_id;
comment on view analytics.place is
  '行政区划。The administrative divisions, one row each, by the code of GB/T 2260.';
comment on column analytics.place.ancestor_codes is
  '自最高一级至本级的代码；按下辖全部区划筛选：where ''310000'' = any(ancestor_codes)。Codes from the root down to the place itself; a subtree is where ''310000'' = any(ancestor_codes).';
comment on column analytics.place.demonstration is '是否演示数据。Whether it is invented demonstration data.';


create view analytics.agency_year with (security_barrier = true) as
  select a.code as agency_code, y.year, m.name as agency_name, m.name_en as agency_name_en, m.kind as agency_kind,
         j.code as place_code, case when n.id is null then j.name else n.name end as place_name, j.level as place_level,
         string_to_array(rtrim(j.path, '/'), '/') as ancestor_codes,
         m.kind <> 'GOVERNMENT' and m.first_year <= y.year and y.year < m.end_year as is_expected,
         r.id is not null as is_published, r.number as revision, r.published_at, r.error_count, r.warning_count,
         r.blank_cells, r.not_applicable_cells, a.demonstration
    from generate_series(2019, extract(year from beijing_today())::integer) as y(year)
    join agency_version m on m.home_from <= y.year and y.year < m.home_to
    join agency a on a.id = m.agency_id
    join jurisdiction j on j.id = m.jurisdiction_id
    left join jurisdiction_name_home n on n.jurisdiction_id = j.id and n.home_from <= y.year and y.year < n.home_to
    left join report_revision r on r.agency_id = m.agency_id and r.year = y.year and r.scope = 'OWN'
      and r.published_at is not null and r.superseded_at is null
   where r.id is not null
      or (m.kind <> 'GOVERNMENT' and m.first_year <= y.year and y.year < m.end_year
          and y.year < extract(year from beijing_today()));
comment on view analytics.agency_year is
  '机关与年度。One row for each agency and year in which a report is expected or published, with the name, kind and place that the agency had in that year, and the name that the place had then.';
comment on column analytics.agency_year.place_name is
  '当年所属区划在该年末的名称。The name that its place bears at the end of the year.';
comment on column analytics.agency_year.is_expected is
  '是否应报：该年 12 月 31 日存续的机关（政府本身除外）。Whether a report was expected: the agency was in force on 31 December and is no government.';
comment on column analytics.agency_year.is_published is '是否已公布。Whether its own report is published now.';
comment on column analytics.agency_year.published_at is '公布时间，含时区。When it was published in the hub, with the zone.';
comment on column analytics.agency_year.error_count is '所公布的修订现查出的错误数。Findings of severity ERROR of the published revision.';
comment on column analytics.agency_year.ancestor_codes is
  '当年所属区划自上而下的代码。Codes of its places in that year, from the root down.';


create view analytics.cell_value with (security_barrier = true) as
  select a.code as agency_code, r.year, c.code as cell_code, c.section, v.value,
         case when (r.marks -> c.code -> 'computed')::boolean then 'COMPUTED'
              when v.value is not null then 'REPORTED'
              when not c.editions @> array[case c.section when 2 then r.proactive_edition when 3 then r.requests_edition else r.disputes_edition end]
                then 'NOT_IN_EDITION'
              when r.marks -> c.code ->> 'status' = 'NOT_APPLICABLE' then 'NOT_APPLICABLE'
              else 'BLANK' end as state,
         r.marks -> c.code ->> 'note' as note, a.demonstration
    from report_revision r
    join agency a on a.id = r.agency_id
   cross join analytics.cell c
   cross join lateral (
      select case when c.is_count then r.counts[c.stored_position]::numeric
                  when c.stored_position = 1 then r.fees_amount
                  else r.procurement_amount end as value) v
   where r.scope = 'OWN' and r.published_at is not null and r.superseded_at is null;
comment on view analytics.cell_value is
  '栏目的数值。One row for each published own report and cell of the form. Join analytics.agency_year for the name and place, analytics.cell for the label and unit.';
comment on column analytics.cell_value.value is
  '数值，单位见 analytics.cell；空值见 state。The figure, exact, in the unit of the cell; null is not zero: see state.';
comment on column analytics.cell_value.state is
  'REPORTED 已填报，COMPUTED 由其他栏目算出，BLANK 未填报，NOT_APPLICABLE 不适用，NOT_IN_EDITION 该版本无此栏。Whether it was stated or computed, or why there is none.';
comment on column analytics.cell_value.note is '栏内注。Note printed in the cell.';


create view analytics.indicator_value with (security_barrier = true) as
  select a.code as agency_code, r.year, i.code as indicator_code, i.name as indicator_name, i.name_en as indicator_name_en,
         i.unit_zh, i.unit_en, i.aggregation, v.value, v.qualifier, v.sentence, a.demonstration
    from report_revision r
    join agency a on a.id = r.agency_id
    join report_indicator v on v.revision_id = r.id
    join indicator i on i.id = v.indicator_id
   where r.scope = 'OWN' and r.published_at is not null and r.superseded_at is null;
comment on view analytics.indicator_value is
  '补充指标的数值。One row for each published own report and supplementary indicator that it states.';
comment on column analytics.indicator_value.value is '数值，单位见 unit_zh。The figure, exact, in the unit that unit_en says.';
comment on column analytics.indicator_value.qualifier is
  'EXACT、AT_LEAST（至少）、AT_MOST（至多）、APPROXIMATE（约）。How exact the report states it.';
comment on column analytics.indicator_value.aggregation is
  'SUM 可相加；LAST 取最近一年；NONE 不相加。SUM is added; LAST is the last year''s; NONE is never added.';
comment on column analytics.indicator_value.sentence is '原句。The sentence it comes from.';

grant select on all tables in schema analytics to ogi_analyst;
