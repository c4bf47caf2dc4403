create table facility (
	city_id text collate "C" not null references city on delete cascade,
	facility_id text collate "C" not null check (facility_id <> ''),
	kind_id text collate "C" not null references facility_kind,
	name text not null,
	search_name text collate "C" not null,
	geom geometry(Point, 4326) not null,
	geom_3857 geometry(Point, 3857) generated always as (st_transform(geom, 3857)) stored,
	entrances geometry(MultiPoint, 4326),
	town_id text collate "C",
	community_code text collate "C",
	attributes jsonb not null default '{}',
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, facility_id),
	foreign key (city_id, town_id) references town (city_id, town_id),
	foreign key (city_id, community_code) references community (city_id, code)
);
create index facility_geom_3857 on facility using gist (geom_3857);
create index facility_geom on facility using gist (geom);
create index facility_kind_of_city on facility (city_id, kind_id);
create index facility_community on facility (city_id, community_code);
comment on table facility is 'Places that give a service; parks are among them.';
comment on column facility.search_name is 'The name without case and accents, as it is searched.';
comment on column facility.entrances is 'Where one walks in; null where unknown, and the position stands for it.';

create table park (
	city_id text collate "C" not null,
	park_id text collate "C" not null,
	geom geometry(MultiPolygon, 4326) not null check (st_isvalid(geom)),
	geom_3857 geometry(MultiPolygon, 3857) generated always as (st_transform(geom, 3857)) stored,
	area_m2 double precision not null check (area_m2 > 0),
	built_year integer check (built_year between 1000 and 2200),
	amenities text[] not null default '{}'
		check (amenities <@ array['seats', 'shade', 'toilet', 'children', 'sport', 'barrier-free']),
	story text not null default '',
	primary key (city_id, park_id),
	foreign key (city_id, park_id) references facility (city_id, facility_id) on delete cascade
);
create index park_geom_3857 on park using gist (geom_3857);
comment on table park is 'What a park has beyond any facility; provenance and version are those of its facility row.';

create table courtyard (
	city_id text collate "C" not null references city on delete cascade,
	courtyard_id text collate "C" not null,
	star integer not null check (star between 3 and 5),
	year integer check (year between 1000 and 2200),
	community_code text collate "C" not null,
	geom geometry(Point, 4326) not null,
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, courtyard_id),
	foreign key (city_id, community_code) references community (city_id, code)
);
create index courtyard_community on courtyard (city_id, community_code);
comment on table courtyard is '美丽庭院 star households. A household never leaves the server: the public sees counts by village.';
