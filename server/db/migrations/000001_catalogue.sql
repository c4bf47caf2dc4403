-- The catalogue is reference data shared by all cities: a service is a row, not code.

create table walk_profile (
	profile_id text collate "C" primary key check (profile_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	position integer not null,
	name_zh text not null,
	name_en text not null,
	speed_mps double precision not null check (speed_mps > 0 and speed_mps <= 3),
	steps_allowed boolean not null,
	signal_penalty_sec double precision not null check (signal_penalty_sec >= 0),
	overpass_penalty_sec double precision not null check (overpass_penalty_sec >= 0),
	source text not null,
	verified boolean not null,
	version integer not null default 1,
	changed_by text not null,
	changed_at timestamptz not null default now()
);
comment on table walk_profile is 'Who walks: speed, what is passable, what crossings cost.';

create table standard_rule (
	rule_id text collate "C" primary key check (rule_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	position integer not null,
	name_zh text not null,
	name_en text not null,
	type text not null check (type in ('distance', 'time')),
	cutoff double precision not null check (cutoff > 0),
	profile_id text collate "C" not null references walk_profile,
	denominator text not null check (denominator = 'people'),
	clause text not null,
	source text not null,
	verified boolean not null,
	derived boolean not null,
	version integer not null default 1,
	changed_by text not null,
	changed_at timestamptz not null default now()
);
comment on table standard_rule is 'Walking standards; a rule that is not verified prints 待核 beside every figure.';
comment on column standard_rule.cutoff is 'Inclusive; metres of a distance rule, seconds of a time rule.';
comment on column standard_rule.derived is 'True where no norm exists and the cutoff is taken over from another.';

create table facility_kind (
	kind_id text collate "C" primary key check (kind_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	position integer not null,
	name_zh text not null,
	name_en text not null,
	symbol_path text not null,
	colour text not null check (colour ~ '^#[0-9A-Fa-f]{6}$'),
	audience text not null check (audience in ('public', 'staff')),
	shipped boolean not null,
	version integer not null default 1,
	changed_by text not null,
	changed_at timestamptz not null default now()
);
comment on table facility_kind is 'Kinds of facility; those an import brought are not shipped and show only where they have facilities.';
comment on column facility_kind.symbol_path is 'SVG path on a 24×24 grid.';

create table service (
	service_id text collate "C" primary key check (service_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	position integer not null,
	name_zh text not null,
	name_en text not null,
	target_group text not null check (target_group in ('all', 'age-0-14', 'age-60-plus')),
	audience text not null check (audience in ('public', 'staff')),
	goal_share double precision check (goal_share between 0 and 1),
	system integer check (system between 1 and 14),
	shipped boolean not null,
	version integer not null default 1,
	changed_by text not null,
	changed_at timestamptz not null default now()
);
comment on table service is 'What a set of facility kinds provides, and whose people it is judged by.';
comment on column service.system is 'Number of the system in the city''s article; null for services a city brings itself.';

create table service_kind (
	service_id text collate "C" not null references service on delete cascade,
	kind_id text collate "C" not null references facility_kind,
	position integer not null,
	primary key (service_id, kind_id)
);
comment on table service_kind is 'Facility kinds that give a service, in order.';

create table service_rule (
	service_id text collate "C" not null references service on delete cascade,
	rule_id text collate "C" not null references standard_rule,
	position integer not null,
	primary key (service_id, rule_id)
);
comment on table service_rule is 'Rules a service may be judged by; the first is the default.';
