import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('indicators', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=100)),
                ('folded_name', models.CharField(db_index=True, max_length=200)),
                ('kind', models.CharField(choices=[('province', 'Province'), ('party_committee_body', 'Body of the provincial Party committee'), ('department', 'Department'), ('agency', 'Agency'), ('city', 'City'), ('town', 'Town'), ('district', 'District'), ('ward', 'Ward'), ('commune', 'Commune')], max_length=20)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(help_text='First day on which it no longer existed.', null=True)),
                ('population', models.PositiveIntegerField(null=True)),
                ('area_km2', models.DecimalField(decimal_places=2, max_digits=10, null=True)),
                ('note', models.TextField(blank=True)),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='indicators.province')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['province', 'party_committee_body', 'department', 'agency', 'city', 'town', 'district', 'ward', 'commune'])), name='unit_kind_known'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_from__lt', models.F('valid_to')), _connector='OR'), name='unit_validity_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_on', models.DateField()),
                ('kind', models.CharField(choices=[('whole', 'merged as a whole'), ('partial', 'merged in part'), ('split', 'split'), ('rename', 'renamed'), ('functions', 'functions transferred'), ('ended', 'ended')], max_length=12)),
                ('legal_basis', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='assignments.unit')),
                ('successor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inheritances', to='assignments.unit')),
            ],
            options={
                'ordering': ['happened_on', 'predecessor__code', 'successor__code'],
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'happened_on'), name='succession_once'), models.UniqueConstraint(condition=models.Q(('successor__isnull', True)), fields=('predecessor', 'happened_on'), name='succession_ended_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['whole', 'partial', 'split', 'rename', 'functions', 'ended'])), name='succession_kind_known'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_not_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reporter', 'Reporting officer'), ('head', 'Head of unit'), ('reviewer', 'Reviewer (Party Office)'), ('reader', 'Reader (Standing Committee)')], max_length=10)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='assignments.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'unit', 'role'), name='membership_once'), models.CheckConstraint(condition=models.Q(('role__in', ['reporter', 'head', 'reviewer', 'reader'])), name='membership_role_known')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('lead', 'lead'), ('coordinating', 'coordinating'), ('monitor', 'monitoring')], max_length=12)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('indicator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='indicators.indicator')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='indicators.programme')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='assignments.unit')),
            ],
            options={
                'ordering': ['indicator_id', 'part', 'position'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('part', 'lead')), fields=('indicator',), name='assignment_one_lead'), models.UniqueConstraint(condition=models.Q(('part', 'monitor')), fields=('programme',), name='assignment_one_monitor'), models.UniqueConstraint(condition=models.Q(('indicator__isnull', False)), fields=('indicator', 'unit'), name='assignment_unit_once'), models.CheckConstraint(condition=models.Q(models.Q(('indicator__isnull', True), ('part', 'monitor')), models.Q(('indicator__isnull', False), ('part__in', ['lead', 'coordinating'])), _connector='OR'), name='assignment_part_fits_subject')],
            },
        ),
    ]
