/** Every limit of an application is shared by itself, because what was sent counts for a second in one and for a minute in another. */
export const schema3 = `-- What workers of the version before may send is over by then: they cannot renew it any more.
update iam.rate set closed_until = greatest(closed_until, now() + interval '5 seconds')
where app in (select app from iam.lease where until > now());
delete from iam.lease;
alter table iam.lease add column limited text not null collate "C";  -- which limit of the application, 'writes per minute'
alter table iam.lease drop constraint lease_pkey;
alter table iam.lease add primary key (app, limited, holder);
alter table iam.rate drop column per_second;
`;
