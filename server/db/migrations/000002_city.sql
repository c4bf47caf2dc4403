-- Every row of a city carries its city_id, and goes with the city. Geometry is WGS 84; what tiles are cut from is kept
-- in web mercator beside it. Rows say where they came from, whether they are sample data, and who changed them when.

create table city (
	city_id text collate "C" primary key check (city_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	name text not null,
	name_en text not null,
	west_deg double precision not null check (west_deg between -180 and 180),
	south_deg double precision not null check (south_deg between -90 and 90),
	east_deg double precision not null check (east_deg between -180 and 180),
	north_deg double precision not null check (north_deg between -90 and 90),
	boundary geometry(MultiPolygon, 4326) check (st_isvalid(boundary)),
	boundary_3857 geometry(MultiPolygon, 3857) generated always as (st_transform(boundary, 3857)) stored,
	data_version text not null,
	people bigint not null check (people >= 0),
	demand_points integer not null check (demand_points >= 0),
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	check (west_deg <= east_deg and south_deg <= north_deg)
);
comment on table city is 'A county-level city or any other imported place.';
comment on column city.data_version is 'Changes whenever anything a figure depends on changes; part of every cache key.';
comment on column city.datum_in is 'Datum the source was in; what is stored is always WGS 84.';

create table working_unit (
	city_id text collate "C" not null references city on delete cascade,
	name text collate "C" not null,
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, name)
);
comment on table working_unit is '区镇: the units the city works by, one or several towns each.';

create table town (
	city_id text collate "C" not null references city on delete cascade,
	town_id text collate "C" not null,
	name text not null,
	name_en text not null,
	unit text collate "C",
	centre geometry(Point, 4326) not null,
	geom geometry(MultiPolygon, 4326) check (st_isvalid(geom)),
	geom_3857 geometry(MultiPolygon, 3857) generated always as (st_transform(geom, 3857)) stored,
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, town_id),
	foreign key (city_id, unit) references working_unit (city_id, name)
);
create index town_geom_3857 on town using gist (geom_3857);
comment on table town is '镇: the towns and streets offices of a city.';

create table community (
	city_id text collate "C" not null references city on delete cascade,
	code text collate "C" not null,
	name text not null,
	type text check (type in ('commodity', 'old', 'resettlement', 'mixed', 'traditional-village', 'new-village')),
	town_id text collate "C",
	unit text collate "C",
	centre geometry(Point, 4326),
	geom geometry(MultiPolygon, 4326) check (st_isvalid(geom)),
	geom_3857 geometry(MultiPolygon, 3857) generated always as (st_transform(geom, 3857)) stored,
	attributes jsonb not null default '{}',
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, code),
	foreign key (city_id, town_id) references town (city_id, town_id),
	foreign key (city_id, unit) references working_unit (city_id, name)
);
create index community_geom_3857 on community using gist (geom_3857);
create index community_town on community (city_id, town_id);
comment on table community is 'Urban communities and villages, the rows of the ledger.';
comment on column community.type is 'One of the six types of the article; null where a city has none.';
comment on column community.centre is 'A point inside the community, or the middle of its homes; null where it has neither.';
comment on column community.attributes is 'What the community page shows: the three lists, goals, funds, teams.';

create table compound (
	city_id text collate "C" not null references city on delete cascade,
	compound_id text collate "C" not null,
	name text not null,
	kind text not null,
	geom geometry(Point, 4326) not null,
	gates geometry(MultiPoint, 4326),
	land geometry(MultiPolygon, 4326) check (st_isvalid(land)),
	people integer not null check (people >= 0),
	people_0_14 integer check (people_0_14 between 0 and people),
	people_60_plus integer check (people_60_plus between 0 and people),
	community_code text collate "C",
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, compound_id),
	foreign key (city_id, community_code) references community (city_id, code)
);
create index compound_geom on compound using gist (geom);
create index compound_community on compound (city_id, community_code);
comment on table compound is 'Residential compounds, hamlets or population cells: the demand points.';
comment on column compound.gates is 'Where one walks in and out; null where unknown, and the centre stands for it.';
