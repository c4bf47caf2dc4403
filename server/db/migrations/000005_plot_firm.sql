-- Land that could become a park, who manages the compounds, and how the city was covered in earlier years.

create table plot (
	city_id text collate "C" not null references city on delete cascade,
	plot_id text collate "C" not null check (plot_id <> ''),
	kind text not null
		check (kind in ('idle', 'demolition', 'narrow', 'low-use-green', 'roadside-belt', 'low-use-plaza')),
	name text not null,
	geom geometry(MultiPolygon, 4326) not null check (st_isvalid(geom)),
	geom_3857 geometry(MultiPolygon, 3857) generated always as (st_transform(geom, 3857)) stored,
	centre geometry(Point, 4326) not null,
	entrances geometry(MultiPoint, 4326),
	area_m2 double precision not null check (area_m2 > 0),
	cost_yuan bigint check (cost_yuan >= 0),
	town_id text collate "C",
	community_code text collate "C",
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, plot_id),
	foreign key (city_id, town_id) references town (city_id, town_id),
	foreign key (city_id, community_code) references community (city_id, code)
);
create index plot_geom on plot using gist (geom);
create index plot_geom_3857 on plot using gist (geom_3857);
comment on table plot is 'Land that could become a pocket park.';
comment on column plot.kind is 'One of the six of the provincial guide of 2022.';
comment on column plot.centre is 'A point inside the plot.';
comment on column plot.cost_yuan is 'Estimate for making it a park; null where nobody made one.';

create table firm (
	city_id text collate "C" not null references city on delete cascade,
	firm_id text collate "C" not null check (firm_id <> ''),
	name text not null,
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, firm_id)
);
comment on table firm is 'Property-management firms; each compound is served by one at most.';

create table firm_grade (
	city_id text collate "C" not null,
	firm_id text collate "C" not null,
	year integer not null check (year between 1000 and 2200),
	quarter integer not null check (quarter between 1 and 4),
	grade text not null check (grade in ('red', 'plain', 'black')),
	score double precision not null check (score between 0 and 100),
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, firm_id, year, quarter),
	foreign key (city_id, firm_id) references firm on delete cascade
);
comment on table firm_grade is '红黑榜: how a firm was graded, quarter by quarter.';
comment on column firm_grade.grade is 'red is 红榜, black 黑榜, plain neither.';

alter table compound
	add column firm_id text collate "C",
	add column land_3857 geometry(MultiPolygon, 3857) generated always as (st_transform(land, 3857)) stored,
	add foreign key (city_id, firm_id) references firm (city_id, firm_id);
create index compound_firm on compound (city_id, firm_id);
create index compound_land_3857 on compound using gist (land_3857);
comment on column compound.firm_id is 'The property-management firm that serves it; null where none does.';

create table coverage_snapshot (
	city_id text collate "C" not null references city on delete cascade,
	taken_on date not null,
	service_id text collate "C" not null references service on delete cascade,
	rule_id text collate "C" not null references standard_rule,
	profile_id text collate "C" not null references walk_profile,
	facilities integer not null check (facilities >= 0),
	people bigint not null check (people >= 0),
	covered_people bigint not null check (covered_people between 0 and people),
	by_community jsonb not null check (jsonb_typeof(by_community) = 'array'),
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, service_id, rule_id, taken_on)
);
comment on table coverage_snapshot is 'The coverage of a service by a rule on one day, as it was computed then.';
comment on column coverage_snapshot.people is 'Of the target group of the service.';
comment on column coverage_snapshot.by_community is 'List of {code, people, coveredPeople}.';
