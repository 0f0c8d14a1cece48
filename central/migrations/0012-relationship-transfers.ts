import type { Migration } from './migration.ts';

/**
 * 关系转移接续 and money of other areas that has come in. What there is to send or to hear is found by an index that holds
 * nothing else; that no more of a remittance is credited and sent back than has come is held by the database itself.
 */
export const relationshipTransfers: Migration = {
  number: 12,
  name: 'relationship transfers',
  sql: `
create table relationship_transfer (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  direction text not null,
  state text not null,
  other_area jsonb not null,
  certificate jsonb,
  brought_certificate jsonb,
  sheet jsonb,
  amount bigint not null check (amount >= 0),
  accepted_on text not null,
  received_on text,
  due_on text not null,
  due_provisional boolean not null,
  letters jsonb not null,
  heard jsonb not null,
  awaits boolean not null,
  listens_until text,
  reason_code text,
  reason_text text,
  closed_at text,
  primary key (county, id)
);
create index relationship_transfer_by_person_id on relationship_transfer (county, person_id);
create index relationship_transfer_awaits on relationship_transfer (county, id) where awaits;

create table incoming_remittance (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  transfer_id text collate "C" not null,
  amount bigint not null check (amount > 0),
  payer_area_code text not null,
  payer_name text not null,
  payee_name text not null,
  payee_number text not null,
  reference text not null,
  received_on text not null,
  state text not null,
  credited bigint not null,
  returned bigint not null,
  return_asked jsonb,
  note text,
  primary key (county, id),
  check (credited >= 0 and returned >= 0 and credited + returned <= amount)
);
create index incoming_remittance_by_transfer_id on incoming_remittance (county, transfer_id);

do $$
declare one text;
begin
  foreach one in array array['relationship_transfer', 'incoming_remittance'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format(
      'create policy own_county on %I using (county = current_setting(''guitai.county'', true))'
      ' with check (county = current_setting(''guitai.county'', true))', one);
  end loop;
end
$$;
`,
};
